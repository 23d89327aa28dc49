import { GraphiQL } from 'graphiql';
import { createElement, Fragment, type ReactNode } from 'react';
import { OpenExamples, selectedExample } from './examples.ts';

/** GraphiQL for this API, with an example, and with the documentation open on a wide screen. */
export function Explorer(): ReactNode {
  const example = selectedExample();
  return createElement(
    GraphiQL,
    {
      fetcher,
      ...(example && showsExample ? { initialQuery: example.document, initialVariables: example.variables } : {}),
      defaultEditorToolsVisibility: 'variables',
      ...(innerWidth > 1000 ? { visiblePlugin: 'Documentation Explorer' } : {}),
    },
    createElement(GraphiQL.Logo, null, ''),
    createElement(GraphiQL.Toolbar, null, toolbar),
  );
}

// Read once: GraphiQL restores the tabs of the last visit, unless the address names an example.
const isFirstVisit = localStorage.getItem('graphiql:tabState') === null;
const showsExample = isFirstVisit || new URLSearchParams(location.search).has('example');

/** The API has the address of this page. */
async function fetcher(parameters: object, options: { headers?: Record<string, string> } = {}): Promise<object> {
  const response = await fetch(location.pathname, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'content-type': 'application/json',
      ...options.headers,
    },
    body: JSON.stringify(parameters),
  });
  return response.json();
}

function toolbar({ prettify, merge, copy }: Record<'prettify' | 'merge' | 'copy', ReactNode>): ReactNode {
  return createElement(Fragment, null, prettify, merge, copy, createElement(OpenExamples));
}
