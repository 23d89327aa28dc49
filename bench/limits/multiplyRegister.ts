import type { Client } from 'pg';

/** The tables that each copy of the register has separately. All copies share the others (method, themes, sources). */
const COPIED_TABLES = [
  ...['entity', 'entity_identifier', 'entity_succession', 'mission', 'mission_theme', 'mission_action'],
  ...['startup', 'phase', 'startup_incubator', 'startup_sponsor', 'startup_event', 'startup_link', 'membership'],
  ...['service', 'service_startup', 'satisfaction_survey', 'objective', 'scale_plan'],
  ...['agreement', 'rebilling', 'pain_point', 'public_contract'],
];

/** Multiplies the rows of a register: each copy has the same rows with other keys and slugs. */
export async function multiplyRegister(client: Client, times: number): Promise<void> {
  await client.query("SET session_replication_role = 'replica'");
  for (let copy = 1; copy < times; copy += 1) {
    for (const table of COPIED_TABLES) {
      const columns = await copiedColumns(client, table);
      const values = columns.map(({ name, shifts }) => (shifts ? shiftedColumn(name, copy) : name));
      await client.query(
        `INSERT INTO ${table} (${columns.map(({ name }) => name)}) OVERRIDING SYSTEM VALUE SELECT ${values} FROM ${table}${columns.some(({ name }) => name === 'id') ? ' WHERE id < 1000000' : originalRowsOnly(columns)}`,
      );
    }
  }
  await client.query("SET session_replication_role = 'origin'");
  await client.query('CALL fill_startup_counts()');
  await client.query('VACUUM ANALYZE');
}

// `source_id` shifts too, although sources are not copied: it keeps members without a startup distinct, and no query here reads it.
interface CopiedColumn {
  name: string;
  /** Whether the value differs in each copy. */
  shifts: boolean;
}

/** @returns the writable columns. Keys, foreign keys to copied rows, and unique names shift. */
async function copiedColumns(client: Client, table: string): Promise<CopiedColumn[]> {
  const { rows } = await client.query<CopiedColumn>(
    `SELECT quote_ident(attname) AS name,
       attname IN ('id', 'slug', 'reference', 'value', 'source_id')
         OR EXISTS (SELECT FROM pg_constraint WHERE contype = 'f' AND conrelid = attrelid AND conkey = ARRAY[attnum]
                    AND confrelid::regclass::text = ANY($2)) AS shifts
     FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
     ORDER BY attnum`,
    [table, COPIED_TABLES],
  );
  return rows;
}

function shiftedColumn(name: string, copy: number): string {
  return /^(?:id|.*_id)$/.test(name) ? `${name} + ${copy} * 1000000` : `${name} || '-${copy}'`;
}

/** Join tables have no id: their original rows are those with original foreign keys. */
function originalRowsOnly(columns: readonly CopiedColumn[]): string {
  const key = columns.find(({ name, shifts }) => shifts && name.endsWith('_id'));
  return key ? ` WHERE ${key.name} < 1000000` : '';
}
