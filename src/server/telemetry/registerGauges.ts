import { setTimeout } from 'node:timers/promises';
import type { Pool } from 'pg';
import { Gauge, type Registry } from 'prom-client';
import type { Releases } from '../../publishing/graphql/Releases.ts';

/**
 * Adds gauges of the register and of its latest release.
 * @returns a function that reads their values again. A value that cannot be read within a second is omitted.
 */
export function registerGauges(registry: Registry, pool: Pool, releases: Releases | null): () => Promise<void> {
  const gauge = (name: string, help: string) => {
    const added = new Gauge({ name, help, registers: [registry] });
    return (value: number | null | undefined) => (typeof value === 'number' ? added.set(value) : added.remove());
  };
  const setUp = gauge('registre_database_up', 'Whether the database answered within a second.');
  const setVersion = gauge('registre_register_version', 'The version of the register.');
  const setPublicationAge = gauge('registre_publication_age_seconds', 'Time since the last successful publication.');
  const setReleaseVersion = gauge('registre_release_version', 'The version of the register in the latest release.');
  const setReleaseAge = gauge('registre_release_age_seconds', 'Time since the instant of the latest release.');
  return async () => {
    const [state, release] = await Promise.all([
      withinASecond(readState(pool)),
      releases && withinASecond(releases.latest()),
    ]);
    setUp(state ? 1 : 0);
    setVersion(state?.version);
    setPublicationAge(state?.publicationAge);
    setReleaseVersion(release?.version);
    setReleaseAge(release && (Date.now() - release.instant.getTime()) / 1_000);
  };
}

async function readState(pool: Pool): Promise<{ version: number; publicationAge: number | null } | undefined> {
  const { rows } = await pool.query(
    `SELECT version, (
       SELECT extract(epoch FROM now() - max(finished_at))::float8 FROM publication
       WHERE outcome IN ('PUBLISHED', 'UNCHANGED')
     ) AS "publicationAge"
     FROM register`,
  );
  return rows[0];
}

/** The result, or null when it fails or takes longer. */
function withinASecond<T>(work: Promise<T>): Promise<T | null> {
  return Promise.race([work.catch(() => null), setTimeout(1_000, null, { ref: false })]);
}
