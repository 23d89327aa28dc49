import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect } from 'react';

/** An example in the JSON of the page. */
interface PageExample {
  readonly slug: string;
  readonly document: string;
  /** JSON text. */
  readonly variables: string;
}

const EXAMPLES: readonly PageExample[] = JSON.parse(document.getElementById('exemples')?.textContent ?? '[]');

/** Without JavaScript, submitting the form loads the page of the selected example. */
const form = document.querySelector('form.examples');

/** The example that the form selects. */
export function selectedExample(): PageExample | null {
  const slug = new FormData(form instanceof HTMLFormElement ? form : undefined).get('example');
  return EXAMPLES.find((example) => example.slug === slug) ?? null;
}

/** Opens the selected example in a new tab when the form is submitted. Renders nothing. */
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
