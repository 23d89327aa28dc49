import { startPostgres } from '../../test/support/postgres.ts';
import { onEnd } from './cleanUp.ts';
import { queryRows } from './database.ts';
import { BenchError } from './runBench.ts';

/** A PostgreSQL server for the databases of the bench. They are dropped when the bench ends. */
export interface BenchPostgres {
  /** `PostgreSQL 18.1`. */
  readonly name: string;
  /** Its process id on this machine; 0 if it runs elsewhere. */
  readonly pid: number;
  /** Creates a database and returns its URL. Replaces a database of that name. Without a template it is empty. */
  create(name: string, template?: string): Promise<string>;
  drop(name: string): Promise<void>;
}

/**
 * Connects to the server of BENCH_DATABASE_URL, or starts one.
 * @param settings additional settings of a started server, such as `fsync=on`.
 */
export async function openBenchPostgres(settings: readonly string[] = []): Promise<BenchPostgres> {
  const given = process.env.BENCH_DATABASE_URL;
  const server = given || (await startOwnServer(settings));
  const [{ version, pid } = { version: '', pid: 0 }] = await queryRows<{ version: string; pid: number }>(
    server,
    `SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
       CASE WHEN inet_server_addr() <<= '127.0.0.0/8' AND pg_has_role('pg_read_server_files', 'USAGE')
         THEN split_part(pg_read_file('postmaster.pid'), chr(10), 1)::int ELSE 0 END AS pid`,
  ).catch((cause: Error) => {
    throw new BenchError(`The server of BENCH_DATABASE_URL cannot be used: ${cause.message || cause.name}.`);
  });
  const drop = async (name: string) => {
    await queryRows(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  };
  return {
    name: `PostgreSQL ${version}`,
    pid,
    create: async (name, template = 'template1') => {
      await drop(name);
      await queryRows(server, `CREATE DATABASE "${name}" TEMPLATE "${template}"`);
      if (given) onEnd(() => drop(name));
      return new URL(`/${name}${new URL(server).search}`, server).href;
    },
    drop,
  };
}

// The memory of a small managed server, and no checkpoints while it is filled.
const SETTINGS = ['shared_buffers=1GB', 'max_wal_size=8GB'];

async function startOwnServer(settings: readonly string[]): Promise<string> {
  const starting = startPostgres([...SETTINGS, ...settings].flatMap((each) => ['-c', each]));
  // An interrupted bench waits for the start, then stops the server. The caller reports a failed start.
  onEnd(async () => {
    const [started] = await Promise.allSettled([starting]);
    if (started.status === 'fulfilled') await started.value.stop();
  });
  return (await starting).url;
}
