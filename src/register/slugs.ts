import { raw, sql, value } from '../sql/sql.ts';
import { excerpt } from '../values/text.ts';
import type { InputFaults } from './InputFaults.ts';
import type { Writer } from './writer.ts';

const LIST_AT_MOST = 100;

/** A list of an input, cut where it is longer than any that is meant; null and what is not given are an empty one. */
export function listed<V>(faults: InputFaults, path: string, given: readonly V[] | null | undefined): readonly V[] {
  const list = given ?? [];
  if (list.length > LIST_AT_MOST) faults.add(path, `holds ${list.length} values, ${LIST_AT_MOST} at most`);
  return list.slice(0, LIST_AT_MOST);
}

/** A fault for each value of a list that was given before. */
export function distinct(faults: InputFaults, path: string, given: readonly string[]): void {
  given.forEach((each, at) => {
    if (given.indexOf(each) < at) faults.add(`${path}[${at}]`, `${excerpt(each, 60)} is given twice`);
  });
}

/** The slug of a new row: a fault if it is none, or if a row has it. */
export async function newSlug(writer: Writer, faults: InputFaults, table: string, given: string): Promise<string> {
  const slug = faults.slug('slug', given);
  const taken = await keysBySlug(writer, table, [slug]);
  if (taken.has(slug)) faults.add('slug', `${excerpt(slug, 60)} is taken: another ${table} has it`);
  return slug;
}

/** The keys of the rows of a table that have these slugs. */
export async function keysBySlug(
  writer: Writer,
  table: string,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (slugs.length === 0) return new Map();
  const rows = await writer.rows<{ slug: string; id: number }>(
    sql`SELECT slug, id FROM ${raw(table)} WHERE slug = ANY(${value(slugs)}::text[])`,
  );
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}

/** The keys behind a list of slugs, in its order; a fault for each that names nothing, or is given twice. */
export async function keysOf(
  writer: Writer,
  faults: InputFaults,
  path: string,
  table: string,
  given: readonly string[] | null | undefined,
): Promise<number[]> {
  const slugs = listed(faults, path, given);
  distinct(faults, path, slugs);
  const keys = await keysBySlug(writer, table, slugs);
  return slugs.flatMap((slug, at) => faults.known(`${path}[${at}]`, slug, keys.get(slug), table) ?? []);
}
