import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect } from 'react';

/** An example, as the page contains it. */
interface PageExample {
  readonly slug: string;
  readonly document: string;
  /** As JSON text. */
  readonly variables: string;
}

const EXAMPLES: readonly PageExample[] = JSON.parse(document.getElementById('exemples')?.textContent ?? '[]');

/** The form also works without a script: it then opens a new page. */
const form = document.querySelector('form.examples');

/** The example that is selected in the form. */
export function selectedExample(): PageExample | null {
  const slug = new FormData(form instanceof HTMLFormElement ? form : undefined).get('example');
  return EXAMPLES.find((example) => example.slug === slug) ?? null;
}

/** Renders nothing: opens the selected example in a new tab when the form is submitted. */
export function OpenExamples(): null {
  const { addTab } = useGraphiQLActions();
  const { query, variables } = useGraphiQL((state) => ({ query: state.queryEditor, variables: state.variableEditor }));
  useEffect(() => {
    if (!query || !variables) return undefined;
    const open = (event: Event) => {
      const example = selectedExample();
      if (!example) return;
      event.preventDefault();
      addTab();
      query.setValue(example.document);
      variables.setValue(example.variables);
      history.replaceState(null, '', `?example=${example.slug}`);
    };
    form?.addEventListener('submit', open);
    return () => form?.removeEventListener('submit', open);
  }, [addTab, query, variables]);
  return null;
}
