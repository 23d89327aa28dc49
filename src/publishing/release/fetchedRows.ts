import type { PoolClient, QueryArrayConfig } from 'pg';
import type { Fragment, Statement } from '../../sql/sql.ts';
import { statement } from '../../sql/sql.ts';
import type { TextRow } from './textRow.ts';

/** The rows of a SELECT, batch after batch, by a cursor: never more than one in memory. One SELECT at a time. */
export async function* fetchedRows(client: PoolClient, select: Fragment): AsyncGenerator<TextRow[]> {
  const { text, values } = statement(select);
  await client.query({ text: `DECLARE exported NO SCROLL CURSOR FOR ${text}`, values });
  for (;;) {
    const rows = await textRows(client, { text: `FETCH ${BATCH} FROM exported`, values: [] });
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) break;
  }
  await client.query('CLOSE exported');
}

// Four times as many rows at once take 25 MB more and win nothing (bench/release.ts).
const BATCH = 500;

/** All rows of a statement at once. */
export async function textRows(client: PoolClient, { text, values }: Statement): Promise<TextRow[]> {
  // Whatever parsers the program gave to the driver, what PostgreSQL wrote is taken as it is.
  const query: QueryArrayConfig = { text, values, rowMode: 'array', types: { getTypeParser: () => asText } };
  const { rows } = await client.query<TextRow>(query);
  return rows;
}

function asText(written: string): string {
  return written;
}
