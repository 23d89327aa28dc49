import { type DocumentNode, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { Client } from 'pg';
import { costOf } from '../src/api/limits/costOf.ts';
import { buildGraph } from '../src/api/schema.ts';
import { table } from '../src/cli/output.ts';
import { readSettings } from '../src/foundation/settings.ts';
import { mapBetaGouv } from '../src/importing/betaGouv/betaGouv.ts';
import { readSource } from '../src/importing/betaGouv/source.ts';
import { readReference } from '../src/importing/reference/reference.ts';
import { LIMITS, serve } from '../test/api/serving.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { multiply } from './copies.ts';
import { WORST } from './worstQueries.ts';

/**
 * Whether COST_LIMIT keeps its promise: the worst questions that it lets through, each on its largest page, over the
 * register ten times as large: `npm run bench:limits -- <folder or URL of the four files> [times] [limit]`.
 */
const [source = '', times = '10', limit = String(readSettings({}).costLimit)] = process.argv.slice(2);
const schema = await buildGraph();
const postgres = await startPostgres();
const drop = async () => postgres.stop();
const serving = await serve(async () => ({ connection: { kind: 'url', url: postgres.url }, drop }), null, undefined, {
  limits: { ...LIMITS, costLimit: Number(limit) },
});
try {
  await serving.register.load(readReference());
  await serving.register.load(mapBetaGouv(await readSource(source)));
  await multiplied(Number(times));
  const rows = [];
  for (const { name, ask } of WORST) {
    const document = parse(ask);
    const { n, cost } = largest(document);
    if (n !== null) rows.push(await measured(name, ask, n, cost));
    else rows.push([name, '', cost, '', '', 'refused: costs more']);
  }
  rows.sort((one, other) => Number(other[3]) - Number(one[3]));
  console.log(table(['question', 'page', 'cost', 'ms', 'µs per point', 'kB'], rows));
} finally {
  await serving.close();
}

async function multiplied(by: number): Promise<void> {
  const client = new Client(postgres.url);
  await client.connect();
  try {
    await multiply(client, by);
  } finally {
    await client.end();
  }
}

/** The largest page that may be asked for; null when even the smallest costs too much. */
function largest(document: DocumentNode): { n: number | null; cost: number } {
  let cost = 0;
  for (let n = 100; n > 0; n -= 1) {
    cost = costOf(schema, { document, operation: operationOf(document), variables: { n } }) ?? 0;
    if (cost <= Number(limit)) return { n, cost };
  }
  return { n: null, cost };
}

/** The fastest of three: what it takes, not what else the machine did. */
async function measured(name: string, ask: string, n: number, cost: number): Promise<(string | number)[]> {
  let best = Number.POSITIVE_INFINITY;
  let answer = '';
  for (let run = 0; run < 3; run += 1) {
    const start = performance.now();
    const { text } = await serving.ask(ask, /\$n/.test(ask) ? { n } : {});
    best = Math.min(best, performance.now() - start);
    answer = text;
  }
  const size = answer.includes('"errors"') ? answer.slice(0, 120) : String(Math.round(answer.length / 1000));
  return [name, n, cost, Math.round(best), Math.round((best * 1000) / cost), size];
}

function operationOf({ definitions }: DocumentNode): OperationDefinitionNode {
  const found = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (!found) throw new Error('a document has no operation');
  return found;
}
