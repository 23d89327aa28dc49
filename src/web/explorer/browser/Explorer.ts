import { GraphiQL } from 'graphiql';
import { createElement, Fragment, type ReactNode } from 'react';
import { ask } from './ask.ts';
import { chosen } from './examples.ts';
import { OpenExamples } from './OpenExamples.ts';

/** GraphiQL on our API: an example to begin with, the documentation open where there is room for it. */
export function Explorer(): ReactNode {
  const example = chosen();
  return createElement(
    GraphiQL,
    {
      fetcher: ask,
      // Who comes back finds the tabs as they were left, unless the address asks for an example.
      ...(example && (isAsked || isNew) ? { initialQuery: example.document, initialVariables: example.variables } : {}),
      defaultEditorToolsVisibility: 'variables',
      ...(innerWidth > 1000 ? { visiblePlugin: 'Documentation Explorer' } : {}),
    },
    createElement(GraphiQL.Logo, null, ''),
    createElement(GraphiQL.Toolbar, null, tools),
  );
}

const isAsked = new URLSearchParams(location.search).has('example');
const isNew = localStorage.getItem('graphiql:tabState') === null;

interface Tools {
  readonly prettify: ReactNode;
  readonly merge: ReactNode;
  readonly copy: ReactNode;
}

function tools({ prettify, merge, copy }: Tools): ReactNode {
  return createElement(Fragment, null, prettify, merge, copy, createElement(OpenExamples));
}
