import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { freePort } from '../../test/support/postgres.ts';
import { type ServerProcess, startProcess, temporaryFolder } from '../harness/processes.ts';
import { until } from './until.ts';

/** nginx with the configuration of `deploy/nginx.conf`, in front of two servers. */
export interface CachingProxy extends ServerProcess {
  /** How often each cache status occurred since the last call: `{ HIT: 98, MISS: 2 }`. */
  cacheStatuses(): Promise<Record<string, number>>;
}

export async function startNginx(servers: readonly [string, string]): Promise<CachingProxy> {
  const folder = await temporaryFolder();
  const port = await freePort();
  const log = join(folder, 'access.log');
  const shipped = await readFile(join(packageRoot, 'deploy/nginx.conf'), 'utf8');
  const configured = replaceEach(shipped, {
    '/var/cache/nginx/registre': join(folder, 'cache'),
    'listen 8080;': `listen 127.0.0.1:${port};`,
    'registre-1:4000': new URL(servers[0]).host,
    'registre-2:4000': new URL(servers[1]).host,
  });
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const main = [
    // As root, its workers would not have access to the folder.
    ...(process.getuid?.() === 0 ? ['user root;'] : []),
    `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log; events {}`,
    `http { log_format status "$upstream_cache_status"; access_log ${log} status;`,
    ...temporary.map((name) => `${name}_temp_path ${folder}/${name};`),
    `${configured}}`,
  ];
  const file = join(folder, 'nginx.conf');
  await writeFile(file, main.join('\n'));
  const started = startProcess('nginx', ['-e', `${folder}/error.log`, '-c', file], { stdio: 'inherit' });
  const address = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${address}/livez`)).ok);
  return {
    ...started,
    address,
    pid: started.child.pid ?? 0,
    async cacheStatuses() {
      const counts: Record<string, number> = {};
      for (const line of (await readFile(log, 'utf8')).split('\n')) {
        if (line !== '') counts[line] = (counts[line] ?? 0) + 1;
      }
      await truncate(log);
      return counts;
    },
  };
}

function replaceEach(text: string, replacements: Readonly<Record<string, string>>): string {
  return Object.entries(replacements).reduce((result, [from, to]) => {
    if (result.split(from).length !== 2) throw new Error(`deploy/nginx.conf must contain "${from}" once.`);
    return result.replace(from, to);
  }, text);
}
