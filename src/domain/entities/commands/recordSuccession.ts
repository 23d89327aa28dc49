import { fail } from '../../../errors/errors.ts';
import { DateScalar, UrlScalar } from '../../../graphql/scalars.ts';
import {
  type CommandContext,
  defineCommand,
  field,
  type InputOf,
  optional,
} from '../../../register/commands/defineCommand.ts';
import { ALREADY_DONE } from '../../../register/registerErrors.ts';
import type { TableWriter } from '../../../register/tableWriter.ts';
import { type Fragment, sql, value } from '../../../sql/sql.ts';
import { excerpt } from '../../../values/text.ts';
import { IN_USE } from '../../domainErrors.ts';
import { Entity } from '../Entity.ts';
import { SuccessionKind } from '../EntitySuccession.ts';
import { checkLastDay, openDependents } from './closing.ts';
import { type FoundEntity, findEntity } from './findEntity.ts';

const fields = {
  kind: field(
    SuccessionKind,
    'The kind of succession. `RENAMED` has one predecessor and one successor, `MERGED` one or more predecessors and one successor, `SPLIT` one predecessor and two or more successors.',
  ),
  predecessors: field([String], 'The slugs of the open entities that end.'),
  successors: field(
    [String],
    'The slugs of the open entities that take over. Create new entities first with `createEntity`.',
  ),
  on: field(DateScalar, 'The last day of the predecessors, which may be in the future.'),
  legalSource: field(String, 'The legal text, such as a decree, at most 500 characters.'),
  legalUrl: optional(UrlScalar, 'The address of the legal text.'),
};

export const recordSuccession = defineCommand({
  name: 'recordSuccession',
  role: 'EDITOR',
  description:
    'Closes the predecessors and returns the successors. A single successor takes over their open children, services and missions. Fails with `IN_USE` if the predecessor of a `SPLIT` still has any, and with `ALREADY_DONE` if the succession was recorded before.',
  returns: () => [Entity],
  record: 'successors',
  input: fields,
  async execute(ctx, input) {
    const { writer, errors } = ctx;
    const predecessors = await checkSide(ctx, input, 'predecessors');
    const successors = await checkSide(ctx, input, 'successors');
    const legal = {
      legal_source: errors.name('legalSource', input.legalSource),
      legal_url: input.legalUrl == null ? null : errors.url('legalUrl', input.legalUrl),
    };
    input.successors.forEach((slug, at) => {
      if (input.predecessors.includes(slug))
        errors.add(`successors[${at}]`, `${excerpt(slug, 60)} is also a predecessor`);
    });
    const [from, to] = [predecessors.map(({ row }) => row.id), successors.map(({ row }) => row.id)];
    if (await isRecorded(ctx, input, from, to)) {
      errors.throwIfAny();
      fail(ALREADY_DONE, { what: 'this succession is recorded' });
    }
    await checkPairs(ctx, predecessors, successors);
    await checkChain(ctx, predecessors, successors);
    await checkLastDay(ctx, input.on, from);
    errors.throwIfAny();

    const [successor] = to;
    if (input.kind === 'SPLIT') {
      const missing = await openDependents(writer, from);
      if (missing.length > 0) fail(IN_USE, { subject: `entity ${input.predecessors[0]}`, missing });
    }
    const same = { kind: input.kind, effective_on: input.on, ...legal };
    await writer.insertAll(
      'entity_succession',
      from.flatMap((predecessor_id) => to.map((successor_id) => ({ predecessor_id, successor_id, ...same }))),
    );
    for (const key of from) await writer.update('entity', key, { closed_on: input.on, updated_at: new Date() });
    for (const key of to) await writer.update('entity', key, { updated_at: new Date() });
    if (input.kind !== 'SPLIT' && successor !== undefined) await takeOver(writer, from, successor, input.on);
    return to;
  },
});

type Input = InputOf<typeof fields>;
type Side = 'predecessors' | 'successors';

/** The minimum and maximum number of predecessors and successors of each kind. */
const COUNTS: Readonly<Record<SuccessionKind, Readonly<Record<Side, readonly [least: number, greatest: number]>>>> = {
  RENAMED: { predecessors: [1, 1], successors: [1, 1] },
  MERGED: { predecessors: [1, 100], successors: [1, 1] },
  SPLIT: { predecessors: [1, 1], successors: [2, 100] },
};

interface GivenEntity {
  readonly path: string;
  readonly row: FoundEntity;
}

/** The predecessors or successors of an input. Adds errors for a wrong number, and for slugs that are unknown or repeated. */
async function checkSide(ctx: CommandContext, input: Input, side: Side): Promise<GivenEntity[]> {
  const { errors } = ctx;
  const slugs = errors.list(side, input[side]);
  const [least, greatest] = COUNTS[input.kind][side];
  const { length } = input[side];
  if (length < least || (greatest < 100 && length > greatest)) {
    errors.add(
      side,
      `must have ${least === greatest ? 'exactly' : 'at least'} ${least} for ${input.kind} (got ${length})`,
    );
  }
  const entities: GivenEntity[] = [];
  const keys = new Map<string, number>();
  for (const [at, slug] of slugs.entries()) {
    const path = `${side}[${at}]`;
    const row = await findEntity(ctx, path, slug);
    if (row) entities.push({ path, row });
    if (row) keys.set(slug, row.id);
  }
  errors.distinct(side, slugs, keys);
  return entities;
}

async function isRecorded(
  { writer }: CommandContext,
  { kind, on }: Input,
  from: readonly number[],
  to: readonly number[],
): Promise<boolean> {
  const row = await writer.row<{ pairs: number }>(
    sql`SELECT count(*)::int AS pairs FROM entity_succession WHERE kind = ${value(kind)} AND effective_on = ${value(on)}
      AND predecessor_id = ANY(${value(from)}::int[]) AND successor_id = ANY(${value(to)}::int[])`,
  );
  return row !== null && row.pairs > 0 && row.pairs === from.length * to.length;
}

/** Adds an error for each open predecessor that has a recorded succession to one of the successors, of another day or kind. */
async function checkPairs(
  { writer, errors }: CommandContext,
  predecessors: readonly GivenEntity[],
  successors: readonly GivenEntity[],
): Promise<void> {
  const keys = (entities: readonly GivenEntity[]) => value(entities.map(({ row }) => row.id));
  const pairs = await writer.rows<{ from: number; to: string; kind: SuccessionKind; on: string }>(
    sql`SELECT predecessor_id AS from, slug AS to, s.kind, effective_on AS on
      FROM entity_succession s JOIN entity ON entity.id = successor_id
      WHERE predecessor_id = ANY(${keys(predecessors)}::int[]) AND successor_id = ANY(${keys(successors)}::int[]) ORDER BY s.id`,
  );
  for (const { from, to, kind, on } of pairs) {
    const predecessor = predecessors.find(({ row }) => row.id === from);
    if (!predecessor || predecessor.row.closed_on !== null) continue;
    const recorded = `${predecessor.row.slug} has a recorded succession to ${to} (${kind}, ${on})`;
    errors.add(predecessor.path, `${recorded}: two entities have at most one`);
  }
}

/** Adds an error for each closed entity, and for each entity that already precedes the predecessors: a succession is no circle. */
async function checkChain(
  { writer, errors }: CommandContext,
  predecessors: readonly GivenEntity[],
  successors: readonly GivenEntity[],
): Promise<void> {
  const earlier = await writer.rows<{ id: number }>(
    sql`WITH RECURSIVE earlier AS (
        SELECT predecessor_id AS id FROM entity_succession WHERE successor_id = ANY(${value(predecessors.map(({ row }) => row.id))}::int[])
        UNION SELECT predecessor_id FROM entity_succession JOIN earlier ON successor_id = earlier.id
      ) SELECT id FROM earlier`,
  );
  const earlierKeys = new Set(earlier.map(({ id }) => id));
  for (const { path, row } of [...predecessors, ...successors]) {
    if (earlierKeys.has(row.id)) {
      errors.add(path, `${row.slug} is itself an earlier predecessor: the succession would be circular`);
    } else if (row.closed_on !== null) {
      errors.add(path, `${row.slug} is not open: its last day is ${row.closed_on}`);
    }
  }
}

/** Moves the open children, services and missions of closed entities to their successor. The tree of earlier days keeps the children. */
async function takeOver(writer: TableWriter, from: readonly number[], successor: number, on: string): Promise<void> {
  await moveAbove(writer, from, successor, on);
  const now = new Date();
  await keepParents(
    writer,
    sql`parent_id = ANY(${value(from)}::int[]) AND closed_on IS NULL AND id <> ${value(successor)}::int`,
    on,
  );
  await writer.rows(
    sql`UPDATE entity SET parent_id = ${value(successor)}::int, updated_at = ${value(now)}
      WHERE parent_id = ANY(${value(from)}::int[]) AND closed_on IS NULL AND id <> ${value(successor)}::int`,
  );
  await writer.rows(
    sql`UPDATE service SET operator_id = ${value(successor)}::int, updated_at = ${value(now)}
      WHERE operator_id = ANY(${value(from)}::int[]) AND status <> 'CLOSED'`,
  );
  await writer.rows(
    sql`UPDATE mission SET entity_id = ${value(successor)}::int, updated_at = ${value(now)}
      WHERE entity_id = ANY(${value(from)}::int[]) AND closed_on IS NULL`,
  );
}

/**
 * If the successor is below a predecessor, moves it to the parent of the highest predecessor above it. Otherwise the tree would
 * have a loop when it takes over the children of that predecessor.
 */
async function moveAbove(writer: TableWriter, from: readonly number[], successor: number, on: string): Promise<void> {
  const highest = await writer.row<{ parent_id: number | null }>(
    sql`WITH RECURSIVE above AS (
        SELECT parent_id AS id, 1 AS distance FROM entity WHERE id = ${value(successor)}::int
        UNION ALL SELECT entity.parent_id, distance + 1 FROM above JOIN entity ON entity.id = above.id
      )
      SELECT entity.parent_id FROM above JOIN entity ON entity.id = above.id
      WHERE above.id = ANY(${value(from)}::int[]) ORDER BY distance DESC LIMIT 1`,
  );
  if (!highest) return;
  await keepParents(writer, sql`id = ${value(successor)}::int`, on);
  await writer.update('entity', successor, { parent_id: highest.parent_id });
}

/** Stores the present parents of some entities as former parents. */
async function keepParents(writer: TableWriter, which: Fragment, on: string): Promise<void> {
  await writer.rows(
    sql`INSERT INTO former_parent (entity_id, parent_id, ended_on) SELECT id, parent_id, ${value(on)}::date FROM entity WHERE ${which}
      ON CONFLICT (entity_id, ended_on) DO NOTHING`,
  );
}
