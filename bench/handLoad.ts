import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** What an import writes, parents before children. */
const TABLES = [
  ...['import_source', 'entity', 'entity_identifier', 'startup', 'phase', 'startup_incubator', 'startup_sponsor'],
  ...['startup_event', 'startup_link', 'service', 'service_startup', 'source_record', 'membership', 'import_finding'],
];

/** Keeps what an import wrote, as files that `COPY` reads. */
export async function keepRows(client: Client, folder: string): Promise<void> {
  for (const table of TABLES) {
    const names = await columnsOf(client, table);
    const rows = client.query(copyTo(`COPY (SELECT ${names} FROM ${table} WHERE ${ofSource(table)}) TO STDOUT`));
    await pipeline(rows, createWriteStream(join(folder, table)));
  }
}

/**
 * The load that someone would write by hand for rows that are ready: `COPY` into staging tables, then one
 * `INSERT … SELECT` each, in one transaction. It checks nothing, matches nothing and finds nothing.
 */
export async function handLoad(client: Client, folder: string): Promise<void> {
  await client.query('BEGIN');
  for (const table of TABLES) {
    const names = await columnsOf(client, table);
    await client.query(`CREATE TEMPORARY TABLE staged ON COMMIT DROP AS SELECT ${names} FROM ${table} WITH NO DATA`);
    await pipeline(createReadStream(join(folder, table)), client.query(copyFrom('COPY staged FROM STDIN')));
    const parentless = table === 'entity' ? names.replace('parent_id', 'NULL') : names;
    await client.query(`INSERT INTO ${table} (${names}) OVERRIDING SYSTEM VALUE SELECT ${parentless} FROM staged`);
    if (table === 'entity') {
      await client.query(
        'UPDATE entity t SET parent_id = s.parent_id FROM staged s WHERE t.id = s.id AND s.parent_id IS NOT NULL',
      );
    }
    await client.query('DROP TABLE staged');
  }
  await client.query('COMMIT');
}

/** The rows that the source brought; those of the reference register are there already. */
function ofSource(table: string): string {
  const mine = "(SELECT id FROM import_source WHERE name = 'beta.gouv.fr')";
  if (table === 'import_source') return `id IN ${mine}`;
  if (['source_record', 'membership', 'import_finding'].includes(table)) return `source_id IN ${mine}`;
  const kind =
    table === 'phase' || table.startsWith('startup') ? 'startup' : table.startsWith('service') ? 'service' : 'entity';
  const key = table === kind ? 'id' : `${kind}_id`;
  return `${key} NOT IN (SELECT ${kind}_id FROM source_record WHERE ${kind}_id IS NOT NULL AND source_id NOT IN ${mine})`;
}

async function columnsOf(client: Client, table: string): Promise<string> {
  const { rows } = await client.query<{ names: string }>(
    `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS names FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  );
  return rows[0]?.names ?? '';
}
