import { fail } from '../../errors/errors.ts';
import { webAddress } from '../../register/addresses.ts';
import { InputFaults } from '../../register/InputFaults.ts';
import { clearable } from '../../register/patch.ts';
import { distinct, listed } from '../../register/slugs.ts';
import type { Writer } from '../../register/writer.ts';
import { sql, value } from '../../sql/sql.ts';
import { excerpt } from '../../values/text.ts';
import { ALREADY_DONE, IN_USE } from '../domainErrors.ts';
import { mustFollow, stillOpenUnder } from './closeEntity.ts';
import type { EntityRow } from './entityRows.ts';
import { knownEntity } from './entityRows.ts';
import type { RecordSuccessionInput } from './RecordSuccessionInput.ts';
import type { SuccessionKind } from './SuccessionKind.ts';
import { takeOver } from './takeOver.ts';

/** How many entities each kind of succession is from, and to. */
const SHAPES: Readonly<Record<SuccessionKind, Readonly<Record<Side, { least: number; most: number }>>>> = {
  RENAMED: { predecessors: { least: 1, most: 1 }, successors: { least: 1, most: 1 } },
  MERGED: { predecessors: { least: 1, most: 100 }, successors: { least: 1, most: 1 } },
  SPLIT: { predecessors: { least: 1, most: 1 }, successors: { least: 2, most: 100 } },
};

type Side = 'predecessors' | 'successors';

/** Records that entities took over from others; the keys of those that did, as they were given. */
export async function recordSuccession(writer: Writer, input: RecordSuccessionInput): Promise<number[]> {
  const faults = new InputFaults();
  const predecessors = await sideOf(writer, faults, input, 'predecessors');
  const successors = await sideOf(writer, faults, input, 'successors');
  const legal = {
    legal_source: faults.text('legalSource', input.legalSource, 500),
    legal_url: clearable(input.legalUrl, (given) => webAddress(faults, 'legalUrl', given)) ?? null,
  };
  input.successors.forEach((slug, at) => {
    if (input.predecessors.includes(slug)) faults.add(`successors[${at}]`, `${excerpt(slug, 60)} is a predecessor too`);
  });
  const [from, to] = [predecessors.map(({ row }) => row.id), successors.map(({ row }) => row.id)];
  if (await isRecorded(writer, input, from, to)) {
    faults.refuseIfAny();
    fail(ALREADY_DONE, { what: 'this succession is recorded' });
  }
  await mustBeInForce(writer, faults, predecessors, successors);
  await mustFollow(writer, faults, input.on, from);
  faults.refuseIfAny();

  const [heir] = to;
  if (input.kind === 'SPLIT') {
    const missing = await stillOpenUnder(writer, from);
    if (missing.length > 0) fail(IN_USE, { subject: `entity ${input.predecessors[0]}`, missing });
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
}

interface Named {
  path: string;
  row: EntityRow;
}

/** The entities on one side; faults for a wrong number of them, for what is unknown and what is given twice. */
async function sideOf(writer: Writer, faults: InputFaults, input: RecordSuccessionInput, side: Side): Promise<Named[]> {
  const slugs = listed(faults, side, input[side]);
  const { least, most } = SHAPES[input.kind][side];
  if (input[side].length < least || (most < 100 && input[side].length > most)) {
    faults.add(
      side,
      `holds ${input[side].length}: ${input.kind} takes ${least === most ? least : `at least ${least}`}`,
    );
  }
  distinct(faults, side, slugs);
  const named: Named[] = [];
  for (const [at, slug] of slugs.entries()) {
    const path = `${side}[${at}]`;
    const row = await knownEntity(writer, faults, path, slug);
    if (row) named.push({ path, row });
  }
  return named;
}

async function isRecorded(
  writer: Writer,
  { kind, on }: RecordSuccessionInput,
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
async function mustBeInForce(
  writer: Writer,
  faults: InputFaults,
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
      faults.add(path, `${row.slug} is itself an earlier predecessor: the succession would be circular`);
    else if (row.closed_on !== null) faults.add(path, `${row.slug} is closed since ${row.closed_on}`);
  }
}
