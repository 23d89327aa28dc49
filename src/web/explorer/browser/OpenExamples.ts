import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect } from 'react';
import { chosen, form } from './examples.ts';

/** Shows nothing: opens the example that is chosen in the form in a tab of its own. */
export function OpenExamples(): null {
  const { addTab } = useGraphiQLActions();
  const { query, variables } = useGraphiQL((state) => ({ query: state.queryEditor, variables: state.variableEditor }));
  useEffect(() => {
    if (!query || !variables) return undefined;
    const open = (event: Event) => {
      const example = chosen();
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
