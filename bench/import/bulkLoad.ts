import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** The tables that an import writes, parents before children. */
const TABLES = [
  ...['import_source', 'entity', 'entity_identifier', 'startup', 'phase', 'startup_incubator', 'startup_sponsor'],
  ...['startup_event', 'startup_link', 'service', 'service_startup', 'source_record', 'membership', 'import_finding'],
];

/** Saves the rows that an import wrote, in one file per table for `COPY`. */
export async function saveRows(client: Client, folder: string): Promise<void> {
  for (const table of TABLES) {
    const names = await columnsOf(client, table);
    const rows = client.query(copyTo(`COPY (SELECT ${names} FROM ${table} WHERE ${isFromSource(table)}) TO STDOUT`));
    await pipeline(rows, createWriteStream(join(folder, table)));
  }
}

/**
 * Loads prepared rows as a hand-written script would: `COPY` into staging tables, then one `INSERT … SELECT` per table, in
 * one transaction. It does not validate or match rows, and reports no findings.
 */
export async function bulkLoad(client: Client, folder: string): Promise<void> {
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

/** SQL condition: rows of the beta.gouv.fr source. The rows of the reference register are already loaded. */
function isFromSource(table: string): string {
  const source = "(SELECT id FROM import_source WHERE name = 'beta.gouv.fr')";
  if (table === 'import_source') return `id IN ${source}`;
  if (['source_record', 'membership', 'import_finding'].includes(table)) return `source_id IN ${source}`;
  const kind =
    table === 'phase' || table.startsWith('startup') ? 'startup' : table.startsWith('service') ? 'service' : 'entity';
  const key = table === kind ? 'id' : `${kind}_id`;
  return `${key} NOT IN (SELECT ${kind}_id FROM source_record WHERE ${kind}_id IS NOT NULL AND source_id NOT IN ${source})`;
}

async function columnsOf(client: Client, table: string): Promise<string> {
  const { rows } = await client.query<{ names: string }>(
    `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS names FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  );
  return rows[0]?.names ?? '';
}
