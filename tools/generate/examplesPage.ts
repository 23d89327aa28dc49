import { EXAMPLES, type Example } from '../../src/web/explorer/examples.ts';

/** `docs/examples.md`: each example with its document, a command to copy, and its answer. */
export function examplesPage(): string {
  return [
    '# Examples',
    '',
    '<!-- Generated from examples/documents by `npm run generate`: edit those files instead. -->',
    '',
    `${EXAMPLES.length} questions that people ask of the register, each a document to start from. The explorer offers them too:`,
    'open `/graphql` in a browser, or `/graphql?example=<name>` for one. The commands run from the root of the repository,',
    'beside a server of a fresh register (`npm start`), whose answers are shown. Instants and checksums will differ.',
    '[curl.md](curl.md) has the commands of other situations, and [examples/client](../examples/client) a typed client.',
    '',
    ...EXAMPLES.map(({ question }) => `- [${question}](#${anchorOf(question)})`),
    '',
    ...EXAMPLES.flatMap(section),
  ].join('\n');
}

/** As GitHub makes them. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

function section(example: Example): string[] {
  const { slug, question, document, variables, response: answer } = example;
  return [
    `## ${question}`,
    '',
    `[${slug}.graphql](../examples/documents/${slug}.graphql)`,
    '',
    ...fenced('graphql', document.replace(/^#.*\n/, '').trimEnd()),
    ...fenced('sh', commandOf(slug, variables)),
    '<details><summary>The answer</summary>',
    '',
    ...fenced('json', JSON.stringify(answer, null, 2)),
    '</details>',
    '',
  ];
}

function commandOf(slug: string, variables: Example['variables']): string {
  const given = Object.keys(variables).length > 0 ? [`--data-urlencode 'variables=${JSON.stringify(variables)}'`] : [];
  const parts = ['curl -G http://localhost:4000/graphql', `--data-urlencode query@examples/documents/${slug}.graphql`];
  return [...parts, ...given].join(' \\\n  ');
}

function fenced(language: string, text: string): string[] {
  return [`\`\`\`${language}`, text, '```', ''];
}
