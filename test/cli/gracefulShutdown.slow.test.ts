import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import autocannon, { type Result } from 'autocannon';
import { everyDatabase } from '../support/databases.ts';
import { aWorkspace, type Workspace } from './commandLine.ts';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await aWorkspace();
});
afterAll(() => workspace.remove());

test.each(everyDatabase)(
  'on $name, a server that stops under load first reports that it is not ready, and fails no request',
  async ({ open }) => {
    const database = await open();
    const { connection } = database;
    const server = workspace.start(['serve'], {
      SHUTDOWN_DELAY_SECONDS: '3',
      REGISTRE_DIR: `${workspace.folder}/${connection.kind}`,
      ...(connection.kind === 'url' && { DATABASE_URL: connection.url, MEMBER_SECRET: 'm'.repeat(40) }),
    });
    const address = await server.ready();
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    // Like a load balancer, the load continues until /readyz fails.
    const load = aLoad(`${address}/graphql?query={register{version}}`);
    await sleep(1_000);
    const ended = server.stop('SIGTERM');
    await server.waitForOutput('Not ready any more');
    for (;;) {
      const response = await fetch(`${address}/readyz`);
      expect(await response.json()).toMatchObject({ checks: { draining: response.status === 503 } });
      if (response.status === 503) break;
    }
    await sleep(500);
    load.stop();
    const { errors, timeouts, non2xx, requests } = await load.result;
    expect(requests.total).toBeGreaterThan(0);
    expect({ errors, timeouts, non2xx }).toEqual({ errors: 0, timeouts: 0, non2xx: 0 });
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
    await database.drop();
  },
);

test('without readiness probes, the server does not wait for load balancers', async () => {
  const server = workspace.start(['serve'], { SHUTDOWN_DELAY_SECONDS: '60' });
  await server.ready();
  const { code, stdout } = await server.stop('SIGTERM');
  expect(code).toBe(0);
  expect(stdout).not.toContain('Not ready any more');
});

test('Ctrl-C does not wait for load balancers, and a second one ends the server at once', async () => {
  const server = workspace.start(['serve'], { SHUTDOWN_DELAY_SECONDS: '60' });
  const address = await server.ready();
  await fetch(`${address}/readyz`);
  const { code, stdout } = await server.stop('SIGINT');
  expect(code).toBe(0);
  expect(stdout).not.toContain('Not ready any more');

  // Through npm, one Ctrl-C arrives twice: from the terminal, and from npm.
  const throughNpm = workspace.start(['serve']);
  await throughNpm.ready();
  const ended = throughNpm.stop('SIGINT');
  expect((await throughNpm.stop('SIGINT')).code).toBe(0);
  await ended;

  const waiting = workspace.start(['serve'], { SHUTDOWN_DELAY_SECONDS: '60' });
  await fetch(`${await waiting.ready()}/readyz`);
  const first = waiting.stop('SIGTERM');
  await waiting.waitForOutput('Not ready any more');
  await waiting.stop('SIGINT');
  expect((await first).code).toBe(1);
});

test('the connection of a request that never ends is closed, and the exit code is 1', async () => {
  const server = workspace.start(['serve']);
  const { hostname, port } = new URL(await server.ready());
  const slow = connect(Number(port), hostname);
  slow.on('error', () => {});
  slow.write('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{');
  await sleep(200);
  const { code, stderr } = await server.stop('SIGTERM');
  slow.destroy();
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('their connections were closed') });
});

test('a closed log pipe fails no request, and lost log lines are counted', async () => {
  const server = workspace.start(['serve'], { LOG_LEVEL: 'info' });
  const address = await server.ready();
  server.closePipes();
  for (let turn = 0; turn < 20; turn += 1) expect((await fetch(`${address}/livez`)).status).toBe(200);
  const metrics = await (await fetch(`${address}/metrics`)).text();
  expect(metrics).toMatch(/^registre_log_lines_lost_total [1-9]/m);
  expect((await server.stop('SIGTERM')).code).toBe(0);
});

/** Two hundred requests a second, until it is stopped. */
function aLoad(url: string): { stop(): void; result: Promise<Result> } {
  let stop = () => {};
  const result = new Promise<Result>((resolve, reject) => {
    const options = { url, connections: 10, overallRate: 200, duration: 60 };
    const running = autocannon(options, (error, found) => (error ? reject(error) : resolve(found)));
    stop = () => running.stop();
  });
  return { stop: () => stop(), result };
}
