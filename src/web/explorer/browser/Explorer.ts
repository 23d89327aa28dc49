import { GraphiQL } from 'graphiql';
import { createElement, Fragment, type ReactNode } from 'react';
import { PageControls } from './PageControls.ts';
import { PAGE, readable } from './pageData.ts';

/** GraphiQL with the query of the page. */
export function Explorer(): ReactNode {
  const { query, variables } = readable(PAGE.opened);
  return createElement(
    GraphiQL,
    {
      fetcher,
      ...(showsOpened ? { initialQuery: query, initialVariables: variables } : {}),
      defaultQuery: NEW_TAB,
      defaultEditorToolsVisibility: 'variables',
    },
    createElement(GraphiQL.Logo, null, ''),
    createElement(GraphiQL.Toolbar, null, toolbar),
  );
}

// Evaluated once, before GraphiQL stores its tabs. GraphiQL restores the tabs of the last visit, unless the URL has a query.
const isFirstVisit = localStorage.getItem('graphiql:tabState') === null;
const showsOpened = isFirstVisit || PAGE.isLinked;

const NEW_TAB =
  '# Écrivez votre requête ici. Ctrl+Espace propose les champs possibles, et Ctrl+Entrée exécute la requête.\n\n';

async function fetcher(parameters: object, options: { headers?: Record<string, string> } = {}): Promise<object> {
  const response = await fetch(PAGE.api, {
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
  return createElement(Fragment, null, prettify, merge, copy, createElement(PageControls));
}
