import type { Pool } from 'pg';

/** The numbers of entities, missions, startups and services in the register. Those that no source gives any more are counted apart. */
export interface RegisterCounts {
  version: number;
  entities: number;
  missions: number;
  startups: number;
  services: number;
  absentEntities: number;
  absentStartups: number;
  absentServices: number;
}

export async function readCounts(pool: Pool): Promise<RegisterCounts> {
  const { rows } = await pool.query<RegisterCounts>(
    `SELECT version, e.present AS entities, (SELECT count(*)::int FROM mission) AS missions, s.present AS startups,
       v.present AS services, e.absent AS "absentEntities", s.absent AS "absentStartups", v.absent AS "absentServices"
     FROM register, (${countsOf('entity')}) e, (${KEPT_COUNTS}) s, (${countsOf('service')}) v`,
  );
  const [counts] = rows;
  if (!counts) throw new Error('the register has no version');
  return counts;
}

/** The counts in one line, for the terminal. */
export function countsInWords(counts: RegisterCounts): string {
  const { version, entities, missions, startups, services, absentEntities, absentStartups, absentServices } = counts;
  const absent = absentEntities + absentStartups + absentServices;
  const present = `version ${version}: ${entities} entities, ${missions} missions, ${startups} startups, ${services} services`;
  return absent === 0 ? present : `${present}; ${absent} records that no source gives any more`;
}

// Each change of the register keeps the counts of startups.
const KEPT_COUNTS = `SELECT coalesce(sum(CASE fact WHEN 'recorded' THEN begun ELSE - begun END), 0)::int AS present,
    coalesce(sum(begun) FILTER (WHERE fact = 'absent'), 0)::int AS absent
  FROM startup_count WHERE fact IN ('recorded', 'absent') AND grouped_by = ''`;

function countsOf(table: string): string {
  return `SELECT count(*) FILTER (WHERE absent_since IS NULL)::int AS present,
    count(*) FILTER (WHERE absent_since IS NOT NULL)::int AS absent FROM ${table}`;
}
