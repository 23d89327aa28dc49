import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { table } from '../src/cli/output.ts';
import { packageRoot } from '../src/foundation/packageRoot.ts';

/**
 * A server under good and bad requests at once, for as long as is said in minutes: `npm run bench:soak -- 30`. Each line
 * tells what was answered since the line before, and the memory of the process: flat means that nothing is kept. On the
 * embedded database, or on the empty PostgreSQL of BENCH_DATABASE_URL.
 */
const minutes = Number(process.argv[2] ?? 1);
const CLIENTS = 16;
const PORT = 4_100;
const ADDRESS = `http://localhost:${PORT}`;

const GOOD = [
  '{ startups { totalCount nodes { name phase sponsors { name parent { name } } incubators { name } services { name url } team { size } } } }',
  '{ entity(slug: "dinsic") { name ancestors { name } children { nodes { name missions { name themes { name } } } } } }',
  '{ services { nodes { name status operator { name } startups { slug } } } }',
  '{ statistics { startups activeStartups byPhase { phase count } byIncubator { entity { name } count } } }',
  'query ($t: String) { startups(filter: { text: $t }) { totalCount } entities(filter: { text: $t }) { nodes { slug } } }',
  '{ datasets { slug rows resources { url } } register { version } }',
];

const BAD: readonly (() => [path: string, init?: RequestInit])[] = [
  () => post({ query: `{ ${'__typename '.repeat(9_000)} }` }),
  () => post({ query: `{ ${Array.from({ length: 200 }, (_, at) => `a${at}: __typename`).join(' ')} }` }),
  () => post({ query: `{ ${'startups { nodes { sponsors { sponsoredStartups { nodes { '.repeat(20)}` }),
  () =>
    post({
      query:
        'query ($f: Int) { entities(first: $f) { nodes { children(first: $f) { nodes { children(first: $f) { nodes { name } } } } } } }',
      variables: { f: 100 },
    }),
  () => post({ query: '{ nothing }' }),
  () => post({ query: `{ startup(slug: "${Math.random()}") { name } }` }),
  () =>
    post({
      query: 'query ($a: String) { startups(after: $a) { nodes { name } } }',
      variables: { a: `${Math.random()}` },
    }),
  () => ['/graphql', { method: 'POST', headers: JSON_BODY, body: 'x'.repeat(150_000) }],
  () => ['/graphql', { method: 'POST', headers: { ...JSON_BODY, 'content-encoding': 'gzip' }, body: BOMB }],
  () => [
    '/graphql',
    { method: 'POST', headers: JSON_BODY, body: Buffer.from(crypto.getRandomValues(new Uint8Array(200))) },
  ],
  () => post({ extensions: { persistedQuery: { version: 1, sha256Hash: randomHash() } } }),
  () => post({ documentId: `sha256:${randomHash()}` }),
  () => ['/graphql?query=%7B__typename%7D', { headers: { authorization: `Bearer ${randomHash()}` } }],
  () => [`/${randomHash()}`],
];

const JSON_BODY = { 'content-type': 'application/json' };
const BOMB = gzipSync(Buffer.alloc(20_000_000, ' '));

function post(body: object): [string, RequestInit] {
  return ['/graphql', { method: 'POST', headers: JSON_BODY, body: JSON.stringify(body) }];
}

function randomHash(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex');
}

const directory = await mkdtemp(join(tmpdir(), 'registre-soak-'));
const server = spawn('node', [join(packageRoot, 'dist/src/cli.js'), 'serve'], {
  env: {
    ...process.env,
    ...(process.env.BENCH_DATABASE_URL ? { DATABASE_URL: process.env.BENCH_DATABASE_URL } : {}),
    REGISTRE_DIR: join(directory, 'registre'),
    EXPORTS_DIR: join(directory, 'exports'),
    PORT: String(PORT),
    RATE_LIMIT: '0',
  },
  stdio: ['ignore', 'ignore', 'inherit'],
});
const statuses = new Map<number | string, number>();
const lines: string[][] = [];
try {
  await ready();
  const end = Date.now() + minutes * 60_000;
  const every = Math.max(5_000, (minutes * 60_000) / 30);
  const reporting = setInterval(report, every);
  await Promise.all(Array.from({ length: CLIENTS }, () => client(end)));
  clearInterval(reporting);
  await report();
  console.log(`\n${table(['minute', 'answers', '2xx', '4xx', '429', '5xx', 'failed', 'RSS MB'], lines)}`);
} finally {
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('close', resolve));
  await rm(directory, { recursive: true, force: true });
}

/** Asks one thing after the other, two good ones for each bad one. */
async function client(end: number): Promise<void> {
  for (let turn = 0; Date.now() < end; turn += 1) {
    const [path, init] = turn % 3 === 2 ? one(BAD)() : post({ query: one(GOOD), variables: { t: 'service' } });
    const outcome = await fetch(`${ADDRESS}${path}`, init)
      .then(async (response) => {
        await response.arrayBuffer();
        return response.status;
      })
      .catch(() => 'failed');
    statuses.set(outcome, (statuses.get(outcome) ?? 0) + 1);
  }
}

function one<T>(list: readonly T[]): T {
  const found = list[Math.floor(Math.random() * list.length)];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}

const started = Date.now();

async function report(): Promise<void> {
  const status = await readFile(`/proc/${server.pid}/status`, 'utf8');
  const megabytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  const count = (holds: (status: number | string) => boolean) =>
    String([...statuses].filter(([each]) => holds(each)).reduce((sum, [, times]) => sum + times, 0));
  const line = [
    ((Date.now() - started) / 60_000).toFixed(1),
    count(() => true),
    count((each) => Number(each) < 300),
    count((each) => Number(each) >= 400 && Number(each) < 500 && each !== 429),
    count((each) => each === 429),
    count((each) => Number(each) >= 500),
    count((each) => each === 'failed'),
    megabytes.toFixed(0),
  ];
  statuses.clear();
  lines.push(line);
  console.log(line.join('\t'));
}

async function ready(): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const answered = await fetch(`${ADDRESS}/graphql?query=%7B__typename%7D`).catch(() => null);
    if (answered?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the server did not start');
}
