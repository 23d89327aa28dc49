import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { to as copyTo } from 'pg-copy-streams';
import { table } from '../src/cli/terminal/output.ts';
import { selectOf } from '../src/openData/table.ts';
import { TABLES } from '../src/publishing/catalogue.ts';
import { fill, statement } from '../src/sql/sql.ts';
import { openBenchPostgres } from './harness/benchPostgres.ts';
import { withClient } from './harness/database.ts';
import { temporaryFolder } from './harness/processes.ts';
import { type CommandResult, registreCommand } from './harness/registreCommand.ts';
import { runBench, wholeNumber } from './harness/runBench.ts';

const AS_OF_DATE = '2026-08-20';

const command = new Command('npm run bench:release --')
  .description(
    'Compares registre export, with and without bundles, with COPY … TO STDOUT of the same rows, as CSV and as JSON.',
  )
  .option('--rows <n>', 'approximate number of rows of the release', wholeNumber(5), 100_000);

runBench(command, async ({ rows }: { rows: number }) => {
  const server = await openBenchPostgres();
  const url = await server.create('registre_bench_release');
  await registreCommand({ DATABASE_URL: url })('migrate');
  await fillDatabase(url, rows);
  const csv = await timed(() => copyEveryTable(url, (select) => `COPY (${select}) TO STDOUT (FORMAT csv, HEADER)`));
  const json = await timed(() =>
    copyEveryTable(url, (select) => `COPY (SELECT row_to_json(t) FROM (${select}) t) TO STDOUT`),
  );
  const copySeconds = csv + json;
  const plain = await exportRelease(url, false);
  const bundled = await exportRelease(url, true);
  const exported = ({ seconds, peakMegabytes }: CommandResult) => [
    seconds.toFixed(1),
    (seconds / copySeconds).toFixed(2),
    peakMegabytes.toFixed(0),
  ];
  console.log(
    table(
      ['method', 'seconds', 'ratio', 'RSS MB'],
      [
        ['COPY as CSV', csv.toFixed(1), '', ''],
        ['COPY as JSON', json.toFixed(1), '', ''],
        ['both', copySeconds.toFixed(1), '1.00', ''],
        ['registre export without bundles', ...exported(plain)],
        ['registre export with bundles and compressed copies', ...exported(bundled)],
      ],
    ),
  );
  const made: { rows: number; bytes: number } = JSON.parse(bundled.output);
  console.log(`\n${made.rows} rows, ${(made.bytes / 1e6).toFixed(0)} MB, node ${process.version}`);
});

async function exportRelease(url: string, bundles: boolean): Promise<CommandResult> {
  const registre = registreCommand({ DATABASE_URL: url, EXPORTS_BUNDLES: String(bundles) });
  return registre('export', '--json', '--out', await temporaryFolder());
}

/** Inserts about `count` rows: startups with a phase, an incubator and a sponsor each. The texts need quoting in CSV. */
async function fillDatabase(url: string, count: number): Promise<void> {
  await withClient(url, async (client) => {
    const startups = Math.floor(count / 5);
    // A release reads neither the search index nor history. With them, filling would take half an hour.
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
      `INSERT INTO phase (startup_id, name, started_on, in_force)
       SELECT id, 'CONSTRUCTION', day, daterange(day, NULL)
       FROM startup, LATERAL (SELECT '2020-01-01'::date + id % 2000 AS day) d WHERE slug LIKE 'startup-%'`,
    );
    for (const link of ['startup_incubator', 'startup_sponsor']) {
      await client.query(
        `INSERT INTO ${link} (startup_id, entity_id, position) SELECT id, id % 100 + 1, 0 FROM startup WHERE slug LIKE 'startup-%'`,
      );
    }
    await client.query("UPDATE register SET version = 1, updated_at = '2026-08-20T12:00:00Z'");
    await client.query('VACUUM ANALYZE');
  });
}

async function copyEveryTable(url: string, copy: (select: string) => string): Promise<void> {
  await withClient(url, async (client) => {
    for (const declared of TABLES) {
      const select = statement(fill(selectOf(declared, { on: AS_OF_DATE }), {}));
      const text = select.text.replaceAll('$1', `'${AS_OF_DATE}'`);
      await pipeline(client.query(copyTo(copy(text))), new Writable({ write: (_chunk, _encoding, done) => done() }));
    }
  });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
