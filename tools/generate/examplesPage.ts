import { EXAMPLES, type Example } from '../../src/web/explorer/examples.ts';

/** `docs/examples.md`: each example with its document, a command to copy, and its response. */
export function examplesPage(): string {
  return [
    '# Examples',
    '',
    '<!-- Generated from examples/documents by `npm run generate`: edit those files instead. -->',
    '',
    `${EXAMPLES.length} queries for common needs, with titles in French. Open \`/explorer?example=<name>\` in a browser to edit one in`,
    'the explorer. Run the commands from the root of the repository, against a fresh register (`npm start`). The',
    'responses are those of a fresh register; instants and checksums differ. [api.md](api.md) has the rules of all requests,',
    'and [examples/client](../examples/client/README.md) a typed client.',
    '',
    ...EXAMPLES.map(({ question }) => `- [${question}](#${anchorOf(question)})`),
    '',
    ...EXAMPLES.flatMap(section),
  ].join('\n');
}

/** The anchor of a heading, as GitHub generates it. */
export function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

function section(example: Example): string[] {
  const { slug, question, sentence, document, variables, response } = example;
  return [
    `## ${question}`,
    '',
    `${sentence} [${slug}.graphql](../examples/documents/${slug}.graphql)`,
    '',
    ...fenced('graphql', document.replace(/^(?:#.*\n)+/, '').trimEnd()),
    ...fenced('sh', commandOf(slug, variables)),
    '<details><summary>Response</summary>',
    '',
    ...fenced('json', JSON.stringify(response, null, 2)),
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
