import type { Pool } from 'pg';
import { Gauge, type Registry } from 'prom-client';
import type { Releases } from '../../publishing/datasets/latestRelease.ts';

/**
 * Gauges of what the register holds, read when they are asked for, at most every few seconds. A database that does not
 * answer at once leaves them out, and `registre_database_up` at 0: the others are told all the same.
 */
export function registerGauges(registry: Registry, pool: Pool, releases: Releases | null): void {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const up = gauge('registre_database_up', 'Whether the database answered within a second.');
  const version = gauge('registre_register_version', 'The version of the register.');
  const publication = gauge(
    'registre_publication_age_seconds',
    'Time since a publication last ended with everything in its place.',
  );
  const release = gauge('registre_release_version', 'The version of the register that the latest release tells.');
  const age = gauge('registre_release_age_seconds', 'Time since the instant that the latest release tells.');
  let known: { at: number; facts: Promise<Facts> } | null = null;
  const facts = () => {
    if (!known || performance.now() - known.at > KEPT) known = { at: performance.now(), facts: read(pool, releases) };
    return known.facts;
  };
  const told = (each: Gauge, of: (facts: Facts) => number | null) => {
    Object.assign(each, {
      async collect() {
        const found = of(await facts());
        if (found === null) each.remove();
        else each.set(found);
      },
    });
  };
  told(up, ({ database }) => (database ? 1 : 0));
  told(version, ({ database }) => database?.version ?? null);
  told(publication, ({ database }) => database?.publicationAge ?? null);
  told(release, ({ latest }) => latest?.version ?? null);
  told(age, ({ latest }) => latest?.age ?? null);
}

const KEPT = 5_000;
const ANSWERS_WITHIN = 1_000;

interface Facts {
  database: { version: number; publicationAge: number | null } | null;
  latest: { version: number; age: number } | null;
}

async function read(pool: Pool, releases: Releases | null): Promise<Facts> {
  const [database, latest] = await Promise.all([
    inTime(ofDatabase(pool)),
    releases ? inTime(ofReleases(releases)) : null,
  ]);
  return { database, latest };
}

async function ofDatabase(pool: Pool): Promise<Facts['database']> {
  const { rows } = await pool.query<{ version: number; publicationAge: number | null }>(
    `SELECT version, (
       SELECT extract(epoch FROM now() - max(finished_at))::float8 FROM publication
       WHERE outcome IN ('PUBLISHED', 'UNCHANGED')
     ) AS "publicationAge"
     FROM register`,
  );
  return rows[0] ?? null;
}

async function ofReleases(releases: Releases): Promise<Facts['latest']> {
  const latest = await releases.latest();
  return latest && { version: latest.version, age: (Date.now() - latest.instant.getTime()) / 1000 };
}

/** Null if it fails or takes too long: that a fact is not known is what the gauges say then. */
async function inTime<T>(work: Promise<T | null>): Promise<T | null> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, ANSWERS_WITHIN, null).unref());
  return Promise.race([work.catch(() => null), late]);
}
