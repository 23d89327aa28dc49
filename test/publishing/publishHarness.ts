import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import type { Fetch } from '../../src/publishing/datagouv/client/transport.ts';
import { type PublishOptions, publish } from '../../src/publishing/datagouv/run/publish.ts';
import type { PublicationReport } from '../../src/publishing/datagouv/run/report.ts';
import { aDatabase, type TestDatabase } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';
import { startUdata, type Udata, type UdataOptions } from '../support/udata/startUdata.ts';
import { anExportsDirectory, aRelease, type GivenDataset } from './releaseFolder.ts';

/** A register, a platform and a directory of releases; a publication leads from one to the other. */
export interface Stage {
  udata: Udata;
  register: TestRegister;
  directory: string;
  /** Every requested delay. The tests do not wait. */
  waits: number[];
  release(version: number, datasets?: Record<string, GivenDataset>): Promise<string>;
  publish(options?: Partial<PublishOptions>): Promise<PublicationReport>;
  /** What people see in the end: all that must not depend on how one came there. */
  seen(): unknown;
}

/** A stage for each test, on one register: (() => aDatabase().open()) by default. */
export function onStage(
  options: UdataOptions = {},
  open: () => Promise<TestDatabase> = () => aDatabase().open(),
): () => Stage {
  let register: TestRegister;
  let stage: Stage & { close(): Promise<void> };
  beforeAll(async () => {
    register = await openRegister(open);
  });
  beforeEach(async () => {
    stage = await aStage(register, options);
  });
  afterEach(() => stage.close());
  afterAll(() => register.close());
  return () => stage;
}

/** A fresh platform and a fresh directory, and a register that remembers nothing. */
export async function aStage(register: TestRegister, options: UdataOptions = {}) {
  let time = Date.now();
  // Each look at the clock is a second later: the platform crashes on a same name within one.
  const udata = await startUdata({ strict: true, clock: () => (time += 1_000), ...options });
  const { directory, drop } = await anExportsDirectory();
  const waits: number[] = [];
  const stage = {
    udata,
    register,
    directory,
    waits,
    release: (version: number, datasets?: Record<string, GivenDataset>) => aRelease(directory, version, datasets),
    publish: (given: Partial<PublishOptions> = {}) =>
      publish({
        pool: register.pool,
        directory,
        platform: platformOf(udata),
        ...given,
        retryPolicy: retryPolicyOf(waits, given),
      }),
    seen: () => seenOn(udata),
    async close() {
      await drop();
      await udata.close();
    },
  };
  await forgetAll(stage);
  await register.pool.query("UPDATE publisher_lease SET holder = NULL, expires_at = '-infinity'");
  return stage;
}

export function platformOf(udata: Udata) {
  return { url: udata.url, apiKey: udata.apiKey, organization: udata.organizationId };
}

/** Everything is as after `kill -9`: once it has struck, nothing more reaches the platform or the database. */
export function killing({ register, publish }: Stage, shouldDie: (request: number) => 'before' | 'after' | null) {
  let dead = false;
  let requests = 0;
  const die = (): never => {
    dead = true;
    throw new Killed('killed');
  };
  const fetch: Fetch = async (...given) => {
    if (dead) return die();
    requests += 1;
    const when = shouldDie(requests);
    if (when === 'before') return die();
    const response = await globalThis.fetch(...given);
    if (when === 'after') {
      await response.arrayBuffer();
      return die();
    }
    return response;
  };
  const pool = new Proxy(register.pool, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => (dead ? die() : Reflect.apply(value, target, given));
    },
  });
  return {
    async run(): Promise<'ended' | 'killed'> {
      try {
        await publish({ pool, fetch, retryPolicy: { maxAttempts: 1 } });
      } catch {
        // Ignore the output of the process while it is killed.
      }
      return dead ? 'killed' : 'ended';
    },
  };
}

class Killed extends Error {}

/** As if the time of a lease whose holder died were over. */
export async function outlast({ register }: Stage): Promise<void> {
  await register.pool.query("UPDATE publisher_lease SET expires_at = now() - interval '1 second'");
}

/** As if the register had lost what it remembers of the platform. */
export async function forgetAll({ register }: Stage): Promise<void> {
  await register.pool.query('TRUNCATE published_dataset, published_resource, publication, publication_step');
}

function retryPolicyOf(waits: number[], { retryPolicy }: Partial<PublishOptions>) {
  const sleep = async (ms: number) => {
    waits.push(ms);
  };
  return { timeoutMs: 400, uploadTimeoutMs: 400, ...retryPolicy, sleep };
}

function seenOn({ state }: Udata): unknown {
  return [...state.datasets.values()].map((dataset) => ({
    ...Object.fromEntries(Object.entries(dataset).filter(([field]) => !VOLATILE.has(field))),
    resources: dataset.resources.map(({ path, ...resource }) => ({
      ...Object.fromEntries(Object.entries(resource).filter(([field]) => !VOLATILE.has(field))),
      bytes: path === null ? null : state.files.get(path)?.toString('utf8'),
    })),
    files: state.files.size,
    chunks: state.chunks.size,
  }));
}

const VOLATILE = new Set([
  ...['id', 'url', 'slug', 'created_at_internal', 'last_modified_internal', 'last_update', 'metrics'],
]);
