import { Client } from 'pg';

/** Runs a statement on a PostgreSQL server, on a connection of its own. */
export async function onServer(url: string, sql: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
