import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { to as copyTo } from 'pg-copy-streams';
import { table } from '../src/cli/terminal/output.ts';
import { selectOf } from '../src/openData/table.ts';
import { CATALOGUE } from '../src/publishing/catalogue.ts';
import { fill, statement } from '../src/sql/sql.ts';
import { openBenchServer } from './harness/benchServer.ts';
import { withClient } from './harness/database.ts';
import { temporaryFolder } from './harness/processes.ts';
import { registreOn } from './harness/registreOn.ts';
import { runBench, wholeNumber } from './harness/runBench.ts';

const DAY = '2026-08-20';

const command = new Command('npm run bench:release --')
  .description('registre export of many rows, beside COPY … TO STDOUT of the same rows as CSV and as JSON.')
  .option('--rows <n>', 'how many rows the release has, about', wholeNumber(5), 100_000);

runBench(command, async ({ rows }: { rows: number }) => {
  const server = await openBenchServer();
  const url = await server.create('registre_bench_release');
  const registre = registreOn({ DATABASE_URL: url });
  await registre('migrate');
  await fillWith(url, rows);
  const csv = await timed(() => copyEveryTable(url, (select) => `COPY (${select}) TO STDOUT (FORMAT csv, HEADER)`));
  const json = await timed(() =>
    copyEveryTable(url, (select) => `COPY (SELECT row_to_json(t) FROM (${select}) t) TO STDOUT`),
  );
  const release = await registre('export', '--json', '--out', await temporaryFolder());
  const made: { rows: number; bytes: number } = JSON.parse(release.output);
  const floor = csv + json;
  const ratio = (release.seconds / floor).toFixed(2);
  console.log(
    table(
      ['what', 'seconds', 'ratio', 'RSS MB'],
      [
        ['COPY as CSV', csv.toFixed(1), '', ''],
        ['COPY as JSON', json.toFixed(1), '', ''],
        ['both', floor.toFixed(1), '1.00', ''],
        ['registre export', release.seconds.toFixed(1), ratio, release.peakMegabytes.toFixed(0)],
      ],
    ),
  );
  console.log(`\n${made.rows} rows, ${(made.bytes / 1e6).toFixed(0)} MB, node ${process.version}`);
});

/** A fifth of startups, each with a phase, an incubator and a sponsor: texts with what makes quoting work. */
async function fillWith(url: string, count: number): Promise<void> {
  await withClient(url, async (client) => {
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

async function copyEveryTable(url: string, copy: (select: string) => string): Promise<void> {
  await withClient(url, async (client) => {
    for (const declared of CATALOGUE.flatMap(({ tables }) => tables)) {
      const select = statement(fill(selectOf(declared, { on: DAY }), {}));
      const text = select.text.replaceAll('$1', `'${DAY}'`);
      await pipeline(client.query(copyTo(copy(text))), new Writable({ write: (_chunk, _encoding, done) => done() }));
    }
  });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
