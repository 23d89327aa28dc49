import { GraphiQL } from 'graphiql';
import { createElement, Fragment, type ReactNode } from 'react';
import { OpenExamples, selectedExample } from './examples.ts';

/** GraphiQL with an example. On a wide screen, the documentation is open. */
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

// Evaluated once, before GraphiQL stores its tabs. GraphiQL restores the tabs of the last visit, unless the URL has an example.
const isFirstVisit = localStorage.getItem('graphiql:tabState') === null;
const showsExample = isFirstVisit || new URLSearchParams(location.search).has('example');

/** Sends the request to the address of this page, which is also that of the API. */
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
