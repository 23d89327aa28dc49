import type { Pool } from 'pg';

/** The numbers of entities, missions, startups and services in the register. */
export interface RegisterCounts {
  version: number;
  entities: number;
  missions: number;
  startups: number;
  services: number;
}

export async function readCounts(pool: Pool): Promise<RegisterCounts> {
  const { rows } = await pool.query<RegisterCounts>(
    `SELECT version, (SELECT count(*)::int FROM entity) AS entities, (SELECT count(*)::int FROM mission) AS missions,
       (SELECT count(*)::int FROM startup) AS startups, (SELECT count(*)::int FROM service) AS services FROM register`,
  );
  const [counts] = rows;
  if (!counts) throw new Error('the register has no version');
  return counts;
}

/** The counts in one line, for the terminal. */
export function countsInWords({ version, entities, missions, startups, services }: RegisterCounts): string {
  return `version ${version}: ${entities} entities, ${missions} missions, ${startups} startups, ${services} services`;
}
