import { type MonacoEditor, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect } from 'react';
import { PAGE, parsed, readable } from './pageData.ts';

/** Connects the controls of the page to the editor: its form of examples, its skip link and the Escape key. Renders nothing. */
export function PageControls(): null {
  const { addTab, setOperationName } = useGraphiQLActions();
  const { query, variables } = useGraphiQL((state) => ({ query: state.queryEditor, variables: state.variableEditor }));
  useEffect(() => {
    if (!query || !variables) return undefined;
    const controls = new AbortController();
    const { signal } = controls;
    // Without JavaScript, submitting the form loads the page of the selected example.
    const form = document.querySelector<HTMLFormElement>('form.examples');
    const selected = () => (form ? String(new FormData(form).get('example')) : '');
    form?.addEventListener(
      'change',
      () => {
        const sentence = document.getElementById('phrase');
        if (sentence) sentence.textContent = PAGE.examples[selected()]?.sentence ?? '';
      },
      { signal },
    );
    form?.addEventListener(
      'submit',
      (event) => {
        const slug = selected();
        const example = PAGE.examples[slug];
        if (!example) return;
        event.preventDefault();
        const content = readable(example);
        addTab();
        query.setValue(content.query);
        variables.setValue(content.variables);
        // GraphiQL reads the name itself only 100 ms later. Until then, it would ask for the operation of the former tab.
        setOperationName(nameOfOperation(content.query));
        history.replaceState(null, '', `?example=${slug}`);
      },
      { signal },
    );
    document.querySelector('.skip[href="#graphiql"]')?.addEventListener(
      'click',
      (event) => {
        event.preventDefault();
        query.focus();
      },
      { signal },
    );
    document.getElementById('graphiql')?.addEventListener('keydown', leaveEditor, { signal });
    return () => controls.abort();
  }, [addTab, setOperationName, query, variables]);
  useEffect(() => {
    query?.updateOptions({ wordWrap: 'on' });
    variables?.updateOptions({ wordWrap: 'on' });
    if (query && PAGE.isLinked && PAGE.opened.operationName !== null) selectOperation(query, PAGE.opened.operationName);
    return undefined;
  }, [query, variables]);
  return null;
}

/**
 * Moves the focus from the text of an editor to its frame, where Tab moves it on: within the text, Tab indents.
 * @see https://www.w3.org/WAI/WCAG22/Understanding/no-keyboard-trap
 */
function leaveEditor({ key, target }: KeyboardEvent): void {
  // The editor does not pass on the Escape key when it closes the list of completions.
  if (key === 'Escape' && target instanceof Element) target.closest<HTMLElement>('.graphiql-editor')?.focus();
}

/** The name of the first operation of a query; empty without one. */
function nameOfOperation(query: string): string {
  const operation = parsed(query)?.definitions.find((each) => each.kind === 'OperationDefinition');
  return operation?.name?.value ?? '';
}

/** Moves the cursor to an operation: GraphiQL executes the operation at the cursor. */
function selectOperation(editor: MonacoEditor, name: string): void {
  const model = editor.getModel();
  const operation = parsed(editor.getValue())?.definitions.find((each) => 'name' in each && each.name?.value === name);
  if (!model || !operation?.loc) return;
  const position = model.getPositionAt(operation.loc.start);
  editor.setPosition(position);
  editor.revealPositionInCenter(position);
}
