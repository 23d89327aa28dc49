import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { packageRoot } from '../../../src/config/packageRoot.ts';
import { SETTINGS } from '../../../src/config/settingsTable.ts';
import { MAXIMUM_PAGE_SIZE } from '../../../src/graphql/relations/pageSize.ts';
import { MAX_BODY_BYTES } from '../../../src/server/http/jsonBody.ts';
import { DOCUMENT_BOUNDS } from '../../../src/server/limits/documentRules.ts';

const page = readFileSync(join(packageRoot, 'docs/limits.md'), 'utf8');

/** The second cell of the row of a table in `docs/limits.md`. */
function cellOf(label: string): string | undefined {
  const row = page.split('\n').find((line) => line.startsWith(`| ${label} |`));
  return row?.split('|')[2]?.trim();
}

test.each([
  ['Characters', DOCUMENT_BOUNDS.characters],
  ['Tokens', DOCUMENT_BOUNDS.tokens],
  ['Comments', DOCUMENT_BOUNDS.comments],
  ['Levels of fields', DOCUMENT_BOUNDS.levels],
  ['Aliases', DOCUMENT_BOUNDS.aliases],
  ['Directives', DOCUMENT_BOUNDS.directives],
  ['Operations', DOCUMENT_BOUNDS.operations],
  ['Fields, after fragments are expanded', DOCUMENT_BOUNDS.selections],
])('docs/limits.md has the maximum of the code: %s', (label, maximum) => {
  expect(cellOf(label)).toBe(maximum.toLocaleString('en'));
});

test('docs/limits.md has the defaults of the settings and the sizes of the code', () => {
  expect([cellOf('Cost of a request'), cellOf('Points of a client')]).toEqual([
    `${Number(SETTINGS.COST_LIMIT.default).toLocaleString('en')} points`,
    `${Number(SETTINGS.RATE_LIMIT.default).toLocaleString('en')} a minute`,
  ]);
  expect(cellOf('Time to read the database')).toBe(`${SETTINGS.QUERY_TIMEOUT_SECONDS.default} s a request`);
  expect(cellOf('Page size')).toBe(`${MAXIMUM_PAGE_SIZE} items`);
  expect(cellOf('Body of a request')).toBe(`${MAX_BODY_BYTES / 1000} kB`);
});
