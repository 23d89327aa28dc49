import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../test/support/postgres.ts';
import { queryRows } from '../harness/database.ts';
import { type BenchProcess, startProcess, temporaryFolder } from '../harness/processes.ts';
import { until } from './until.ts';

/** A PgBouncer in front of a primary and its replica. */
export interface Pooler extends BenchProcess {
  readonly primary: string;
  readonly replica: string;
  restart(): Promise<Pooler>;
}

export async function startPgBouncer(
  mode: 'session' | 'transaction',
  primary: string,
  replica: string,
  port?: number,
): Promise<Pooler> {
  const folder = await temporaryFolder();
  const listening = port ?? (await freePort());
  const database = (name: string, url: string) =>
    `${name} = host=127.0.0.1 port=${new URL(url).port} dbname=postgres user=postgres`;
  const lines = [
    '[databases]',
    ...[database('primary', primary), database('replica', replica)],
    '[pgbouncer]',
    ...['listen_addr = 127.0.0.1', `listen_port = ${listening}`, 'unix_socket_dir =', 'auth_type = any'],
    ...[`pool_mode = ${mode}`, 'default_pool_size = 50', 'server_login_retry = 1'],
  ];
  const file = join(folder, 'pgbouncer.ini');
  await writeFile(file, `${lines.join('\n')}\n`);
  // PgBouncer does not run as root.
  const asRoot = process.getuid?.() === 0;
  if (asRoot) for (const each of [folder, file]) await chmod(each, 0o755);
  const started = startProcess('pgbouncer', [...(asRoot ? ['--user=daemon'] : []), file], { stdio: 'ignore' });
  const url = (name: string) => `postgres://postgres@127.0.0.1:${listening}/${name}`;
  await until(async () => (await queryRows(url('primary'), 'SELECT 1')).length === 1);
  return {
    ...started,
    primary: url('primary'),
    replica: url('replica'),
    restart: () => startPgBouncer(mode, primary, replica, listening),
  };
}
