import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { table } from '../src/cli/output.ts';
import { fill, statement } from '../src/foundation/sql.ts';
import { selectOf } from '../src/opendata/select.ts';
import { CATALOGUE } from '../src/publishing/catalogue.ts';
import { type Postgres, startPostgres } from '../test/support/postgres.ts';
import { registreOn } from './registre.ts';

/**
 * A release of many rows, side by side with `COPY … TO STDOUT` of the same rows as CSV and as JSON, in one run:
 * `npm run bench:release -- 1000000`. Run `npm run build` first: what is measured is the command that people run.
 */
const rows = Number(process.argv[2] ?? 100_000);
const DAY = '2026-08-20';

const postgres = await serverToMeasure();
const registre = registreOn({ DATABASE_URL: postgres.url });
const exportsDirectory = await mkdtemp(join(tmpdir(), 'registre-bench-'));
try {
  await registre('migrate');
  await fillWith(rows);
  const csv = await timed(() => copyEveryTable((select) => `COPY (${select}) TO STDOUT (FORMAT csv, HEADER)`));
  const json = await timed(() =>
    copyEveryTable((select) => `COPY (SELECT row_to_json(t) FROM (${select}) t) TO STDOUT`),
  );
  const release = await registre('export', '--json', '--out', exportsDirectory);
  const made: { rows: number; bytes: number } = JSON.parse(release.output);
  const floor = csv + json;
  console.log(
    table(
      ['what', 'seconds', 'ratio', 'RSS MB'],
      [
        ['COPY as CSV', csv.toFixed(1), '', ''],
        ['COPY as JSON', json.toFixed(1), '', ''],
        ['both', floor.toFixed(1), '1.00', ''],
        [
          'registre export (CSV, JSON, tableur, checksums)',
          release.seconds.toFixed(1),
          (release.seconds / floor).toFixed(2),
          release.peakMegabytes.toFixed(0),
        ],
      ],
    ),
  );
  console.log(`\n${made.rows} rows, ${(made.bytes / 1e6).toFixed(0)} MB, node ${process.version}`);
} finally {
  await rm(exportsDirectory, { recursive: true, force: true });
  await postgres.stop();
}

/** The empty database of BENCH_DATABASE_URL, or a server that does not stop to checkpoint while it is filled. */
async function serverToMeasure(): Promise<Postgres> {
  const url = process.env.BENCH_DATABASE_URL;
  return url ? { url, stop: async () => {} } : startPostgres(['-c', 'max_wal_size=4GB']);
}

/** A fifth of startups, each with a phase, an incubator and a sponsor: texts with what makes quoting work. */
async function fillWith(count: number): Promise<void> {
  await withClient(async (client) => {
    const startups = Math.floor(count / 5);
    // Neither what searches go by nor what is remembered has a part in a release: filling would take half an hour.
    await client.query("SET session_replication_role = 'replica'");
    await client.query('DROP INDEX startup_words');
    await client.query(
      "INSERT INTO entity (slug, name, kind) SELECT 'entite-' || n, 'Entité ' || n, 'OTHER' FROM generate_series(1, 100) n",
    );
    await client.query(
      `INSERT INTO startup (slug, name, pitch, topics) SELECT 'startup-' || n, 'Startup n° ' || n,
         'Simplifier « l''accès » aux droits, "en ligne" ; et sans délai' || chr(10) || 'pour ' || n || ' usagers.', ARRAY['Santé', 'Social']
       FROM generate_series(1, $1::int) n`,
      [startups],
    );
    await client.query(
      "INSERT INTO phase (startup_id, name, started_on) SELECT id, 'CONSTRUCTION', '2020-01-01'::date + id % 2000 FROM startup",
    );
    for (const link of ['startup_incubator', 'startup_sponsor']) {
      await client.query(
        `INSERT INTO ${link} (startup_id, entity_id, position) SELECT id, id % 100 + 1, 0 FROM startup`,
      );
    }
    await client.query("UPDATE register SET version = 1, updated_at = '2026-08-20T12:00:00Z'");
    await client.query('VACUUM ANALYZE');
  });
}

async function copyEveryTable(copy: (select: string) => string): Promise<void> {
  await withClient(async (client) => {
    for (const declared of CATALOGUE.flatMap(({ tables }) => tables)) {
      const select = statement(fill(selectOf(declared, { on: DAY }), {}));
      const text = select.text.replaceAll('$1', `'${DAY}'`);
      await pipeline(client.query(copyTo(copy(text))), new Writable({ write: (_chunk, _encoding, done) => done() }));
    }
  });
}

async function withClient<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(postgres.url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
