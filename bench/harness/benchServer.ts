import { startPostgres } from '../../test/support/postgres.ts';
import { atEnd } from './cleanUp.ts';
import { rowsOf } from './database.ts';
import { BenchError } from './runBench.ts';

/** A PostgreSQL that the bench makes databases on. What is still there when the bench ends is dropped. */
export interface BenchServer {
  /** `PostgreSQL 18.1`. */
  readonly name: string;
  /** The process whose children work for it, when it runs on this machine; 0 otherwise. */
  readonly pid: number;
  /** Makes a database, in the place of one of that name, and gives its URL. It is empty without a template. */
  create(name: string, template?: string): Promise<string>;
  drop(name: string): Promise<void>;
}

/**
 * The server of BENCH_DATABASE_URL, or one of its own.
 * @param settings more settings of its own server, as its command line takes them.
 */
export async function openBenchServer(settings: readonly string[] = []): Promise<BenchServer> {
  const given = process.env.BENCH_DATABASE_URL;
  const server = given || (await ownServer(settings));
  const [{ version, pid } = { version: '', pid: 0 }] = await rowsOf<{ version: string; pid: number }>(
    server,
    `SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
       CASE WHEN inet_server_addr() <<= '127.0.0.0/8' AND pg_has_role('pg_read_server_files', 'USAGE')
         THEN split_part(pg_read_file('postmaster.pid'), chr(10), 1)::int ELSE 0 END AS pid`,
  ).catch((cause: Error) => {
    throw new BenchError(`The server of BENCH_DATABASE_URL can't be used: ${cause.message || cause.name}.`);
  });
  const drop = async (name: string) => {
    await rowsOf(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  };
  return {
    name: `PostgreSQL ${version}`,
    pid,
    create: async (name, template = 'template1') => {
      await drop(name);
      await rowsOf(server, `CREATE DATABASE "${name}" TEMPLATE "${template}"`);
      if (given) atEnd(() => drop(name));
      return new URL(`/${name}${new URL(server).search}`, server).href;
    },
    drop,
  };
}

// As on a small managed server; and it does not stop to checkpoint while it is filled.
const SETTINGS = ['shared_buffers=1GB', 'max_wal_size=8GB'];

async function ownServer(settings: readonly string[]): Promise<string> {
  const starting = startPostgres([...SETTINGS, ...settings].flatMap((each) => ['-c', each]));
  // A bench that is interrupted meanwhile waits until it can stop it. Why it did not start is reported below.
  atEnd(async () => {
    const [started] = await Promise.allSettled([starting]);
    if (started.status === 'fulfilled') await started.value.stop();
  });
  return (await starting).url;
}
