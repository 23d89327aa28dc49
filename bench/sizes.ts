import { Command } from 'commander';
import { table } from '../src/cli/terminal/output.ts';
import { openBenchPostgres } from './harness/benchPostgres.ts';
import { queryRows } from './harness/database.ts';
import { runBench, wholeNumber } from './harness/runBench.ts';
import { prepareRegister } from './queries/prepareRegister.ts';
import { measureChanges } from './sizes/measureChanges.ts';

// As in production, but for `--no-fsync`.
const DURABLE = ['synchronous_commit=on', 'full_page_writes=on'];

const command = new Command('npm run bench:sizes --')
  .description('Reports the bytes per startup in each table and its indexes, and the maximum rate of changes.')
  .option('--startups <n>', 'number of startups of the register', wholeNumber(200), 7_000)
  .option('--seconds <n>', 'duration of the load, for each of 1, 2, 4 and 8 writers', wholeNumber(1), 5)
  .option('--no-fsync', 'do not flush commits to disk: measures everything else')
  .addHelpText('after', '\ndocs/scale.md uses these figures.');

interface Options {
  readonly startups: number;
  readonly seconds: number;
  readonly fsync: boolean;
}

runBench(command, async ({ startups, seconds, fsync }: Options) => {
  const server = await openBenchPostgres([`fsync=${fsync ? 'on' : 'off'}`, ...DURABLE]);
  const url = await server.create('registre_bench_sizes');
  await prepareRegister(url, startups);
  await fillHistory(url);
  console.log(
    `${server.name}, fsync ${fsync ? 'on' : 'off'}, ${startups} startups\n\n${await measureSizes(url, startups)}\n`,
  );
  console.log(await reportChanges(url, seconds));
});

const SIZES = `
  SELECT nspname || '.' || relname AS name, greatest(reltuples, 0)::float AS rows, pg_table_size(c.oid)::float AS heap,
    pg_indexes_size(c.oid)::float AS indexes
  FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname IN ('public', 'history') AND relkind = 'r'`;

/** `prepareRegister` leaves history empty. This adds one history row per row, as after an import. */
async function fillHistory(url: string): Promise<void> {
  await queryRows(
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
  await queryRows(url, 'VACUUM ANALYZE');
}

interface Size {
  readonly name: string;
  readonly rows: number;
  readonly heap: number;
  readonly indexes: number;
}

/** The largest tables, and the sum of each schema. */
async function measureSizes(url: string, startups: number): Promise<string> {
  const found = await queryRows<Size>(url, `${SIZES} ORDER BY pg_total_relation_size(c.oid) DESC LIMIT 16`);
  const sums = await queryRows<Size>(
    url,
    `SELECT 'all of ' || split_part(name, '.', 1) AS name, sum(rows)::float AS rows, sum(heap)::float AS heap, sum(indexes)::float AS indexes
     FROM (${SIZES}) each GROUP BY 1 ORDER BY 1 DESC`,
  );
  return table(
    ['table', 'rows', 'bytes per startup', 'in indexes', 'total'],
    [...found, ...sums].map(({ name, rows, heap, indexes }) => [
      name,
      ...[rows, heap / startups, indexes / startups, (heap + indexes) / startups].map(Math.round),
    ]),
  );
}

async function reportChanges(url: string, seconds: number): Promise<string> {
  const measured = await measureChanges(url, [1, 2, 4, 8], seconds);
  return table(
    ['writers', 'changes per second', 'baseline', 'ratio', 'round trips under the lock', 'ms', 'bytes per change'],
    measured.map(({ writers, perSecond, baselinePerSecond, roundTrips, locked, historyBytes }) => [
      ...[writers, Math.round(perSecond), Math.round(baselinePerSecond), (perSecond / baselinePerSecond).toFixed(2)],
      ...[roundTrips.toFixed(1), locked.toFixed(1), Math.round(historyBytes)],
    ]),
  );
}
