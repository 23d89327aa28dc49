import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../src/foundation/packageRoot.ts';

/**
 * How long a start takes until the first answer, interleaved, and what it weighs.
 *
 * `bare` is a Node that imports the packages that `registre serve` imports (the closure of its static imports, none of our
 * files), opens the same embedded database with PGlite in a thread, as we do, and answers one statement by Fastify.
 * `npm start` is the second one: built already, database there. Run it on a quiet machine: `npm run bench:start`.
 */
const TURNS = Number(process.env.TURNS ?? 5);
const folder = await mkdtemp(join(tmpdir(), 'registre-start-'));
const bareFile = join(packageRoot, 'dist', 'bare.mjs');

const IMPORT = /^(?:import|(?:import|export)\b[^;'"=(]*?\bfrom)\s*['"]([^'"]+)['"]/gm;

try {
  writeFileSync(bareFile, bareProgram(packagesOf('dist/src/cli.js')));
  await timed('npm', ['start']);
  const pgdata = join(folder, '.registre', 'pgdata');
  await cp(pgdata, join(folder, 'bare'), { recursive: true });
  const bare: Timed[] = [];
  const full: Timed[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    bare.push(await timed('node', [bareFile, join(folder, 'bare')]));
    full.push(await timed('npm', ['start']));
  }
  const [of, than] = [median(full.map(({ ms }) => ms)), median(bare.map(({ ms }) => ms))];
  console.log(`first answer, median of ${TURNS}: npm start ${of} ms, bare ${than} ms, ratio ${(of / than).toFixed(2)}`);
  console.log(
    `idle memory, embedded: ${median(full.map(({ mb }) => mb))} MB; bare: ${median(bare.map(({ mb }) => mb))} MB`,
  );
  console.log(`installed (npm ci --omit=dev, with dist and schema): ${await installedMegabytes()} MB`);
  console.log(
    `load of the machine: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
  await rm(bareFile, { force: true });
}

interface Timed {
  ms: number;
  /** Resident memory two seconds after the first answer. */
  mb: number;
}

async function timed(command: string, args: string[]): Promise<Timed> {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const began = performance.now();
  const child = spawn(command, args, {
    cwd: packageRoot,
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port) },
      ...{ REGISTRE_DIR: join(folder, '.registre'), EXPORTS_DIR: join(folder, 'exports') },
    },
    stdio: 'ignore',
    detached: true,
  });
  await firstAnswer(`http://localhost:${port}/graphql?query={register{version}}`, child);
  const ms = Math.round(performance.now() - began);
  await sleep(2_000);
  const mb = residentMegabytes(child.pid ?? 0);
  if (child.pid) process.kill(-child.pid, 'SIGINT');
  if (child.exitCode === null) await once(child, 'exit');
  return { ms, mb };
}

async function firstAnswer(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const response = await fetch(url).catch(() => null);
    if (response?.status === 200) return;
    await sleep(5);
  }
  throw new Error('it ended before it answered');
}

/** Of the process that uses most among those of a group: npm and its shell only wait. */
function residentMegabytes(group: number): number {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pgid=,rss='], { encoding: 'utf8' });
  const of = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return Math.round(Math.max(0, ...of.flatMap(([pgid, rss = 0]) => (pgid === group ? [rss] : []))) / 1024);
}

/** The packages that a built file and those it imports lead to, at once or for `serve`. */
function packagesOf(entry: string): string[] {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const walk = (file: string) => {
    if (seen.has(file) || !existsSync(file)) return;
    seen.add(file);
    for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      if (from.startsWith('.')) walk(resolve(dirname(file), from));
      else if (!from.startsWith('node:')) packages.add(from);
    }
  };
  walk(join(packageRoot, entry));
  walk(join(packageRoot, 'dist/src/cli/serveCommand.js'));
  return [...packages].sort();
}

function bareProgram(packages: string[]): string {
  return `import { Worker } from 'node:worker_threads';
${packages.map((name) => `import '${name}';`).join('\n')}
import Fastify from 'fastify';
const worker = new Worker(\`
  const { parentPort, workerData } = require('node:worker_threads');
  (async () => {
    const [{ PGlite }, { unaccent }, { pg_trgm }, { btree_gist }] = await Promise.all([import('@electric-sql/pglite'),
      import('@electric-sql/pglite/contrib/unaccent'), import('@electric-sql/pglite/contrib/pg_trgm'), import('@electric-sql/pglite/contrib/btree_gist')]);
    const pglite = new PGlite({ dataDir: workerData, extensions: { unaccent, pg_trgm, btree_gist } });
    await pglite.waitReady;
    parentPort.postMessage((await pglite.query('SELECT version FROM register')).rows[0]);
  })();
\`, { eval: true, workerData: process.argv[2] });
const row = await new Promise((resolve) => worker.once('message', resolve));
const app = Fastify();
app.get('/graphql', async () => ({ data: { register: row } }));
await app.listen({ port: Number(process.env.PORT), host: 'localhost' });
process.on('SIGINT', () => process.exit(0));
`;
}

async function installedMegabytes(): Promise<number> {
  const tree = join(folder, 'installed');
  for (const path of ['package.json', 'package-lock.json', 'dist', 'schema', 'src']) {
    await cp(join(packageRoot, path), join(tree, path), {
      recursive: true,
      filter: (from) => !/\/dist\/(?:test-|\.begun|bare)/.test(from),
    });
  }
  const { status } = spawnSync('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: tree,
  });
  if (status !== 0) throw new Error('npm ci failed');
  return Number.parseInt(spawnSync('du', ['-sm', tree], { encoding: 'utf8' }).stdout, 10);
}

function median(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
