import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fail } from '../../errors/errors.ts';
import { csvWriter } from '../../openData/csvWriter.ts';
import { jsonWriter } from '../../openData/jsonWriter.ts';
import type { SortedTable } from '../../openData/table.ts';
import { cataloguedTable } from '../catalogue.ts';
import { type IntactRelease, readRelease, resolveRelease, sha256 } from '../exportsDirectory/releaseFiles.ts';
import { RELEASE_UNKNOWN, RELEASE_UNREADABLE } from '../publishingErrors.ts';
import { batchesOf } from './batches.ts';
import { type ChangeLine, changeCells, changementsTable } from './changesTable.ts';
import { type ComparedTable, comparedRelease, diffReleases } from './diffReleases.ts';

/** The changes between any two releases of a directory, in constant memory. Each call of `lines` compares the files anew. */
export interface ReleaseComparison {
  /** The names of both releases, `latest` replaced. */
  readonly names: readonly [from: string, to: string];
  /** A text that differs if a file of a release differs. */
  readonly identity: string;
  lines(): AsyncGenerator<ChangeLine>;
}

export const CHANGES_FORMATS = ['csv', 'json'] as const;
export type ChangesFormat = (typeof CHANGES_FORMATS)[number];

/**
 * Compares two releases by name; `latest` is the latest one. The tables are those of the second release, as its Table Schemas
 * describe them. Fails with RELEASE_UNKNOWN or RELEASE_UNREADABLE.
 */
export async function compareReleases(directory: string, from: string, to: string): Promise<ReleaseComparison> {
  const before = await findRelease(directory, from);
  const after = from === to ? before : await findRelease(directory, to);
  const compared = [comparedRelease(directory, before), comparedRelease(directory, after)] as const;
  const tables = await Promise.all(compared[1].tables.map((table) => sortedTable(compared[1].root, table)));
  return {
    names: [before.name, after.name],
    identity: sha256(`${before.sha256} ${after.sha256}`),
    lines: () => diffReleases(...compared, tables),
  };
}

/** The changes as the text of `changements.csv` or `changements.json`, in pieces. */
export async function* changesText(lines: AsyncIterable<ChangeLine>, format: ChangesFormat): AsyncGenerator<string> {
  const writer = format === 'csv' ? csvWriter(changementsTable) : jsonWriter(changementsTable);
  yield writer.opening();
  for await (const batch of batchesOf(lines)) yield writer.rows(batch.map(changeCells));
  yield writer.closing();
}

async function findRelease(directory: string, given: string): Promise<IntactRelease> {
  const name = await resolveRelease(directory, given);
  if (name === null) return fail(RELEASE_UNKNOWN, { name: given });
  const release = await readRelease(directory, name);
  if (release === 'incompatible') return fail(RELEASE_UNREADABLE, { name });
  return release === 'damaged' ? fail(RELEASE_UNKNOWN, { name: given }) : release;
}

const TableSchema = z.object({
  fields: z.array(z.object({ name: z.string(), type: z.string() })),
  primaryKey: z.union([z.array(z.string()), z.string().transform((name) => [name])]).default([]),
  rowOrder: z.array(z.object({ field: z.string(), onlyIfEmpty: z.string().optional() })).optional(),
});

/** Reads the Table Schema of a table. The rows of an older release, whose schemas lack `rowOrder`, may be sorted differently. */
async function sortedTable(root: string, { name, resources }: ComparedTable): Promise<SortedTable> {
  const path = resources.find((resource) => resource.path.endsWith('.schema.json'))?.path;
  if (path === undefined) return fail(RELEASE_UNREADABLE, { name });
  const { fields, primaryKey, rowOrder } = TableSchema.parse(JSON.parse(await readFile(join(root, path), 'utf8')));
  const sortedBy = rowOrder ? rowOrder.map(({ field }) => field) : primaryKey;
  const keyedWithout = Object.fromEntries(
    (rowOrder ?? []).flatMap(({ field, onlyIfEmpty }) => (onlyIfEmpty === undefined ? [] : [[field, onlyIfEmpty]])),
  );
  const referenceDay = cataloguedTable(name)?.referenceDay ?? null;
  return { name, columns: fields, primaryKey, keyedWithout, sortedBy, referenceDay };
}
