import type { PoolClient } from 'pg';
import { RowsRejected } from '../../sql/executeInBatches.ts';
import { finding, type SourceFinding } from '../findings/findings.ts';
import type { MappedRows } from '../mappedSource.ts';
import { changeRows } from '../storedRows.ts';
import { SUBJECTS } from './editFinding.ts';
import type { MatchedRow } from './matchRows.ts';
import type { SourcedKind } from './sourcedKinds.ts';

/** A row of a source that the database rejected, although the mapping found nothing wrong. */
export interface RejectedRow {
  readonly kind: SourcedKind;
  readonly row: Pick<MatchedRow, 'isNew' | 'mapped'>;
  /** The constraint that the row breaks. */
  readonly problem: string;
}

/** The rows that the merge must leave out, with their lists. The merge starts again without them. */
export class ImportRowsRejected extends Error {
  readonly rejected: readonly RejectedRow[];

  constructor(rejected: readonly RejectedRow[], options: ErrorOptions) {
    super(`${rejected.length} row(s) of the source can't be stored`, options);
    this.rejected = rejected;
  }
}

/** Merges the rows that the database accepts: a rejected row is left out, and the merge starts again without it. */
export async function leaveOutRejected<R>(
  client: PoolClient,
  merge: (rejected: readonly RejectedRow[]) => Promise<R>,
): Promise<R> {
  const rejected: RejectedRow[] = [];
  for (;;) {
    await client.query('SAVEPOINT import');
    try {
      return await merge(rejected);
    } catch (error) {
      if (!(error instanceof ImportRowsRejected)) throw error;
      await client.query('ROLLBACK TO SAVEPOINT import');
      rejected.push(...error.rejected);
    }
  }
}

/** For `catch`: throws {@link ImportRowsRejected} if the database rejected rows of this kind, or else the original error. */
export function rethrowRejected(error: unknown, kind: SourcedKind, matched: readonly MatchedRow[]): never {
  if (!(error instanceof RowsRejected)) throw error;
  const byKey = new Map<number | string, MatchedRow>(
    matched.flatMap((row) => [[row.id, row] as const, [row.mapped.sourceId, row] as const]),
  );
  const known = new Map<MatchedRow, RejectedRow>();
  for (const { values, problem } of error.rows) {
    const row = byKey.get(Number(values[`${kind}_id`] ?? values.id)) ?? byKey.get(String(values.key));
    if (row && !known.has(row)) known.set(row, { kind, row, problem });
  }
  if (known.size === 0) throw error;
  throw new ImportRowsRejected([...known.values()], { cause: error });
}

/** The source without the new rows that were rejected, and without references to them. Rows that the register has stay as they are there. */
export function withoutRejected(mapped: MappedRows, rejected: readonly RejectedRow[]): MappedRows {
  const gone = new Set(rejected.filter(({ row }) => row.isNew).map(({ kind, row }) => `${kind} ${row.mapped.slug}`));
  if (gone.size === 0) return mapped;
  const isKept = (kind: SourcedKind) => (slug: string) => !gone.has(`${kind} ${slug}`);
  const [entity, theme, startup, service, mission] = [
    isKept('entity'),
    isKept('theme'),
    isKept('startup'),
    isKept('service'),
    isKept('mission'),
  ];
  const orNull = (slug: string | null, keeps: (slug: string) => boolean) =>
    slug !== null && keeps(slug) ? slug : null;
  const only = <T>(isKept: boolean, row: () => T): T[] => (isKept ? [row()] : []);
  return {
    ...mapped,
    entities: changeRows(mapped.entities, (row) =>
      only(entity(row.slug), () => ({
        ...row,
        parent: orNull(row.parent, entity),
        formerParents: row.formerParents.map((each) => ({ ...each, parent: orNull(each.parent, entity) })),
      })),
    ),
    themes: changeRows(mapped.themes, (row) => only(theme(row.slug), () => row)),
    startups: changeRows(mapped.startups, (row) =>
      only(startup(row.slug), () => ({
        ...row,
        incubators: row.incubators.filter(entity),
        sponsors: row.sponsors.filter(entity),
      })),
    ),
    services: changeRows(mapped.services, (row) =>
      only(service(row.slug), () => ({
        ...row,
        operator: orNull(row.operator, entity),
        startups: row.startups.filter(startup),
      })),
    ),
    missions: changeRows(mapped.missions, (row) =>
      only(mission(row.slug) && entity(row.entity), () => ({
        ...row,
        themes: row.themes.filter(theme),
        actions: row.actions.map((action) => ({
          ...action,
          partner: orNull(action.partner, entity),
          service: orNull(action.service, service),
        })),
      })),
    ),
    // As for a startup that the source does not have, the member keeps the mission.
    memberships: changeRows(mapped.memberships, (row) => [{ ...row, startup: orNull(row.startup, startup) }]),
    successions: changeRows(mapped.successions, (row) =>
      only(entity(row.predecessor) && entity(row.successor), () => row),
    ),
  };
}

/** The findings that name the rejected rows. */
export function rejectedFindings(rejected: readonly RejectedRow[]): SourceFinding[] {
  return rejected.map(({ kind, row, problem }) =>
    finding('ROW_NOT_STORED', { subject: SUBJECTS[kind], sourceId: row.mapped.sourceId }, 'row', problem),
  );
}
