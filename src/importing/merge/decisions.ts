import type { PoolClient } from 'pg';
import type { MatchedRow } from './matchRows.ts';
import type { Item } from './mergeFields.ts';
import type { SourcedKind, SourcedList } from './sourcedKinds.ts';

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
