import { Command } from 'commander';
import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { table } from '../src/cli/terminal/output.ts';
import { readSettings } from '../src/config/settings.ts';
import { mapBetaGouv } from '../src/importing/mapping/mapBetaGouv.ts';
import { readReference } from '../src/importing/sources/readReference.ts';
import { readSource } from '../src/importing/sources/readSource.ts';
import { costOf } from '../src/server/limits/costOf.ts';
import { buildApiSchema } from '../src/server/schema/schema.ts';
import { LIMITS, startTestServer, type TestServer } from '../test/server/testServer.ts';
import { openBenchPostgres } from './harness/benchPostgres.ts';
import { onEnd } from './harness/cleanUp.ts';
import { withClient } from './harness/database.ts';
import { BenchError, runBench, wholeNumber } from './harness/runBench.ts';
import { SOURCE_HELP, sourceFolder } from './harness/sourceFolder.ts';
import { multiplyRegister } from './limits/multiplyRegister.ts';
import { WORST_QUERIES } from './limits/worstQueries.ts';

const command = new Command('npm run bench:limits --')
  .description('The slowest queries below COST_LIMIT, each with its largest page, on a larger register.')
  .argument('<folder>', SOURCE_HELP, sourceFolder)
  .option('--times <n>', 'size of the register, as a multiple of the files', wholeNumber(1), 10)
  .option('--limit <points>', 'the COST_LIMIT to try', wholeNumber(1), readSettings({}).costLimit)
  .addHelpText('after', '\nExample: npm run bench:limits -- ./beta-gouv --times 10 --limit 5000');

runBench(command, async (source: string, { times, limit }: { times: number; limit: number }) => {
  const schema = await buildApiSchema();
  const url = await (await openBenchPostgres()).create('registre_bench_limits');
  const open = async () => ({ connection: { kind: 'url', url } as const, drop: async () => {} });
  const serving = await startTestServer(open, null, undefined, { limits: { ...LIMITS, costLimit: limit } });
  onEnd(serving.close);
  await serving.register.load(readReference());
  await serving.register.load(mapBetaGouv(await readSource(source), '2026-08-20'));
  await withClient(url, (client) => multiplyRegister(client, times));
  const rows = [];
  for (const { name, query } of WORST_QUERIES) {
    const document = parse(query);
    const { n, cost } = largestPage(schema, document, limit);
    if (n !== null) rows.push(await measureQuery(serving, name, query, n, cost));
    else rows.push([name, '', cost, '', '', 'rejected: costs more']);
  }
  rows.sort((one, other) => Number(other[3]) - Number(one[3]));
  console.log(table(['query', 'page', 'cost', 'ms', 'µs per point', 'kB'], rows));
});

/** The largest page size below the limit; null when even a page of one costs more. */
function largestPage(schema: GraphQLSchema, document: DocumentNode, limit: number): { n: number | null; cost: number } {
  let cost = 0;
  for (let n = 100; n > 0; n -= 1) {
    cost = costOf(schema, { document, operation: operationOf(document), variables: { n } });
    if (cost <= limit) return { n, cost };
  }
  return { n: null, cost };
}

/** Reports the fastest of three runs: other load of the machine only adds time. */
async function measureQuery(
  serving: TestServer,
  name: string,
  query: string,
  n: number,
  cost: number,
): Promise<(string | number)[]> {
  let best = Number.POSITIVE_INFINITY;
  let response = '';
  for (let run = 0; run < 3; run += 1) {
    const start = performance.now();
    const { text } = await serving.execute(query, /\$n/.test(query) ? { n } : {});
    best = Math.min(best, performance.now() - start);
    response = text;
  }
  if (response.includes('"errors"')) throw new BenchError(`${name}: ${response.slice(0, 300)}`);
  const size = String(Math.round(response.length / 1000));
  return [name, n, cost, Math.round(best), Math.round((best * 1000) / cost), size];
}

function operationOf({ definitions }: DocumentNode): OperationDefinitionNode {
  const found = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (!found) throw new Error('The document has no operation.');
  return found;
}
