import { Int } from 'type-graphql';
import { fail } from '../errors/errors.ts';
import { dayInParis } from '../graphql/context.ts';
import { oneOf } from '../graphql/fields/oneOf.ts';
import { LIST_TOO_LONG } from '../graphql/graphqlErrors.ts';
import { loader } from '../graphql/relations/loaders.ts';
import { DateTimeScalar } from '../graphql/scalars.ts';
import { sql, value } from '../sql/sql.ts';
import type { RegisterContext, SnapshotContext } from './registerContext.ts';
import { AS_OF_OUT_OF_RANGE } from './registerErrors.ts';

export interface AsOf {
  readonly version?: number | null;
  readonly instant?: Date | null;
}

export const AsOfInput = oneOf('AsOf', 'A version of the register, given by its number or by an instant.', {
  version: {
    type: () => Int,
    description: 'The number of the version, as `register { version }` and `Snapshot.version` return it.',
  },
  instant: {
    type: () => DateTimeScalar,
    description: 'An instant. Selects the version that was current at that instant.',
  },
});

/** A version of the register. */
interface Version {
  readonly version: number;
  readonly recordedAt: Date;
}

/** The context that reads the register as of a version or an instant. Throws AS_OF_OUT_OF_RANGE if there is no such version. */
export async function contextAsOf(ctx: RegisterContext, asOf: AsOf): Promise<SnapshotContext> {
  const found = await (asOf.instant ? versionAt(ctx, asOf.instant) : versionOf(ctx, Number(asOf.version)));
  return found ? snapshotContext(ctx, found) : failOutOfRange(ctx, asOf);
}

/** The context that reads a version, or null if there is no such version. */
export async function contextAtVersion(ctx: RegisterContext, version: number): Promise<SnapshotContext | null> {
  const known = ctx.snapshots.get(version);
  if (known) return known;
  const found = await versionOf(ctx, version);
  return found && snapshotContext(ctx, found);
}

/** One request may read 20 versions. */
function snapshotContext(ctx: RegisterContext, { version, recordedAt }: Version): SnapshotContext {
  const known = ctx.snapshots.get(version);
  if (known) return known;
  if (ctx.snapshots.size >= MAXIMUM_SNAPSHOTS) {
    fail(LIST_TOO_LONG, { path: 'snapshots', length: ctx.snapshots.size + 1, maximum: MAXIMUM_SNAPSHOTS });
  }
  // The day derives from the version, so that all reads of a snapshot return the same values, which clients cache by its ids.
  const today = dayInParis(recordedAt);
  const context = { ...ctx, reader: ctx.transaction.asOf(version), today, asOf: version, recordedAt };
  ctx.snapshots.set(version, context);
  return context;
}

const MAXIMUM_SNAPSHOTS = 20;

const VERSION = sql`SELECT version, recorded_at AS "recordedAt" FROM journal`;

/** One statement finds the versions of a batch. */
function versionOf(ctx: RegisterContext, version: number): Promise<Version | null> {
  return loader<Version | null>(ctx, versionOf, {}, async (versions) => {
    const rows = await ctx.reader.rows<Version>(sql`${VERSION} WHERE version = ANY(${value(versions)}::int[])`);
    const byVersion = new Map(rows.map((row) => [row.version, row]));
    return (each) => byVersion.get(each) ?? null;
  }).load(version);
}

async function versionAt(ctx: RegisterContext, instant: Date): Promise<Version | null> {
  const [found] = await ctx.reader.rows<Version>(
    sql`${VERSION} WHERE recorded_at <= ${value(instant)} ORDER BY recorded_at DESC, version DESC LIMIT 1`,
  );
  return found ?? null;
}

async function failOutOfRange(ctx: RegisterContext, { version, instant }: AsOf): Promise<never> {
  const [history] = await ctx.reader.rows<{ first: number; since: Date; last: number }>(
    sql`SELECT min(version) AS first, min(recorded_at) AS since, max(version) AS last FROM journal`,
  );
  if (!history) throw new Error('the journal is empty');
  const requested = instant ? instant.toISOString() : `version ${version}`;
  return fail(AS_OF_OUT_OF_RANGE, { ...history, requested, since: history.since.toISOString() });
}
