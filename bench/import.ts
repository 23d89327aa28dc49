import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { table } from '../src/cli/output.ts';
import { openDatabase } from '../src/database.ts';
import { SOURCE_FILES } from '../src/importing/betaGouv/source.ts';
import { prepare } from '../src/prepare.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { handLoad, keepRows } from './handLoad.ts';
import { writeManyTimes } from './manyTimes.ts';
import { registreOn } from './registre.ts';

/**
 * An import of the real files so many times as large, side by side with a load by hand of the rows that it makes:
 * `npm run bench:import -- <folder of the four files> [times]`.
 */
const [source = '', times = '100'] = process.argv.slice(2);
const missing = SOURCE_FILES.filter((file) => !existsSync(join(source, file)));
if (source === '' || missing.length > 0) {
  console.error(
    `Nothing is measured: ${source || 'no folder was given, so that everything'} lacks ${missing.join(', ')}. Give the folder that holds the four files of beta.gouv.fr's API; they are not of this repository.`,
  );
  process.exit(1);
}
const SECRET = 'the secret of the bench, of no use elsewhere';

const postgres = await startPostgres(['-c', 'max_wal_size=4GB', '-c', 'maintenance_work_mem=256MB']);
const folder = await mkdtemp(join(tmpdir(), 'registre-bench-'));
try {
  await writeManyTimes(source, join(folder, 'source'), Number(times));
  await ready(urlOf('ready'));
  await makeFrom('ready', 'imported', 'written');

  const registre = registreOn({ DATABASE_URL: urlOf('imported'), MEMBER_SECRET: SECRET });
  const first = await registre('import', join(folder, 'source'), '--json');
  const kinds: { kind: string; created: number }[] = JSON.parse(first.output).kinds;
  await on('imported', (client) => keepRows(client, folder));
  const start = performance.now();
  await on('written', (client) => handLoad(client, folder));
  const byHand = (performance.now() - start) / 1000;
  const again = await registre('import', join(folder, 'source'), '--json');
  const line = (what: string, seconds: number, peak?: number) => [
    ...[what, seconds.toFixed(1), (seconds / byHand).toFixed(2), peak?.toFixed(0) ?? ''],
  ];
  console.log(
    table(
      ['what', 'seconds', 'ratio', 'RSS MB'],
      [
        line('COPY into staging tables, INSERT … SELECT, of rows that are ready', byHand),
        line('registre import', first.seconds, first.peakMegabytes),
        line('registre import again: nothing has changed', again.seconds, again.peakMegabytes),
      ],
    ),
  );
  const startups = kinds.find(({ kind }) => kind === 'startup')?.created ?? 0;
  const rows = kinds.reduce((all, { created }) => all + created, 0);
  console.log(`\n${startups} startups, ${rows} rows without their children, node ${process.version}`);
} finally {
  await rm(folder, { recursive: true, force: true });
  await postgres.stop();
}

function urlOf(database: string): string {
  const url = new URL(postgres.url);
  url.pathname = `/${database}`;
  return url.href;
}

/** A register as `registre serve` makes it, with the reference register in it. */
async function ready(url: string): Promise<void> {
  await on('postgres', (client) => client.query('CREATE DATABASE ready'));
  const database = await openDatabase({ databaseUrl: url, registreDir: folder });
  try {
    await prepare(database, async () => SECRET);
  } finally {
    await database.close();
  }
}

async function makeFrom(template: string, ...names: string[]): Promise<void> {
  await on('postgres', async (client) => {
    for (const name of names) await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
}

async function on<T>(database: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(urlOf(database));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
