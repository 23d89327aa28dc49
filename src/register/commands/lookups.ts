import { fail } from '../../errors/errors.ts';
import { type Fragment, raw, sql, value } from '../../sql/sql.ts';
import { excerpt } from '../../values/text.ts';
import { isRenamed } from '../journal/trackedTables.ts';
import { CONFLICT } from '../registerErrors.ts';
import type { CommandContext } from './defineCommand.ts';

/** Checks the slug of a new row: its format, and that no row of the table has it. */
export async function checkNewSlug(ctx: CommandContext, table: string, given: string): Promise<string> {
  const slug = ctx.errors.slug('slug', given);
  if (await hasSlug(ctx, table, slug)) {
    ctx.errors.add('slug', `${excerpt(slug, 60)} is the slug of another ${table}: choose another`);
  }
  return slug;
}

/** Whether a row of the table has this slug. A former slug is free: a new row takes it over. */
export async function hasSlug({ writer }: CommandContext, table: string, slug: string): Promise<boolean> {
  return null !== (await writer.row(sql`SELECT FROM ${raw(table)} WHERE slug = ${value(slug)}::text`));
}

/** The condition that a slug, or a former slug, leads to the row `row` of a table. No slug leads to two rows. */
export function isFoundBy(table: string, row: string, slug: string): Fragment {
  const isSlug = sql`${raw(row)}.slug = ${value(slug)}::text`;
  if (!isRenamed(table)) return isSlug;
  return sql`(${isSlug} OR ${raw(row)}.id = (SELECT f.${raw(table)}_id FROM ${raw(table)}_former_slug f WHERE f.slug = ${value(slug)}::text))`;
}

/** The keys of the rows to which these slugs, or former slugs, lead; by slug. */
export async function keysBySlug(
  { writer }: CommandContext,
  table: string,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (slugs.length === 0) return new Map();
  const rows = await writer.rows<{ slug: string; id: number }>(
    isRenamed(table)
      ? sql`SELECT slug, id FROM ${raw(table)} WHERE slug = ANY(${value(slugs)}::text[]) UNION ALL SELECT slug, ${raw(table)}_id FROM ${raw(table)}_former_slug WHERE slug = ANY(${value(slugs)}::text[])`
      : sql`SELECT slug, id FROM ${raw(table)} WHERE slug = ANY(${value(slugs)}::text[])`,
  );
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}

/** The keys of a list of slugs, in its order. Adds an error for each slug that is unknown or repeated. */
export async function findKeys(
  ctx: CommandContext,
  path: string,
  table: string,
  given: readonly string[] | null | undefined,
): Promise<number[]> {
  const { errors } = ctx;
  const slugs = errors.list(path, given);
  const keys = await keysBySlug(ctx, table, slugs);
  errors.distinct(path, slugs, keys);
  return slugs.flatMap((slug, at) => errors.found(`${path}[${at}]`, slug, keys.get(slug), table) ?? []);
}

/**
 * Optimistic locking: a client gives the version of the record that it read. Throws CONFLICT with the current version
 * if the record has changed since.
 * @param subject the record, for the message: `entity dinum`.
 */
export function requireVersion(subject: string, given: number, version: number): void {
  if (given !== version) fail(CONFLICT, { subject, given, version });
}
