import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { createExportsDirectory, removeDirectories } from '../publishing/populatedRegister.ts';

describe('/exports of a server with an empty directory and a bucket', () => {
  const elsewhere = 'https://files.example.org/registre';
  let server: ChildProcess;
  let port: string;

  beforeAll(async () => {
    server = fork(join(import.meta.dirname, 'filesChild.ts'), [await createExportsDirectory(), elsewhere], {
      cwd: packageRoot,
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    if (!server.stdout) throw new Error('the server says nothing');
    const [line] = await once(server.stdout, 'data');
    port = String(line).trim();
  });
  afterAll(async () => {
    server.kill();
    await once(server, 'exit');
    await removeDirectories();
  });

  const get = (path: string) => fetch(`http://127.0.0.1:${port}/exports/${path}`, { redirect: 'manual' });

  it.each(['index.json', 'latest/startups/startups.csv', 'latest/SHA256SUMS', '2026-11-23T23-30-00Z-v1/release.json'])(
    'redirects to %s in the bucket, cached for a minute',
    async (path) => {
      const { status, headers } = await get(path);
      expect([status, headers.get('location')]).toEqual([302, `${elsewhere}/${path}`]);
      expect(headers.get('cache-control')).toBe('public, max-age=60');
    },
  );

  it.each(['secret.csv', '.env', 'latest', '%2f%2fevil.example.org/x', 'latest/%2e%2e%2fsecret.csv', 'older/a.csv'])(
    'does not redirect %s, which is no file of a release',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );
});
