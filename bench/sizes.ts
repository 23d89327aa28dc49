import { Command } from 'commander';
import { table } from '../src/cli/terminal/output.ts';
import { openDatabase } from '../src/database/database.ts';
import { change } from '../src/register/change.ts';
import { openBenchServer } from './harness/benchServer.ts';
import { rowsOf } from './harness/database.ts';
import { runBench, wholeNumber } from './harness/runBench.ts';
import { prepared } from './queries/prepared.ts';

// Commits reach the disk, as in production.
const DURABLE = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on'];

const command = new Command('npm run bench:sizes --')
  .description(
    'The bytes of a startup in each table and its indexes, and how many changes a second the register takes.',
  )
  .option('--startups <n>', 'how many startups the register has', wholeNumber(200), 7_000)
  .option('--seconds <n>', 'how long 1, 2, 4 and 8 writers write, each', wholeNumber(1), 5)
  .addHelpText('after', '\ndocs/scale.md uses these figures.');

runBench(command, async ({ startups, seconds }: { startups: number; seconds: number }) => {
  const server = await openBenchServer(DURABLE);
  const url = await server.create('registre_bench_sizes');
  await prepared(url, startups);
  await remember(url);
  console.log(`${server.name}, ${startups} startups\n\n${await sizes(url, startups)}\n`);
  console.log(await changes(url, seconds));
});

const SIZES = `
  SELECT nspname || '.' || relname AS name, greatest(reltuples, 0)::float AS rows, pg_table_size(c.oid)::float AS heap,
    pg_indexes_size(c.oid)::float AS indexes
  FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname IN ('public', 'history') AND relkind = 'r'`;

/** The bench fills without remembering: here each row has its line of the past, as after an import. */
async function remember(url: string): Promise<void> {
  await rowsOf(
    url,
    `DO $$ DECLARE name text; BEGIN
       SET LOCAL session_replication_role = 'replica';
       FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'history' LOOP
         EXECUTE format('TRUNCATE history.%1$I', name);
         EXECUTE format('INSERT INTO history.%1$I (valid_from, valid_to, %2$s)
           SELECT (SELECT version FROM public.register), 2147483647, %2$s FROM public.%1$I', name, public.column_list(name));
       END LOOP;
     END $$`,
  );
  await rowsOf(url, 'VACUUM ANALYZE');
}

interface Size {
  readonly name: string;
  readonly rows: number;
  readonly heap: number;
  readonly indexes: number;
}

/** The tables that hold most, and the sum of each schema. */
async function sizes(url: string, startups: number): Promise<string> {
  const found = await rowsOf<Size>(url, `${SIZES} ORDER BY pg_total_relation_size(c.oid) DESC LIMIT 16`);
  const sums = await rowsOf<Size>(
    url,
    `SELECT 'all of ' || split_part(name, '.', 1) AS name, sum(rows)::float AS rows, sum(heap)::float AS heap, sum(indexes)::float AS indexes
     FROM (${SIZES}) each GROUP BY 1 ORDER BY 1 DESC`,
  );
  return table(
    ['table', 'rows', 'bytes a startup', 'of indexes', 'both'],
    [...found, ...sums].map(({ name, rows, heap, indexes }) => [
      name,
      ...[rows, heap / startups, indexes / startups, (heap + indexes) / startups].map(Math.round),
    ]),
  );
}

/** Each change renames a startup of its own: what they wait for is the register. */
async function changes(url: string, seconds: number): Promise<string> {
  const database = await openDatabase({ databaseUrl: url, registreDir: '.' });
  const cells: number[][] = [];
  try {
    for (const writers of [1, 2, 4, 8]) {
      const before = await bytesIn(url);
      const until = performance.now() + seconds * 1_000;
      let made = 0;
      const write = async (writer: number) => {
        for (let turn = 0; performance.now() < until; turn += 1) {
          await change(database.dataSource, { actor: 'bench', command: 'rename' }, async (manager) => {
            const values = [`Nom ${turn} de ${writer}`, `startup-${1 + writer}`];
            await manager.query('UPDATE startup SET name = $1, version = version + 1 WHERE slug = $2', values);
            return { wrote: true, result: null };
          });
          made += 1;
        }
      };
      await Promise.all(Array.from({ length: writers }, (_none, writer) => write(writer)));
      cells.push([writers, Math.round(made / seconds), Math.round(((await bytesIn(url)) - before) / made)]);
    }
  } finally {
    await database.close();
  }
  return table(['writers at once', 'changes a second', 'bytes each'], cells);
}

/** What the past and the journal take. */
async function bytesIn(url: string): Promise<number> {
  const [{ bytes } = { bytes: 0 }] = await rowsOf<{ bytes: number }>(
    url,
    "SELECT (pg_total_relation_size('history.startup') + pg_total_relation_size('journal'))::float AS bytes",
  );
  return bytes;
}
