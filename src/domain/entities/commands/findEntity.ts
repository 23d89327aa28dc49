import type { CommandContext } from '../../../register/commands/defineCommand.ts';
import type { FieldContext } from '../../../register/commands/editableRecord.ts';
import { isFoundBy } from '../../../register/commands/lookups.ts';
import { sql } from '../../../sql/sql.ts';
import type { EntityKind } from '../EntityKind.ts';

/** The entity of an input. */
export interface FoundEntity {
  readonly id: number;
  readonly slug: string;
  readonly kind: EntityKind;
  readonly closed_on: string | null;
}

/** The entity with a slug. Adds an error if there is none. */
export async function findEntity(
  { writer, errors }: CommandContext,
  path: string,
  slug: string,
): Promise<FoundEntity | null> {
  const row = await writer.row<FoundEntity>(
    sql`SELECT id, slug, kind, closed_on FROM entity WHERE ${isFoundBy('entity', 'entity', slug)}`,
  );
  return errors.found(path, slug, row, 'entity');
}

/** The requirements on an entity. */
export interface EntityRequirement {
  /** The day of the command: the entity must not have closed before it. */
  readonly on?: string;
  readonly kind?: EntityKind;
}

/** The key of the entity with a slug; null without a slug. Adds an error if it is unknown or fails the requirement. */
export async function findEntityKey(
  ctx: CommandContext,
  path: string,
  slug: string | null | undefined,
  { on, kind }: EntityRequirement = {},
): Promise<number | null> {
  const entity = slug == null ? null : await findEntity(ctx, path, slug);
  if (!entity) return null;
  if (kind && entity.kind !== kind) ctx.errors.add(path, `${slug} is of the kind ${entity.kind}, not ${kind}`);
  if (on && entity.closed_on !== null && entity.closed_on < on) {
    ctx.errors.add(path, `${slug} was closed on ${entity.closed_on}, before ${on}`);
  }
  return entity.id;
}

/**
 * The check of a column with the key of an open entity. The entity that is stored already may stay, even if it has
 * closed since.
 */
export async function checkOpenEntity(ctx: FieldContext, slug: string): Promise<number | null> {
  const entity = await findEntity(ctx, ctx.path, slug);
  if (entity && entity.closed_on !== null && entity.id !== ctx.stored) {
    ctx.errors.add(ctx.path, `${slug} is not open: its last day is ${entity.closed_on}`);
  }
  return entity?.id ?? null;
}
