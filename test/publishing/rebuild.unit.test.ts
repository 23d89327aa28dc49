import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Cell } from '../../src/openData/column.ts';
import { csvWriter } from '../../src/openData/csvWriter.ts';
import type { Table } from '../../src/openData/table.ts';
import { toTableSchema } from '../../src/openData/toTableSchema.ts';
import { CATALOGUE } from '../../src/publishing/catalogue.ts';
import { describeTable, type ManifestTable } from '../../src/publishing/exportsDirectory/manifest.ts';
import { DEFAULT_PROVENANCE } from '../../src/publishing/provenance.ts';
import { orderOf } from '../../src/publishing/releaseDiff/rowOrder.ts';
import { writeChanges } from '../../src/publishing/releaseDiff/writeChanges.ts';
import { randomRuns } from '../support/tier.ts';
import { AFTER, BEFORE, rowsOf } from './randomRows.ts';
import { hasPython, rebuild } from './rebuild.ts';

const modified = new Date('2026-11-23T18:00:00Z');

if (hasPython) describe('examples/rebuild/rebuild.py', rebuildTests);
else it.skip('examples/rebuild/rebuild.py: skipped, because python3 is missing', () => {});

function rebuildTests(): void {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'registre-rebuild-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('rebuilds the files of a release from its changes, with new tables and columns, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(register(BEFORE), register(AFTER), async (was, is) => {
        await rm(directory, { recursive: true, force: true });
        const previous = await writeTables(join(directory, 'previous'), BEFORE, was);
        // The previous release lacks the last table, and the last column of every other one.
        const last = previous.tables.pop();
        const root = join(directory, 'release');
        const { tables } = await writeTables(root, AFTER, is, { withAllColumns: true });
        const from = { root: join(directory, 'previous'), version: 1, referenceDay: BEFORE, tables: previous.tables };
        await writeChanges(from, {
          root,
          modified,
          provenance: DEFAULT_PROVENANCE,
          version: 2,
          referenceDay: AFTER,
          tables,
        });
        await writePackage(join(directory, 'previous'), previous.tables);
        await writePackage(root, tables);
        const output = rebuild(join(directory, 'previous'), root);
        expect(output.trim().split('\n')).toEqual(tables.map(({ resources }) => `${resources[0]?.path}: OK`));
        expect(last?.name).toBe(CATALOGUED.at(-1)?.table.name);
      }),
      randomRuns(3, 30),
    );
  });
}

const CATALOGUED = CATALOGUE.flatMap(({ slug, tables }) => tables.map((table) => ({ slug, table })));

/** The rows of each table. */
function register(day: string): fc.Arbitrary<Cell[][][]> {
  return fc.tuple(...CATALOGUED.map(({ table }) => rowsOf(table, day)));
}

async function writeTables(
  root: string,
  day: string,
  register: readonly Cell[][][],
  { withAllColumns = false } = {},
): Promise<{ tables: ManifestTable[] }> {
  const tables: ManifestTable[] = [];
  for (const [at, { slug, table }] of CATALOGUED.entries()) {
    const columns = withAllColumns ? table.columns : withoutNewColumn(table);
    const indexes = columns.map(({ name }) => table.columns.findIndex((column) => column.name === name));
    const rows = (register[at] ?? []).map((row) => indexes.map((index) => row[index] ?? null));
    const writer = csvWriter({ columns });
    const path = `${slug}/${table.name}.csv`;
    const digest = await write(root, path, writer.opening() + writer.rows(rows) + writer.closing());
    const schema = await write(root, `${slug}/${table.name}.schema.json`, JSON.stringify(toTableSchema(table)));
    const resource = { title: path, description: path, type: 'main' as const, format: 'csv', mime: 'text/csv' };
    const resources = [digest, schema].map((file) => ({ ...resource, ...file }));
    const order = orderOf(table).description;
    tables.push({ ...describeTable(table), rows: rows.length, order, earliest: day, latest: day, resources });
  }
  return { tables };
}

/** The columns of a table before its last one was added, unless its rows are sorted by that one. */
function withoutNewColumn({ columns, sortedBy }: Table): Table['columns'] {
  return sortedBy.includes(columns.at(-1)?.name ?? '') ? columns : columns.slice(0, -1);
}

async function write(root: string, path: string, text: string) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
  const digest = (algorithm: string) => createHash(algorithm).update(text).digest('hex');
  return { path, bytes: Buffer.byteLength(text), sha1: digest('sha1'), sha256: digest('sha256') };
}

async function writePackage(root: string, tables: readonly ManifestTable[]): Promise<void> {
  const resources = tables.map(({ name, resources: [csv, schema] }) => ({
    name,
    path: csv?.path,
    schema: schema?.path,
  }));
  await writeFile(join(root, 'datapackage.json'), JSON.stringify({ resources }));
  const sums = tables.flatMap((table) => table.resources).map(({ path, sha256 }) => `${sha256}  ${path}\n`);
  await writeFile(join(root, 'SHA256SUMS'), sums.join(''));
}
