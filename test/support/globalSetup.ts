import { type Postgres, startPostgres } from './postgres.ts';

declare global {
  var testServer: Postgres | undefined;
}

/** Starts one real PostgreSQL for the whole run, unless REGISTRE_TEST_DATABASE_URL names one. */
export default async function globalSetup(): Promise<void> {
  if (process.env.REGISTRE_TEST_DATABASE_URL) return;
  globalThis.testServer = await startPostgres();
  process.env.REGISTRE_TEST_DATABASE_URL = globalThis.testServer.url;
}
