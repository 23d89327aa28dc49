import type { Client } from 'pg';

/** What a copy of the register has of its own; the rest (method, themes, sources) is the same for all. */
const COPIED = [
  ...['entity', 'entity_identifier', 'entity_succession', 'mission', 'mission_theme', 'mission_action'],
  ...['startup', 'phase', 'startup_incubator', 'startup_sponsor', 'startup_event', 'startup_link', 'membership'],
  ...['service', 'service_startup', 'satisfaction_survey', 'objective', 'scale_plan'],
  ...['agreement', 'rebilling', 'pain_point', 'public_contract'],
];

/** Makes a register so many times as large: each copy has the same rows, with keys and slugs of its own. */
export async function multiply(client: Client, times: number): Promise<void> {
  await client.query("SET session_replication_role = 'replica'");
  for (let copy = 1; copy < times; copy += 1) {
    for (const table of COPIED) {
      const columns = await columnsOf(client, table);
      const shown = columns.map(({ name, shifts }) => (shifts ? shifted(name, copy) : name));
      await client.query(
        `INSERT INTO ${table} (${columns.map(({ name }) => name)}) OVERRIDING SYSTEM VALUE SELECT ${shown} FROM ${table}${columns.some(({ name }) => name === 'id') ? ' WHERE id < 1000000' : firstOnly(columns)}`,
      );
    }
  }
  await client.query("SET session_replication_role = 'origin'");
  await client.query('VACUUM ANALYZE');
}

// A source is shifted too, though not copied: members of no startup are told apart by it, and nothing else reads it here.
interface Copied {
  name: string;
  shifts: boolean;
}

/** @returns the columns that can be written; those that lead to a copied row, or name one, shift. */
async function columnsOf(client: Client, table: string): Promise<Copied[]> {
  const { rows } = await client.query<Copied>(
    `SELECT quote_ident(attname) AS name,
       attname IN ('id', 'slug', 'reference', 'value', 'source_id')
         OR EXISTS (SELECT FROM pg_constraint WHERE contype = 'f' AND conrelid = attrelid AND conkey = ARRAY[attnum]
                    AND confrelid::regclass::text = ANY($2)) AS shifts
     FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
     ORDER BY attnum`,
    [table, COPIED],
  );
  return rows;
}

function shifted(name: string, copy: number): string {
  return /^(?:id|.*_id)$/.test(name) ? `${name} + ${copy} * 1000000` : `${name} || '-${copy}'`;
}

/** Of a join table, the rows of the first register are those whose keys are. */
function firstOnly(columns: readonly Copied[]): string {
  const key = columns.find(({ name, shifts }) => shifts && name.endsWith('_id'));
  return key ? ` WHERE ${key.name} < 1000000` : '';
}
