import { spawnSync } from 'node:child_process';
import { cp, symlink, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { build } from 'esbuild';
import { packageRoot } from '../src/config/packageRoot.ts';
import { startCommand, startProcess, temporaryFolder } from './harness/processes.ts';
import { BenchError, runBench, wholeNumber } from './harness/runBench.ts';
import { median } from './queries/measure.ts';
import { registreServe } from './queries/variants.ts';

/** `main.ts` imports the second and `runServe.ts` the third while a server starts. */
const LOADED_BEFORE_THE_FIRST_RESPONSE = ['main.ts', 'serve/runServe.ts', 'serve/serveRegister.ts'].map(
  (file) => `src/cli/${file}`,
);

const command = new Command('npm run bench:start --')
  .description('Compares npm start with a minimal server: time to the first response, and idle memory.')
  .option('--turns <n>', 'number of starts of each, in turn; the results are medians', wholeNumber(1), 5)
  .option('--no-installed', 'skip the size of an installation, which runs npm ci')
  .addHelpText(
    'after',
    `
The minimal server imports the packages that registre serve loads before its first response, opens the same embedded
database with PGlite in a thread, with as many shared buffers, and answers one SQL statement with Fastify. The databases
are migrated and the build is up to date before.`,
  );

runBench(command, async ({ turns, installed }: { turns: number; installed: boolean }) => {
  const folder = await temporaryFolder();
  const minimalFile = await writeMinimalServer(folder);
  await measureStart('npm', ['start'], folder);
  await cp(join(folder, 'registre', 'pgdata'), join(folder, 'minimal'), { recursive: true });
  const minimal: StartResult[] = [];
  const full: StartResult[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    minimal.push(await measureStart('node', [minimalFile, join(folder, 'minimal')], folder));
    full.push(await measureStart('npm', ['start'], folder));
  }
  const [fullMs, minimalMs] = [median(full.map(({ ms }) => ms)), median(minimal.map(({ ms }) => ms))];
  console.log(
    `first response, median of ${turns}: npm start ${fullMs} ms, minimal server ${minimalMs} ms, ratio ${(fullMs / minimalMs).toFixed(2)}`,
  );
  console.log(
    `idle memory, embedded: ${median(full.map(({ mb }) => mb))} MB; minimal server: ${median(minimal.map(({ mb }) => mb))} MB`,
  );
  if (installed)
    console.log(`installed (npm ci --omit=dev, with dist and schema): ${await installedMegabytes(folder)} MB`);
  const loads = loadavg().map((load) => load.toFixed(1));
  console.log(`load average of the machine: ${loads.join(' ')}`);
});

interface StartResult {
  ms: number;
  /** Resident memory two seconds after the first response, in megabytes. */
  mb: number;
}

async function measureStart(command: string, args: string[], folder: string): Promise<StartResult> {
  const startedAt = performance.now();
  const served = await startCommand(command, args, registreServe({}, folder).env);
  while ((await fetch(`${served.address}/graphql?query={register{version}}`)).status !== 200) await sleep(5);
  const ms = Math.round(performance.now() - startedAt);
  await sleep(2_000);
  const mb = residentMegabytes(served.pid);
  await served.stop('SIGTERM');
  return { ms, mb };
}

/** The memory of the largest process of the group: npm and its shell only wait. */
function residentMegabytes(group: number): number {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pgid=,rss='], { encoding: 'utf8' });
  const of = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return Math.round(Math.max(0, ...of.flatMap(([pgid, rss = 0]) => (pgid === group ? [rss] : []))) / 1024);
}

/** The packages that sources import, directly and through other sources, without those that they load later. */
async function importedPackages(entryPoints: readonly string[]): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: packageRoot,
    entryPoints: [...entryPoints],
    outdir: 'unused',
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    metafile: true,
    write: false,
  });
  const packages = new Set<string>();
  const reached = new Set(entryPoints);
  // The set grows while it is read.
  for (const file of reached) {
    for (const { kind, external, path } of metafile.inputs[file]?.imports ?? []) {
      if (kind !== 'import-statement') continue;
      // `<runtime>` has the helpers of esbuild.
      if (!external) reached.add(path);
      else if (!/^(?:node:|<)/.test(path)) packages.add(path);
    }
  }
  return [...packages].sort();
}

/** Writes the minimal server into a folder that links to the installed packages. Returns its path. */
async function writeMinimalServer(folder: string): Promise<string> {
  await symlink(join(packageRoot, 'node_modules'), join(folder, 'node_modules'));
  const file = join(folder, 'minimal.mjs');
  await writeFile(file, minimalServer(await importedPackages(LOADED_BEFORE_THE_FIRST_RESPONSE)));
  return file;
}

function minimalServer(packages: string[]): string {
  return `import { Worker } from 'node:worker_threads';
${packages.map((name) => `import '${name}';`).join('\n')}
import Fastify from 'fastify';
const worker = new Worker(\`
  const { parentPort, workerData } = require('node:worker_threads');
  (async () => {
    const [{ PGlite }, { unaccent }, { pg_trgm }, { btree_gist }] = await Promise.all([import('@electric-sql/pglite'),
      import('@electric-sql/pglite/contrib/unaccent'), import('@electric-sql/pglite/contrib/pg_trgm'), import('@electric-sql/pglite/contrib/btree_gist')]);
    const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=24MB'];
    const pglite = new PGlite({ dataDir: workerData, startParams, extensions: { unaccent, pg_trgm, btree_gist } });
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
    throw new BenchError(`npm ci failed (exit code ${code}). Use --no-installed to skip the size of an installation.`);
  return Number.parseInt(spawnSync('du', ['-sm', tree], { encoding: 'utf8' }).stdout, 10);
}
