import type { ClientBase } from 'pg';
import { registerSql } from './registerSql.ts';

/**
 * Fills a migrated database. Triggers and foreign keys are off, and indexes are built at the end, so that a million startups take
 * minutes. History stays empty: the bench does not measure the past. The register version does not change, so the
 * existing release is up to date and the servers under test start at once.
 */
export async function fillRegister(client: ClientBase, startups: number): Promise<void> {
  await client.query("SET session_replication_role = 'replica'");
  await client.query("SET maintenance_work_mem = '256MB'");
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
     FROM pg_index JOIN pg_class c ON c.oid = indrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY($1)
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
    [FILLED],
  );
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  for (const statement of registerSql(startups)) await client.query(statement);
  for (const { definition } of indexes) await client.query(definition);
  await client.query("SET session_replication_role = 'origin'");
  await client.query('CALL fill_startup_counts()');
  for (const definition of PEER_FUNCTIONS) await client.query(definition);
  await client.query('VACUUM ANALYZE');
}

const FILLED = [
  ...['entity', 'startup', 'phase', 'startup_incubator', 'startup_sponsor', 'startup_link', 'startup_event'],
  ...['objective', 'service', 'service_startup', 'membership'],
];

/** SQL functions with which PostGraphile answers the same queries: startups by current phase, and their count of members. */
const PEER_FUNCTIONS = [
  `CREATE FUNCTION startups_in_phase(requested_phase phase_name) RETURNS SETOF startup LANGUAGE sql STABLE AS $$
     SELECT s.* FROM startup s
     WHERE EXISTS (SELECT FROM phase p WHERE p.startup_id = s.id AND p.name = requested_phase
                   AND p.in_force_from <= CURRENT_DATE AND p.in_force_until > CURRENT_DATE)
     ORDER BY s.name_key, s.id $$`,
  `CREATE FUNCTION startup_members_ever(s startup) RETURNS integer LANGUAGE sql STABLE AS $$
     SELECT count(DISTINCT m.member_key)::int FROM membership m WHERE m.startup_id = s.id $$`,
];
