import { Client } from 'pg';

/** Runs `work` with a new connection and closes it. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Executes one statement and returns its rows. */
export async function queryRows<R extends object>(url: string, statement: string): Promise<R[]> {
  return withClient(url, async (client) => (await client.query<R>(statement)).rows);
}
