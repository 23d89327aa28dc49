import { refuse } from '../../../errors/errors.ts';
import { DateScalar, UrlScalar } from '../../../graphql/scalars.ts';
import {
  type CommandContext,
  defineCommand,
  field,
  type InputOf,
  optional,
} from '../../../register/commands/defineCommand.ts';
import { sql, value } from '../../../sql/sql.ts';
import { excerpt } from '../../../values/excerpt.ts';
import { Entity } from '../Entity.ts';
import { SuccessionKind } from '../SuccessionKind.ts';
import { checkLastDay, openDependents } from './closing.ts';
import { type EntityRow, findEntity } from './findEntity.ts';
import { takeOver } from './takeOver.ts';

const fields = {
  kind: field(
    SuccessionKind,
    'Type de succession — RENAMED: one to one; MERGED: one or more to one; SPLIT: one to two or more.',
  ),
  predecessors: field([String], 'Prédécesseurs — the slugs of the open entities that end.'),
  successors: field(
    [String],
    'Successeurs — the slugs of the open entities that take over; create those that are new first.',
  ),
  on: field(DateScalar, 'Date d’effet — the last day of the predecessors; may lie in the future.'),
  legalSource: field(String, 'Fondement juridique — the text that says so; 500 characters at most.'),
  legalUrl: optional(UrlScalar, 'Adresse du texte — where it can be read.'),
};

export const recordSuccession = defineCommand({
  name: 'recordSuccession',
  role: 'EDITOR',
  description:
    'Enregistrer une succession — closes the predecessors and gives back the successors. A single successor takes over their open children, services and missions at once; a SPLIT is refused with IN_USE as long as the predecessor has any. The same call twice: the second is refused with ALREADY_DONE.',
  returns: () => [Entity],
  argument: 'Succession — who, when, by which text.',
  input: {
    description: 'Succession à enregistrer — which entities took over from which, and by which text.',
    fields,
  },
  async execute(ctx, input) {
    const { writer, errors } = ctx;
    const predecessors = await checkSide(ctx, input, 'predecessors');
    const successors = await checkSide(ctx, input, 'successors');
    const legal = {
      legal_source: errors.text('legalSource', input.legalSource, 500),
      legal_url: input.legalUrl == null ? null : errors.url('legalUrl', input.legalUrl),
    };
    input.successors.forEach((slug, at) => {
      if (input.predecessors.includes(slug))
        errors.add(`successors[${at}]`, `${excerpt(slug, 60)} is a predecessor too`);
    });
    const [from, to] = [predecessors.map(({ row }) => row.id), successors.map(({ row }) => row.id)];
    if (await isRecorded(ctx, input, from, to)) {
      errors.throwIfAny();
      refuse('ALREADY_DONE', { what: 'this succession is recorded' });
    }
    await checkChain(ctx, predecessors, successors);
    await checkLastDay(ctx, input.on, from);
    errors.throwIfAny();

    const [heir] = to;
    if (input.kind === 'SPLIT') {
      const missing = await openDependents(writer, from);
      if (missing.length > 0) refuse('IN_USE', { subject: `entity ${input.predecessors[0]}`, missing });
    }
    const rows = from.flatMap((predecessor) => to.map((successor) => ({ predecessor, successor })));
    for (const { predecessor, successor } of rows) {
      await writer.insert('entity_succession', {
        kind: input.kind,
        predecessor_id: predecessor,
        successor_id: successor,
        effective_on: input.on,
        ...legal,
      });
    }
    for (const key of from) await writer.update('entity', key, { closed_on: input.on, updated_at: new Date() });
    for (const key of to) await writer.update('entity', key, { updated_at: new Date() });
    if (input.kind !== 'SPLIT' && heir !== undefined) await takeOver(writer, from, heir);
    return to;
  },
});

type Input = InputOf<typeof fields>;

/** How many entities each kind of succession is from, and to. */
const SHAPES: Readonly<Record<SuccessionKind, Readonly<Record<Side, { least: number; most: number }>>>> = {
  RENAMED: { predecessors: { least: 1, most: 1 }, successors: { least: 1, most: 1 } },
  MERGED: { predecessors: { least: 1, most: 100 }, successors: { least: 1, most: 1 } },
  SPLIT: { predecessors: { least: 1, most: 1 }, successors: { least: 2, most: 100 } },
};

type Side = 'predecessors' | 'successors';

interface Named {
  path: string;
  row: EntityRow;
}

/** The entities on one side; faults for a wrong number of them, for what is unknown and what is given twice. */
async function checkSide(ctx: CommandContext, input: Input, side: Side): Promise<Named[]> {
  const { errors } = ctx;
  const slugs = errors.list(side, input[side]);
  const { least, most } = SHAPES[input.kind][side];
  if (input[side].length < least || (most < 100 && input[side].length > most)) {
    errors.add(
      side,
      `holds ${input[side].length}: ${input.kind} takes ${least === most ? least : `at least ${least}`}`,
    );
  }
  errors.distinct(side, slugs);
  const named: Named[] = [];
  for (const [at, slug] of slugs.entries()) {
    const path = `${side}[${at}]`;
    const row = await findEntity(ctx, path, slug);
    if (row) named.push({ path, row });
  }
  return named;
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

/** Both sides must be open, and nothing takes over from what came of it. */
async function checkChain(
  { writer, errors }: CommandContext,
  predecessors: readonly Named[],
  successors: readonly Named[],
): Promise<void> {
  const earlier = await writer.rows<{ id: number }>(
    sql`WITH RECURSIVE earlier AS (
        SELECT predecessor_id AS id FROM entity_succession WHERE successor_id = ANY(${value(predecessors.map(({ row }) => row.id))}::int[])
        UNION SELECT predecessor_id FROM entity_succession JOIN earlier ON successor_id = earlier.id
      ) SELECT id FROM earlier`,
  );
  const past = new Set(earlier.map(({ id }) => id));
  for (const { path, row } of [...predecessors, ...successors]) {
    if (past.has(row.id))
      errors.add(path, `${row.slug} is itself an earlier predecessor: the succession would be circular`);
    else if (row.closed_on !== null) errors.add(path, `${row.slug} is closed since ${row.closed_on}`);
  }
}
