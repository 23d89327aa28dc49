import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { mapBetaGouv } from '../../src/importing/mapping/mapBetaGouv.ts';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { readSource } from '../../src/importing/sources/readSource.ts';
import type { BetaGouvFileName } from '../../src/web/betaGouv/betaGouvFiles.ts';
import { BETA_GOUV_FILES, betaGouvFiles } from '../../src/web/betaGouv/betaGouvFiles.ts';
import type { Reason } from '../../src/web/betaGouv/differences.ts';
import { COMPARED, DIFFERENCES, REASONS } from '../../src/web/betaGouv/differences.ts';
import { databases } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';
import type { Difference } from './comparison.ts';
import { compareResponses, shapeOf } from './comparison.ts';

const FOLDER = join(packageRoot, '../shared/beta-gouv');
const PUBLIC_URL = 'https://registre.example';

/** Whether a value differs for this reason and no other. Written again here, independently of the tested code. */
const HOLDS: { readonly [R in Reason]: (difference: Difference, path: string) => boolean } = {
  SELF: ({ ours }, path) => path === 'links.self' && ours === `${PUBLIC_URL}/api/v2.7/startups.json`,
  BODY: ({ live, ours }, path) => path.endsWith('.content_url_encoded_markdown') && live === '' && ours === null,
  MISSING: ({ live, ours }, path) => !path.endsWith('_markdown') && isBlank(live) && ours === null,
  LEFT_OUT: ({ live, ours }) => isBlank(live) && ours === undefined,
  TRIMMED: ({ live, ours }) =>
    JSON.stringify(ours) ===
    JSON.stringify(Array.isArray(live) ? live.map((each) => tidy(String(each))) : tidy(String(live))),
  UNESCAPED: ({ live, ours }) => typeof live === 'string' && ours === live.replaceAll('&#39;', "'"),
  END: ({ live, ours }, path) => path.endsWith('.end') && !live && /^\d{4}-\d\d-\d\d$/.test(String(ours)),
  FIRST_INCUBATOR: ({ live, ours }, path) =>
    /incubators(?:\.data\[order\])?$/.test(path) && haveTheSame(String(live).split(','), String(ours).split(',')),
  PATH: ({ live, ours }) => String(live).replace(/^(https:\/\/[^/?#]+)(?=[?#])/, '$1/') === ours,
  RELATIVE: ({ live, ours }) => live === '/stats' && ours === null,
  MAILBOX: ({ live, ours }) => typeof live === 'string' && ours === live.replace(/\?.*$/, '').toLowerCase(),
  DANGLING: ({ live, ours }) => live === '/organisations/menj' && ours === null,
  NULL_WORD: ({ live, ours }) => live === 'null' && ours === '',
  STATISTICS: ({ live, ours }, path) => path === 'stats' && live === 'null' && /^https?:/.test(String(ours)),
};

(existsSync(FOLDER) ? describe : describe.skip)('The real beta.gouv.fr data, when they are there', () => {
  describe.each(databases())('on $name, imported and served as v2.7', ({ open }) => {
    let register: TestRegister;
    let texts: Map<BetaGouvFileName, string>;

    beforeAll(async () => {
      register = await openRegister(open);
      await register.load(mapBetaGouv(await readSource(FOLDER), '2026-08-20'));
      texts = await filesOf(register);
    });
    afterAll(() => register.close());

    test.each(BETA_GOUV_FILES)(
      '%s has the paths and values of the original, except for the declared differences',
      (file) => {
        const ours = texts.get(file) ?? '';
        const { paths, differences } = file === 'startups.csv' ? comparedCsv(ours) : comparedJson(file, ours);
        const reasons = differences.map((difference) => {
          const path = shapeOf(difference.path);
          const reasons = DIFFERENCES.filter((declared) => declared.file === file && declared.path === path)
            .map(({ reason }) => reason)
            .filter((reason) => HOLDS[reason](difference, path));
          return reasons.length === 1 ? `${path} ${reasons[0]}` : JSON.stringify({ ...difference, reasons });
        });
        const declared = DIFFERENCES.filter((difference) => difference.file === file);
        expect(countsOf(reasons)).toEqual(
          Object.fromEntries(declared.map(({ path, reason, count }) => [`${path} ${reason}`, count])),
        );
        expect(paths).toBe(COMPARED.paths[file]);
      },
    );

    test('every reason has a difference', () => {
      expect(new Set(DIFFERENCES.map(({ reason }) => reason))).toEqual(new Set(Object.keys(REASONS)));
    });

    test('every row of startups.csv has twelve columns, and a strict parser reads the file', () => {
      const rows: string[][] = parse(texts.get('startups.csv') ?? '', { delimiter: ';' });
      expect(rows).toHaveLength(1 + COMPARED.startups);
      expect(rows.filter((row) => row.length !== 12)).toEqual([]);
      expect(texts.get('startups.csv')).not.toMatch(/\n\n/);
    });

    test('with the reference data, all references exist', async () => {
      await register.load(readReference());
      const after = await filesOf(register);
      const { data, included } = JSON.parse(after.get('startups.json') ?? '');
      const organisations = new Set(Object.keys(JSON.parse(after.get('sponsors.json') ?? '')));
      const incubators = new Set(Object.keys(JSON.parse(after.get('incubators.json') ?? '')));
      expect(data).toHaveLength(COMPARED.startups);
      for (const { attributes, relationships } of data) {
        for (const id of attributes.sponsors) expect(organisations).toContain(id);
        for (const { id } of relationships.incubators.data) expect(incubators).toContain(id);
      }
      for (const { id, attributes } of included) {
        expect(incubators).toContain(id);
        if (attributes.owner !== null) expect(organisations).toContain(attributes.owner.replace('/organisations/', ''));
      }
      expect([...incubators].filter((id) => !included.some((known: { id: string }) => known.id === id))).toEqual([
        'sgmas',
      ]);
    });
  });
});

async function filesOf({ pool }: TestRegister): Promise<Map<BetaGouvFileName, string>> {
  const files = await betaGouvFiles(pool, PUBLIC_URL)();
  const texts = new Map<BetaGouvFileName, string>();
  for (const name of BETA_GOUV_FILES) texts.set(name, files[name].bytes.toString());
  return texts;
}

function comparedJson(file: BetaGouvFileName, ours: string): ReturnType<typeof compareResponses> {
  const byId = file === 'incubators.json' || file === 'sponsors.json';
  return compareResponses(JSON.parse(liveText(file)), JSON.parse(ours), byId);
}

/** Compares cell by cell. One row of the original has more than twelve columns: the URL of a repository has an unquoted `;`. */
function comparedCsv(ours: string): ReturnType<typeof compareResponses> {
  const lenient = { delimiter: ';', relax_quotes: true, relax_column_count: true, skip_empty_lines: true };
  const [header = [], ...live]: string[][] = parse(liveText('startups.csv'), lenient);
  const wide = live.filter((row) => row.length !== 12);
  expect(wide.map(([id, ...cells]) => [id, cells.length])).toEqual([['vigieau', 12]]);
  for (const row of wide) row.splice(8, 2, `${row[8]};${row[9]}`);
  const [ownHeader, ...own]: string[][] = parse(ours, { delimiter: ';' });
  expect(ownHeader).toEqual(header);
  expect(own.map(([id]) => id)).toEqual(live.map(([id]) => id));
  const differences = live.flatMap((row, at) =>
    header.flatMap((column, index): Difference[] => {
      const pair = { live: row[index], ours: own[at]?.[index] };
      return pair.live === pair.ours ? [] : [{ path: column, ...pair }];
    }),
  );
  return { paths: live.length * header.length, differences };
}

function liveText(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}

function countsOf(reasons: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const each of reasons) counts[each] = (counts[each] ?? 0) + 1;
  return counts;
}

function isBlank(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === '';
}

function tidy(text: string): string {
  return text.replace(/[\s;]+$/, '').trim();
}

function haveTheSame(live: unknown, ours: unknown): boolean {
  return Array.isArray(live) && Array.isArray(ours) && live.toSorted().join() === ours.toSorted().join();
}
