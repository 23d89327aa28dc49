import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, symlink, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { packageRoot } from '../src/config/packageRoot.ts';
import { startCommand, startProcess, temporaryFolder } from './harness/processes.ts';
import { BenchError, runBench, wholeNumber } from './harness/runBench.ts';
import { median } from './queries/measure.ts';
import { registre } from './queries/variants.ts';

const IMPORT = /^(?:import|(?:import|export)\b[^;'"=(]*?\bfrom)\s*['"]([^'"]+)['"]/gm;

const command = new Command('npm run bench:start --')
  .description('The time from npm start to the first answer, and the memory at rest, beside a bare Node.')
  .option('--turns <n>', 'how many starts of each, in turn; the median is reported', wholeNumber(1), 5)
  .option('--no-installed', 'leave out the size of an installation, which takes npm ci')
  .addHelpText(
    'after',
    `
The bare Node imports the packages that registre serve imports, opens the same embedded database with PGlite in a
thread, and answers one statement by Fastify. Both find their database ready, and npm start finds its build.`,
  );

runBench(command, async ({ turns, installed }: { turns: number; installed: boolean }) => {
  const folder = await temporaryFolder();
  const bareFile = await writeBareProgram(folder);
  await timed('npm', ['start'], folder);
  await cp(join(folder, 'registre', 'pgdata'), join(folder, 'bare'), { recursive: true });
  const bare: Timed[] = [];
  const full: Timed[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    bare.push(await timed('node', [bareFile, join(folder, 'bare')], folder));
    full.push(await timed('npm', ['start'], folder));
  }
  const [of, than] = [median(full.map(({ ms }) => ms)), median(bare.map(({ ms }) => ms))];
  console.log(`first answer, median of ${turns}: npm start ${of} ms, bare ${than} ms, ratio ${(of / than).toFixed(2)}`);
  console.log(
    `idle memory, embedded: ${median(full.map(({ mb }) => mb))} MB; bare: ${median(bare.map(({ mb }) => mb))} MB`,
  );
  if (installed)
    console.log(`installed (npm ci --omit=dev, with dist and schema): ${await installedMegabytes(folder)} MB`);
  const loads = loadavg().map((load) => load.toFixed(1));
  console.log(`load of the machine: ${loads.join(' ')}`);
});

interface Timed {
  ms: number;
  /** Resident memory two seconds after the first answer. */
  mb: number;
}

async function timed(command: string, args: string[], folder: string): Promise<Timed> {
  const began = performance.now();
  const served = await startCommand(command, args, registre({}, folder).env);
  while ((await fetch(`${served.address}/graphql?query={register{version}}`)).status !== 200) await sleep(5);
  const ms = Math.round(performance.now() - began);
  await sleep(2_000);
  const mb = residentMegabytes(served.pid);
  await served.stop('SIGTERM');
  return { ms, mb };
}

/** Of the process that uses most among those of a group: npm and its shell only wait. */
function residentMegabytes(group: number): number {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pgid=,rss='], { encoding: 'utf8' });
  const of = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return Math.round(Math.max(0, ...of.flatMap(([pgid, rss = 0]) => (pgid === group ? [rss] : []))) / 1024);
}

/** The packages that a built file and those it imports lead to, at once or for `serve`. */
function packagesOf(...entries: string[]): string[] {
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
  for (const entry of entries) walk(join(packageRoot, entry));
  return [...packages].sort();
}

/** Writes the bare Node into a folder where it finds the installed packages. Returns its path. */
async function writeBareProgram(folder: string): Promise<string> {
  await symlink(join(packageRoot, 'node_modules'), join(folder, 'node_modules'));
  const file = join(folder, 'bare.mjs');
  await writeFile(file, bareProgram(packagesOf('dist/src/cli/main.js', 'dist/src/cli/serve/runServe.js')));
  return file;
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
console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
`;
}

async function installedMegabytes(folder: string): Promise<number> {
  const tree = join(folder, 'installed');
  for (const path of ['package.json', 'package-lock.json', 'dist', 'schema', 'src']) {
    await cp(join(packageRoot, path), join(tree, path), {
      recursive: true,
      filter: (from) => !/\/dist\/(?:test-|\.begun)/.test(from),
    });
  }
  const given = ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { ended } = startProcess('npm', given, { cwd: tree, stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await ended;
  if (code !== 0)
    throw new BenchError(`npm ci failed (${code}): --no-installed leaves out the size of an installation.`);
  return Number.parseInt(spawnSync('du', ['-sm', tree], { encoding: 'utf8' }).stdout, 10);
}
