import { spawnSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { type Postgres, startPostgres, startStandby } from '../test/support/postgres.ts';
import { onEnd } from './harness/cleanUp.ts';
import { describeMachine } from './harness/machine.ts';
import { type ServerProcess, startServer, temporaryFolder } from './harness/processes.ts';
import { registreCommand } from './harness/registreCommand.ts';
import { nameList, runBench, wholeNumber } from './harness/runBench.ts';
import { type CachingProxy, startNginx } from './proxies/nginx.ts';
import { startPgBouncer } from './proxies/pgbouncer.ts';
import { type Failure, type FailureResult, measureFailure, type Probe } from './proxies/probes.ts';
import { apiUrls, CLIENT_HEADERS, graphqlUrl, skewed } from './proxies/traffic.ts';
import { until } from './proxies/until.ts';
import { formatMilliseconds } from './queries/latency.ts';
import { measureLoad } from './queries/measure.ts';
import { prepareRegister } from './queries/prepareRegister.ts';
import { markdownTable } from './queries/report.ts';
import { registreServe } from './queries/variants.ts';

const STARTUPS = 700;
const REQUESTS = 10_000;
const SECRETS = { TOKEN_SECRET: 't'.repeat(32), MEMBER_SECRET: 'm'.repeat(32) };
const VERSION_URL = graphqlUrl('{ register { version } }');

/** `staleness` waits a minute until responses expire. */
const PARTS = ['hits', 'rates', 'staleness', 'failures', 'pooler'] as const;

const command = new Command('npm run bench:proxies --')
  .description(
    'Two servers on PostgreSQL with a streaming replica, behind nginx and PgBouncer: hit ratio, staleness, and what happens when each part is killed.',
  )
  .option('--seconds <n>', 'duration of each load, and of each failure', wholeNumber(1), 5)
  .option('--only <part,…>', `only these parts: ${PARTS.join(', ')}`, nameList(PARTS), [...PARTS])
  .addHelpText('after', '\nWithout nginx and PgBouncer, it only says so. Debian: apt-get install nginx pgbouncer');

runBench(command, async ({ seconds, only }: { seconds: number; only: readonly (typeof PARTS)[number][] }) => {
  const missing = Object.entries({ nginx: '-v', pgbouncer: '--version' }).filter(
    ([name, option]) => !isInstalled(name, option),
  );
  if (missing.length > 0) {
    console.log(
      `Not installed and therefore skipped: ${missing.map(([name]) => name).join(', ')}. Debian: apt-get install nginx pgbouncer`,
    );
    return;
  }
  console.log(`node ${process.version}, ${STARTUPS} startups. ${await describeMachine()}\n`);
  // A commit waits for the log, so that a crash loses no acknowledged write.
  const primary = await startTracked(startPostgres(['-c', 'synchronous_commit=local']));
  await prepareRegister(primary.url, STARTUPS);
  const replica = await startTracked(startStandby(primary.url));
  const settings = { DATABASE_URL: primary.url, DATABASE_READ_URL: replica.url, ...SECRETS };
  const token = await createToken({ ...settings, REGISTRE_DIR: await temporaryFolder() });
  const servers = [await startServerOn(settings), await startServerOn(settings)] as const;
  const proxy = await startNginx([servers[0].address, servers[1].address]);
  const sendWrite = writer(token);

  if (only.includes('hits')) console.log(await measureHits(proxy));
  if (only.includes('rates')) console.log(await compareRates(servers[0], proxy, seconds));
  if (only.includes('staleness')) console.log(await measureStaleness(servers, proxy, sendWrite));
  if (only.includes('failures')) {
    const probes = probesOf(servers[0], proxy, sendWrite);
    const running = [...servers];
    const failures: [string, Failure][] = [
      ['one server killed', killed(running, 1, settings)],
      ['both servers killed', killed(running, 2, settings)],
      ['replica killed', { kill: replica.crash, restart: replica.restart }],
      ['primary killed', { kill: primary.crash, restart: primary.restart }],
    ];
    for (const [name, failure] of failures) {
      console.log(failureTable(name, await measureFailure(probes, failure, seconds)));
    }
  }
  if (only.includes('pooler')) {
    for (const mode of ['session', 'transaction'] as const) {
      console.log(await measurePooler(mode, primary, replica, sendWrite, seconds));
    }
  }
});

function isInstalled(program: string, option: string): boolean {
  return spawnSync(program, [option]).status === 0;
}

async function startTracked(starting: Promise<Postgres>): Promise<Postgres> {
  onEnd(async () => {
    const [started] = await Promise.allSettled([starting]);
    if (started.status === 'fulfilled') await started.value.stop();
  });
  return starting;
}

async function createToken(settings: Readonly<Record<string, string>>): Promise<string> {
  const { output } = await registreCommand(settings)(
    ...['token', 'create', '--name', 'bench', '--role', 'editor', '--json'],
  );
  return z.object({ token: z.string() }).parse(JSON.parse(output)).token;
}

async function startServerOn(settings: Readonly<Record<string, string>>, port = '0'): Promise<ServerProcess> {
  const env = { ...settings, PORT: port, TRUSTED_PROXIES: '127.0.0.1' };
  const start = registreServe(env, await temporaryFolder());
  return startServer(start.arguments, start.env);
}

/** Kills some of the servers, and starts others on the same ports. */
function killed(servers: ServerProcess[], count: number, settings: Readonly<Record<string, string>>): Failure {
  return {
    kill: async () => {
      await Promise.all(servers.slice(0, count).map((server) => server.stop()));
    },
    restart: async () => {
      const ports = servers.slice(0, count).map(({ address }) => new URL(address).port);
      servers.splice(0, count, ...(await Promise.all(ports.map((port) => startServerOn(settings, port)))));
    },
  };
}

/** Requests 500 URLs, some more often than others, first by one kind of client, then by several. */
async function measureHits(proxy: CachingProxy): Promise<string> {
  const paths = skewed(apiUrls(STARTUPS), REQUESTS);
  await proxy.cacheStatuses();
  const rows: string[][] = [];
  for (const [label, headers] of [
    ['clients with the same headers', CLIENT_HEADERS.slice(0, 1)],
    [`${CLIENT_HEADERS.length} kinds of clients`, CLIENT_HEADERS],
  ] as const) {
    let next = 0;
    const client = async () => {
      for (let at = next++; at < paths.length; at = next++) {
        const response = await fetch(`${proxy.address}${paths[at]}`, { headers: headers[at % headers.length] });
        if (!response.ok) throw new Error(`${paths[at]} returned ${response.status}`);
        await response.arrayBuffer();
      }
    };
    await Promise.all(Array.from({ length: 20 }, client));
    const { HIT = 0, ...others } = await proxy.cacheStatuses();
    const rest = Object.entries(others).map(([status, count]) => `${status} ${count}`);
    rows.push([label, String(paths.length), ((100 * HIT) / paths.length).toFixed(1), rest.join(', ')]);
  }
  return `${markdownTable(['cold proxy, 500 URLs', 'requests', 'hits in %', 'others'], rows)}\n`;
}

async function compareRates(server: ServerProcess, proxy: CachingProxy, seconds: number): Promise<string> {
  const load = { path: '', bodies: [], paths: skewed(apiUrls(STARTUPS), 2_000), seconds };
  const rates: number[] = [];
  for (const one of [server, proxy, server, proxy]) rates.push((await measureLoad(one, load, 0)).perSecond);
  const [direct = 0, through = 0, directAgain = 0, throughAgain = 0] = rates;
  await proxy.cacheStatuses();
  const ratios = [through / direct, throughAgain / directAgain].map((each) => each.toFixed(1)).join(' and ');
  return `${markdownTable(
    ['GET of cached responses', 'requests per second'],
    [
      ['one server, without proxy', `${direct.toFixed(0)} and ${directAgain.toFixed(0)}`],
      ['through nginx', `${through.toFixed(0)} and ${throughAgain.toFixed(0)}`],
      ['ratio', ratios],
    ],
  )}\n`;
}

type SendWrite = (address: string, slug: string) => Promise<string>;

/** @returns a function that creates an entity and returns `ok`, or the status and the code of the error. */
function writer(token: string): SendWrite {
  return (address, slug) =>
    outcomeOf(
      fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({
          query:
            'mutation ($slug: String!) { createEntity(input: { slug: $slug, name: $slug, kind: CENTRAL_ADMINISTRATION }) { entity { slug } } }',
          variables: { slug },
        }),
      }),
    );
}

const Body = z.object({
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).optional(),
});

async function outcomeOf(sending: Promise<Response>): Promise<string> {
  const response = await sending;
  const text = await response.text();
  if (!response.headers.get('content-type')?.includes('json')) return `${response.status} of the proxy`;
  const { errors } = Body.parse(JSON.parse(text));
  return errors?.[0] ? `${response.status} ${errors[0].extensions.code}` : 'ok';
}

const Version = z.object({ data: z.object({ register: z.object({ version: z.int() }) }) });

async function readVersion(address: string, path = VERSION_URL): Promise<{ version: number; cache: string }> {
  const response = await fetch(`${address}${path}`);
  const { data } = Version.parse(await response.json());
  return { version: data.register.version, cache: response.headers.get('x-cache-status') ?? '' };
}

/** How long readers see the former version after a write. */
async function measureStaleness(
  [one, other]: readonly [ServerProcess, ServerProcess],
  proxy: CachingProxy,
  sendWrite: SendWrite,
): Promise<string> {
  const SELDOM = graphqlUrl('query Seldom { register { version } }');
  const UNCHANGED = graphqlUrl('query Unchanged { register { version } }');
  const { version } = await readVersion(one.address);
  for (const path of [VERSION_URL, SELDOM]) await readVersion(proxy.address, path);
  await sendWrite(one.address, 'after');
  const isNew = async (address: string, path?: string) => (await readVersion(address, path)).version > version;
  const atOther = await until(() => isNew(other.address));
  const rows = [['the other server', `${formatMilliseconds(atOther)} ms`]];
  await readVersion(proxy.address, UNCHANGED);
  const atProxy = await until(() => isNew(proxy.address), 90);
  rows.push(['nginx, a URL that is requested all the time', `${(atProxy / 1000).toFixed(1)} s`]);
  await setTimeout(5_000);
  const first = await readVersion(proxy.address, SELDOM);
  await setTimeout(200);
  const second = await readVersion(proxy.address, SELDOM);
  const describe = (read: typeof first) => `${read.cache}, ${read.version > version ? 'new' : 'old'} version`;
  rows.push(['nginx, the first request after 65 s', describe(first)]);
  rows.push(['nginx, the second request, 200 ms later', describe(second)]);
  const before = await notModified([one, other]);
  await readVersion(proxy.address, UNCHANGED);
  await setTimeout(200);
  rows.push(['revalidation of an unchanged response', `${(await notModified([one, other])) - before} × 304`]);
  return `${markdownTable(['a write is visible at', 'after'], rows)}\n`;
}

/** The number of 304 that the servers have sent. */
async function notModified(servers: readonly ServerProcess[]): Promise<number> {
  const texts = await Promise.all(servers.map(async ({ address }) => (await fetch(`${address}/metrics`)).text()));
  const counts = texts.flatMap((text) =>
    [...text.matchAll(/^http_request_duration_seconds_count\{.*route="\/graphql".*status="3xx".*\} (\d+)$/gm)].map(
      ([, count]) => Number(count),
    ),
  );
  return counts.reduce((sum, each) => sum + each, 0);
}

/** The number of the next probe, so that each query and each slug is new. */
let next = 0;

function probesOf(server: ServerProcess, { address }: { address: string }, sendWrite: SendWrite): Probe[] {
  const read = (url: string) => outcomeOf(fetch(url));
  return [
    { name: 'GET, cached by nginx', send: () => read(`${address}${VERSION_URL}`) },
    {
      name: 'GET of a new query',
      send: () => read(`${address}${graphqlUrl(`{ q${next++}: __typename register { version } }`)}`),
    },
    { name: 'mutation', send: () => sendWrite(address, `probe-${process.pid}-${next++}`) },
    {
      name: '/readyz of a server',
      send: async () => {
        const response = await fetch(`${server.address}/readyz`);
        const { checks } = z.object({ checks: z.record(z.string(), z.unknown()) }).parse(await response.json());
        const down = Object.entries(checks).filter(([, state]) => state === 'down');
        return response.ok ? 'ok' : `${response.status} ${down.map(([check]) => `${check} down`).join(', ')}`;
      },
    },
  ];
}

function failureTable(name: string, results: readonly FailureResult[]): string {
  const rows = results.map(({ probe, during, slowest, recovery }) => [
    probe,
    Object.entries(during)
      .map(([result, count]) => `${count} × ${result}`)
      .join(', '),
    formatMilliseconds(slowest),
    formatMilliseconds(recovery),
  ]);
  return `${markdownTable([`**${name}**`, 'until its restart', 'slowest, ms', 'last failure after the restart, ms'], rows)}\n`;
}

/** Starts a server behind PgBouncer, then kills PgBouncer. */
async function measurePooler(
  mode: 'session' | 'transaction',
  primary: Postgres,
  replica: Postgres,
  sendWrite: SendWrite,
  seconds: number,
): Promise<string> {
  let pooler = await startPgBouncer(mode, primary.url, replica.url);
  const settings = { DATABASE_URL: pooler.primary, DATABASE_READ_URL: pooler.replica, ...SECRETS };
  const direct = { DATABASE_URL: primary.url, DATABASE_READ_URL: replica.url, ...SECRETS };
  const title = `PgBouncer in ${mode} mode`;
  try {
    const [pooled, other] = [await startServerOn(settings), await startServerOn(direct)];
    const { version } = await readVersion(pooled.address);
    const written = await sendWrite(other.address, `pooler-${mode}`);
    const seen = await until(async () => (await readVersion(pooled.address)).version > version);
    const kept = {
      kill: () => pooler.stop(),
      restart: async () => {
        pooler = await pooler.restart();
      },
    };
    const results = await measureFailure(probesOf(pooled, pooled, sendWrite).slice(1), kept, seconds);
    await Promise.all([pooled.stop('SIGTERM'), other.stop('SIGTERM')]);
    return `${title}: a write of another server (${written}) is visible after ${formatMilliseconds(seen)} ms.\n\n${failureTable(`${title} killed`, results)}`;
  } catch (error) {
    return `${title}: ${error instanceof Error ? error.message : String(error)}\n`;
  } finally {
    await pooler.stop();
  }
}
