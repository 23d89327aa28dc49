import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, expect, jest, test } from '@jest/globals';
import { packageRoot } from '../../src/config/packageRoot.ts';

const MAIN = new URL('../support/udata/main.ts', import.meta.url).pathname;
// Each run loads a compiler first.
jest.setTimeout(30_000);

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function run(port: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
    cwd: packageRoot,
    env: { ...process.env, PORT: port, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let said = '';
  child.stdout.on('data', (piece) => {
    said += piece;
  });
  child.stderr.on('data', (piece) => {
    said += piece;
  });
  const until = async (words: string) => {
    while (!said.includes(words)) await once(child.stdout, 'data');
    return said;
  };
  return { child, until, said: () => said };
}

test('from a terminal, it prints its address, a valid key and an organization, and stops on a signal', async () => {
  const { child, until } = run('0');
  const said = await until('Ctrl+C');
  const [url, key, organization] = [/http:\S+/, /(?<=API key +)\S+/, /[0-9a-f]{24}/].map(
    (found) => found.exec(said)?.[0],
  );
  const me = await fetch(`${url}/api/1/me/`, { headers: { 'X-API-KEY': `${key}` } });
  expect(await me.json()).toMatchObject({ organizations: [{ id: organization, permissions: { private: true } }] });
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('a port in use and an invalid port are reported in one sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? `${address.port}` : '';
  for (const [portValue, sentence] of [
    [port, `Port ${port} is already taken on 127.0.0.1`],
    ['abc', 'PORT is « abc »'],
  ] as const) {
    const { child, said } = run(portValue);
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(said().trim().split('\n')).toHaveLength(1);
    expect(said()).toContain(sentence);
  }
  other.close();
});
