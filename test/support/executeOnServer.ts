import { Client } from 'pg';

/** Executes a statement on a PostgreSQL server, on a new connection. */
export async function executeOnServer(url: string, sql: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
