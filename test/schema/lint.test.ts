import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { printSdl } from '../../src/server/schema/printSdl.ts';

test('the schema linter reports missing descriptions, descriptions that are not English sentences, and undated deprecations', async () => {
  expect(await problems(SDL)).toEqual([
    'line 5: @graphql-eslint/require-description',
    'line 8: no-restricted-syntax',
    'line 11: @graphql-eslint/require-deprecation-reason',
    'line 11: no-restricted-syntax',
    'line 14: @graphql-eslint/naming-convention',
    'line 19: no-restricted-syntax',
    'line 22: no-restricted-syntax',
    'line 25: no-restricted-syntax',
    'line 28: no-restricted-syntax',
  ]);
});

const SDL = `"""The queries."""
type Query {
  """The name."""
  name: String
  url: String

  """Deprecated without a day."""
  undated: String @deprecated(reason: "Use name.")

  """Deprecated without a reason."""
  unexplained: String @deprecated

  """Named against the rules."""
  other_name: String

  """Deprecated until a day."""
  dated: String @deprecated(reason: "Use name; removed after 2027-03-01.")

  """starts without a capital letter."""
  lower: String

  """Ends without a period"""
  open: String

  """Nom — the name."""
  dashed: String

  """Où est la startup."""
  french: String

  """The code may start a description of a startup d'État."""
  allowed: String
}
`;

test('the served schema has the deprecations and the specification URLs of its scalars', () => {
  const sdl = `enum Kind {
  A
  B @deprecated(reason: "Use A; removed after 2027-03-01.")
}

type Query {
  name(kind: Kind @deprecated(reason: "Unused; removed after 2027-03-01.")): String @deprecated(reason: "Use title; removed after 2027-03-01.")
}

scalar Day @specifiedBy(url: "https://www.rfc-editor.org/rfc/rfc3339")`;
  const shown = printSdl(buildSchema(sdl)).split('\n\n');
  expect(shown.toSorted()).toEqual(sdl.split('\n\n').toSorted());
});

/** The line and rule of each problem that `npm run lint:schema` reports. */
async function problems(sdl: string): Promise<string[]> {
  const args = [
    'node_modules/eslint/bin/eslint.js',
    '--stdin',
    '--stdin-filename',
    'schema.graphql',
    '--format',
    'json',
  ];
  const child = spawn(process.execPath, args, { cwd: packageRoot });
  child.stdin.end(sdl);
  const [output, problem] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (!output) throw new Error(problem);
  const results: { messages: { line: number; ruleId: string }[] }[] = JSON.parse(output);
  return results.flatMap(({ messages }) => messages.map(({ line, ruleId }) => `line ${line}: ${ruleId}`)).sort(byLine);
}

function byLine(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}
