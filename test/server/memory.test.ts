import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { collectGarbage } from '../support/collectGarbage.ts';
import { databases } from '../support/databases.ts';
import type { TestServer } from './testServer.ts';
import { startTestServer } from './testServer.ts';

describe.each(databases())('On $name, the memory of the process', ({ open }) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(open, null, undefined, { megabytes: 20 });
  });
  afterAll(() => server.close());

  /** Sends one query per turn, and returns by how much the memory of this process grew, in bytes. */
  async function growth(turns: number, query: (turn: number) => string): Promise<{ heap: number; buffers: number }> {
    const held = async () => {
      await collectGarbage();
      return process.memoryUsage();
    };
    const before = await held();
    for (let turn = 0; turn < turns; turn += 1) {
      const { body } = await server.execute(query(turn));
      expect(body.errors).toBeUndefined();
    }
    const after = await held();
    return { heap: after.heapUsed - before.heapUsed, buffers: after.arrayBuffers - before.arrayBuffers };
  }

  test('after 1,000 short cached responses grows by their size at most', async () => {
    const { buffers } = await growth(
      1_000,
      (turn) => `{ none${turn}: startup(by: { slug: "none-${turn}" }) { name } }`,
    );
    expect(buffers).toBeLessThan(300_000);
  });

  test('after 300 parsed documents of 400 kB each does not contain all of them', async () => {
    const slugs = Array.from({ length: 450 }, (_, at) => `"s${at}"`).join(' ');
    const page = `startups(first: 0, filter: { slug: [${slugs}] }) { totalCount }`;
    const { heap } = await growth(300, (turn) => `{ a${turn}: ${page} b: ${page} c: ${page} }`);
    expect(heap).toBeLessThan(60_000_000);
  });
});
