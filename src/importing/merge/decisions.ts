import type { PoolClient } from 'pg';
import type { MatchedRow } from './matchRows.ts';
import type { Item } from './mergeFields.ts';
import type { EditedValue, MergedContent } from './mergeRow.ts';
import type { SourcedClass, SourcedKind, SourcedList } from './sourcedKinds.ts';

/** Whether an item of a list of a row stays as it is, whatever the source gives. */
type IsFrozen = (list: SourcedList, item: Item) => boolean;

/**
 * A decision about a startup that was recorded here ends its history: from the decision on, the phases of the source are not taken.
 * Returns a function of the key of a row.
 */
export async function readFrozenLists(
  client: PoolClient,
  kind: SourcedKind,
  rows: readonly MatchedRow[],
): Promise<(id: number) => IsFrozen> {
  const never: IsFrozen = () => false;
  if (kind !== 'startup') return () => never;
  // The phase of the decision begins on its day; SQL by hand may have recorded another one.
  const { rows: decided } = await client.query<{ id: number; day: string }>(
    `SELECT id, least(decided_on, (SELECT max(started_on) FROM phase WHERE startup_id = startup.id)) AS day
     FROM startup WHERE decision IS NOT NULL AND id = ANY($1::int[])`,
    [rows.map(({ id }) => id)],
  );
  const days = new Map(decided.map(({ id, day }) => [id, day]));
  return (id) => {
    const day = days.get(id);
    if (day === undefined) return never;
    return ({ name }, { started_on: start }) => name === 'phases' && (typeof start !== 'string' || start >= day);
  };
}

/** Clears the decisions that no longer agree with the last phase of their startup, because an import took the phases of the source. */
export async function clearContradictedDecisions(client: PoolClient): Promise<void> {
  await client.query(
    `UPDATE startup SET decision = NULL, decided_on = NULL, updated_at = now()
     WHERE decision IS NOT NULL AND NOT decision_agrees(id, decision)`,
  );
}

/**
 * A service whose startups are all abandoned is closed, whatever the source gives. Returns a function of the merged service, which closes it
 * on the day of the last decision.
 */
export async function readServiceClosing(
  client: PoolClient,
  { kind, fields }: SourcedClass,
): Promise<(merged: MergedContent) => MergedContent> {
  if (kind !== 'service') return (merged) => merged;
  const { rows } = await client.query<{ id: number; day: string }>(
    "SELECT id, decided_on AS day FROM startup WHERE decision = 'ABANDONED'",
  );
  const days = new Map(rows.map(({ id, day }) => [id, day]));
  return (merged) => {
    const decisions = (merged.lists.startups ?? []).map(({ startup_id: id }) => days.get(Number(id)));
    if (merged.fields.status === 'CLOSED' || decisions.length === 0 || decisions.includes(undefined)) return merged;
    const closed: Item = { status: 'CLOSED', closed_on: decisions.sort().at(-1) };
    const edited = fields
      .filter(({ column }) => column in closed)
      .map((field): EditedValue => {
        const known = merged.edited.find((each) => 'field' in each && each.field === field);
        return { field, given: known ? known.given : merged.fields[field.column], held: closed[field.column] };
      });
    const others = merged.edited.filter((each) => !('field' in each && each.field.column in closed));
    return { ...merged, fields: { ...merged.fields, ...closed }, edited: [...others, ...edited] };
  };
}
