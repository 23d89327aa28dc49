import { describe, expect, test } from '@jest/globals';
import {
  compareReceipt,
  type MeantColumn,
  type MeantFile,
  type SeenColumn,
  type SeenFile,
  type SeenTable,
} from '../../../src/publishing/datagouv/receipts/compareReceipt.ts';
import { receiptExitCode, worstOutcome } from '../../../src/publishing/datagouv/receipts/receipt.ts';

const SHA1 = 'a'.repeat(40);
const OTHER_SHA1 = 'b'.repeat(40);
const URL = 'https://static.data.gouv.fr/resources/startups/20261123-180000/startups.csv';

const COLUMNS: readonly [MeantColumn, SeenColumn][] = [
  [meantColumn('nom', 'string'), seenColumn('nom', 'string')],
  [meantColumn('rang', 'integer'), seenColumn('rang', 'int')],
  [meantColumn('url', 'string', 'uri'), seenColumn('url', 'string', 'url')],
];
const TABLE: SeenTable = { url: URL, rows: 2, columns: COLUMNS.map(([, seen]) => seen) };
const MEANT: MeantFile = {
  resource: 'startups.csv',
  sha1: SHA1,
  table: { rows: 2, columns: COLUMNS.map(([meant]) => meant) },
};
const EXTRAS = {
  'check:date': '2026-11-23T18:05:00+00:00',
  'analysis:checksum': SHA1,
  'analysis:last-modified-at': '2026-11-23T18:00:00+00:00',
  'analysis:parsing:started_at': '2026-11-23T18:06:00+00:00',
  'analysis:parsing:finished_at': '2026-11-23T18:07:00+00:00',
  'analysis:parsing:parsing_table': '0123456789abcdef0123456789abcdef',
};
const SEEN: SeenFile = {
  url: URL,
  sha1: SHA1,
  extras: EXTRAS,
  lastModified: '2026-11-23T18:00:00+00:00',
  table: TABLE,
};

test('a file that the platform read as the release means it', () => {
  const asMeant = { resource: 'startups.csv', outcome: 'AS_MEANT', differences: [], problem: null };
  expect(compareReceipt(MEANT, SEEN)).toEqual(asMeant);
  // The platform makes no table of other files.
  const extras = { 'analysis:checksum': SHA1 };
  expect(compareReceipt({ ...MEANT, table: null }, { ...SEEN, extras, table: null })).toEqual(asMeant);
});

describe('what is unknown is not as meant', () => {
  test.each<[string, Partial<SeenFile>, string]>([
    ['no analysis', { extras: {} }, 'has not analysed the file yet'],
    ['the checksum of another version', { extras: { ...EXTRAS, 'analysis:checksum': OTHER_SHA1 } }, 'another version'],
    ['no parsing', { extras: { 'analysis:checksum': SHA1 } }, 'has not read the table yet'],
    [
      'a parsing that has not ended',
      { extras: { ...EXTRAS, 'analysis:parsing:finished_at': null } },
      'has not read the table yet',
    ],
    [
      'a parsing from before this version, even a failed one',
      {
        extras: {
          ...EXTRAS,
          'analysis:parsing:started_at': '2026-11-23T17:59:59.999',
          'analysis:parsing:error': 'csv_detective:bad',
        },
      },
      'has not read the table yet',
    ],
    ['no profile', { table: null }, 'not available yet'],
    ['the profile of another version', { table: { ...TABLE, url: `${URL}.old` } }, 'another version'],
    [
      'an error from before this version',
      {
        extras: { 'analysis:error': 'File too large to download', 'check:date': '2026-11-23T17:00:00+00:00' },
      },
      'has not analysed the file yet',
    ],
  ])('%s', (_what, seen, problem) => {
    const receipt = compareReceipt(MEANT, { ...SEEN, ...seen });
    expect(receipt).toMatchObject({ outcome: 'UNKNOWN', differences: [] });
    expect(receipt.problem).toContain(problem);
  });
});

describe('differences', () => {
  test.each<[string, SeenFile | null, string[]]>([
    ['no file', null, ['the platform does not have the file']],
    ['another file', { ...SEEN, sha1: OTHER_SHA1 }, [`the platform has another file, with the SHA-1 ${OTHER_SHA1}`]],
    [
      'a file that the crawler could not read',
      { ...SEEN, extras: { 'analysis:error': 'File too large to download', 'check:date': EXTRAS['check:date'] } },
      ['the platform could not analyse the file: File too large to download'],
    ],
    [
      'a file that csv-detective could not read',
      { ...SEEN, extras: { ...EXTRAS, 'analysis:parsing:error': 'csv_detective:Table seems to be empty' } },
      ['the platform could not read the table: csv_detective:Table seems to be empty'],
    ],
    ['rows', withTable({ rows: 3 }), ['3 rows are read, not 2']],
    [
      'counts of 0 and 1 only',
      withColumn(1, { pythonType: 'bool', format: 'bool' }),
      ['column rang is read as boolean, not as integer'],
    ],
    [
      'one URL that no validator accepts',
      withColumn(2, { format: 'string' }),
      ['column url is read as text, not as text (url)'],
    ],
    [
      'a text of digits',
      withColumn(0, { pythonType: 'int', format: 'int' }),
      ['column nom is read as integer, not as text'],
    ],
    [
      'columns',
      withTable({ columns: [...TABLE.columns.slice(1), seenColumn('autre', 'string')] }),
      ['column autre is not in the release', 'column nom is missing'],
    ],
    [
      'the order of columns',
      withTable({ columns: [...TABLE.columns].reverse() }),
      ['the columns are read in the order url, rang, nom'],
    ],
  ])('%s', (_what, seen, differences) => {
    expect(compareReceipt(MEANT, seen)).toEqual({
      resource: 'startups.csv',
      outcome: 'DIFFERENT',
      differences,
      problem: null,
    });
  });
});

test.each<[string, string | null, string, string, boolean]>([
  ['integer', null, 'int', 'year', true],
  ['integer', null, 'float', 'float', false],
  ['number', null, 'int', 'int', true],
  ['number', null, 'bool', 'bool', false],
  ['boolean', null, 'bool', 'bool', true],
  ['date', null, 'date', 'date', true],
  ['date', null, 'string', 'string', false],
  ['datetime', null, 'datetime', 'datetime_aware', true],
  ['array', null, 'json', 'json', true],
  ['array', null, 'string', 'string', false],
  ['string', null, 'string', 'siren', true],
  ['string', null, 'json', 'json', false],
  ['string', 'email', 'string', 'email', true],
  ['string', 'email', 'string', 'string', false],
  ['a type of a later version', null, 'int', 'int', true],
])('%s (%s) read as %s (%s): as meant is %s', (type, format, pythonType, seenFormat, asMeant) => {
  const table = { rows: 2, columns: [meantColumn('x', type, format)] };
  const read = (isEmpty: boolean) => {
    const columns = [{ ...seenColumn('x', pythonType, seenFormat), isEmpty }];
    return compareReceipt({ ...MEANT, table }, { ...SEEN, table: { ...TABLE, columns } }).outcome;
  };
  expect(read(false)).toBe(asMeant ? 'AS_MEANT' : 'DIFFERENT');
  // A column without values has no type.
  expect(read(true)).toBe('AS_MEANT');
});

test('a difference counts more than an unknown result, and each has its exit code', () => {
  expect(worstOutcome(['AS_MEANT', 'UNKNOWN', 'DIFFERENT'])).toBe('DIFFERENT');
  expect(worstOutcome(['AS_MEANT', 'UNKNOWN'])).toBe('UNKNOWN');
  expect(worstOutcome([])).toBe('AS_MEANT');
  const exitCodes = (['AS_MEANT', 'UNKNOWN', 'DIFFERENT'] as const).map((outcome) => receiptExitCode({ outcome }));
  expect(exitCodes).toEqual([0, 1, 2]);
});

function meantColumn(name: string, type: string, format: string | null = null): MeantColumn {
  return { name, type, format };
}

function seenColumn(name: string, pythonType: string, format = pythonType): SeenColumn {
  return { name, pythonType, format, isEmpty: false };
}

function withTable(changes: Partial<SeenTable>): SeenFile {
  return { ...SEEN, table: { ...TABLE, ...changes } };
}

function withColumn(at: number, changes: Partial<SeenColumn>): SeenFile {
  return withTable({
    columns: TABLE.columns.map((column, index) => (index === at ? { ...column, ...changes } : column)),
  });
}
