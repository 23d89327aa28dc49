import { Client } from 'pg';
import { startPostgres } from '../../test/support/postgres.ts';

/** A PostgreSQL that the bench makes databases on. */
export interface BenchServer {
  /** `PostgreSQL 18.1`. */
  readonly name: string;
  /** The process whose children work for it, when it runs on this machine; 0 otherwise. */
  readonly pid: number;
  /** Makes an empty database, in the place of one of that name, and gives its URL. */
  create(name: string): Promise<string>;
  drop(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** That of BENCH_DATABASE_URL, where databases can be made; else one of its own. */
export async function openBenchServer(url: string | undefined): Promise<BenchServer> {
  const own = url === undefined ? await startPostgres(SETTINGS) : null;
  const server = own?.url ?? url ?? '';
  const [{ version, pid } = { version: '', pid: 0 }] = await ask<{ version: string; pid: number }>(
    server,
    `SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
       CASE WHEN inet_server_addr() <<= '127.0.0.0/8' AND pg_has_role('pg_read_server_files', 'USAGE')
         THEN split_part(pg_read_file('postmaster.pid'), chr(10), 1)::int ELSE 0 END AS pid`,
  );
  const drop = async (name: string) => {
    await ask(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  };
  return {
    name: `PostgreSQL ${version}`,
    pid,
    create: async (name) => {
      await drop(name);
      await ask(server, `CREATE DATABASE "${name}"`);
      const made = new URL(server);
      made.pathname = `/${name}`;
      return made.href;
    },
    drop,
    stop: async () => {
      await own?.stop();
    },
  };
}

// As on a small managed server; and it does not stop to checkpoint while it is filled.
const SETTINGS = ['-c', 'shared_buffers=1GB', '-c', 'max_wal_size=8GB'];

async function ask<R extends object>(url: string, statement: string): Promise<R[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<R>(statement)).rows;
  } finally {
    await client.end();
  }
}
