import { fail } from '../../errors/errors.ts';
import { raw, sql, value } from '../../sql/sql.ts';
import { excerpt } from '../../values/text.ts';
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

/** Whether a row of the table has this slug. */
export async function hasSlug(ctx: CommandContext, table: string, slug: string): Promise<boolean> {
  return (await keysBySlug(ctx, table, [slug])).size > 0;
}

/** The keys of the rows that have one of these slugs, by slug. */
export async function keysBySlug(
  { writer }: CommandContext,
  table: string,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (slugs.length === 0) return new Map();
  const rows = await writer.rows<{ slug: string; id: number }>(
    sql`SELECT slug, id FROM ${raw(table)} WHERE slug = ANY(${value(slugs)}::text[])`,
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
  errors.distinct(path, slugs);
  const keys = await keysBySlug(ctx, table, slugs);
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
