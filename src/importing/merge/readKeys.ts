import type { PoolClient } from 'pg';
import { isRenamed } from '../../register/journal/trackedTables.ts';
import type { MergeContext } from './MergedRow.ts';
import type { MatchResult } from './matchRows.ts';
import { formerSlugsOf } from './renameRows.ts';
import type { SourcedKind } from './sourcedKinds.ts';

/** The keys of rows by table and slug or former slug, and their slugs. Slugs of the source come first: the register may have given its rows other slugs. */
export async function readKeys(
  client: PoolClient,
  matches: ReadonlyMap<SourcedKind, MatchResult>,
): Promise<Pick<MergeContext, 'keyOf' | 'slugOf'> & { find: (table: string, slug: string) => number | undefined }> {
  const keysOf = new Map<string, Map<string, number>>();
  const slugsOf = new Map<string, Map<number, string>>();
  for (const [kind, { matched }] of matches) {
    const [keys, slugs] = [new Map<string, number>(), new Map<number, string>()];
    keysOf.set(kind, keys);
    slugsOf.set(kind, slugs);
    const { rows } = await client.query<{ slug: string; id: number }>(`SELECT slug, id FROM ${kind}`);
    const former = isRenamed(kind) ? await formerSlugsOf(client, kind) : [];
    for (const { slug, id } of former) keys.set(slug, id);
    for (const { slug, id } of [...rows, ...matched]) {
      keys.set(slug, id);
      slugs.set(id, slug);
    }
    for (const { mapped, id } of matched) keys.set(mapped.slug, id);
  }
  const find = (table: string, slug: string) => keysOf.get(table)?.get(slug);
  return {
    find,
    keyOf: (table, slug) => found(find(table, slug), `no ${table} has the slug ${slug}`),
    slugOf: (table, key) => found(slugsOf.get(table)?.get(key), `no ${table} has the key ${key}`),
  };
}

function found<V>(value: V | undefined, problem: string): V {
  if (value === undefined) throw new Error(problem);
  return value;
}
