import type { Pool } from 'pg';

/** How much the register holds of each thing. */
export interface Holdings {
  version: number;
  entities: number;
  missions: number;
  startups: number;
  services: number;
}

/** Counts what the register holds. */
export async function holdingsOf(pool: Pool): Promise<Holdings> {
  const { rows } = await pool.query<Holdings>(
    `SELECT version, (SELECT count(*)::int FROM entity) AS entities, (SELECT count(*)::int FROM mission) AS missions,
       (SELECT count(*)::int FROM startup) AS startups, (SELECT count(*)::int FROM service) AS services FROM register`,
  );
  const [holdings] = rows;
  if (!holdings) throw new Error('the register has no version');
  return holdings;
}

/** What the register holds, in a line. */
export function inWords({ version, entities, missions, startups, services }: Holdings): string {
  return `version ${version}: ${entities} entities, ${missions} missions, ${startups} startups, ${services} services`;
}
