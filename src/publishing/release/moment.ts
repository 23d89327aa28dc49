import { dayInParis } from '../../graphql/context.ts';
import { sql } from '../../sql/sql.ts';
import type { Manifest } from '../files/manifest.ts';
import { fingerprintOf } from '../files/manifest.ts';
import type { Snapshot } from './snapshot.ts';

/** What a release tells: the register at one version, on one day, as this version of the software tells it. */
export interface Moment {
  readonly version: number;
  readonly instant: Date;
  readonly referenceDay: string;
  readonly fingerprint: string;
}

/** The moment of a snapshot, read in it. No clock has a part in it. */
export async function momentOf(snapshot: Snapshot, publicUrl: string): Promise<Moment> {
  const [row] = await snapshot.rows(
    sql`SELECT version, to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') FROM register`,
  );
  const [version, instant] = row ?? [];
  if (!version || !instant) throw new Error('the register has no version');
  const changed = new Date(instant);
  return {
    version: Number(version),
    instant: changed,
    referenceDay: dayInParis(changed),
    fingerprint: fingerprintOf(publicUrl),
  };
}

/** Whether a release tells this moment. */
export function isOf(moment: Moment, { version, instant, fingerprint }: Manifest): boolean {
  return version === moment.version && instant === moment.instant.toISOString() && fingerprint === moment.fingerprint;
}
