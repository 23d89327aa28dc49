import { type ServerProcess, startServer } from '../harness/processes.ts';
import { BENCH_QUERIES, type BenchQuery, requestBodies } from './benchQueries.ts';
import { formatMilliseconds, measureLatency } from './latency.ts';
import { measureLoad, medianRound, type Round, warmUp } from './measure.ts';
import { prepareRegister } from './prepareRegister.ts';
import { GraphQLResponseError, queryApi } from './queryApi.ts';
import { formatProcessorTime, formatRate, markdownTable } from './report.ts';
import { registreServe } from './variants.ts';

/**
 * Measures `registre serve` on the embedded database, with the same rows, without and with the response cache. Then measures the
 * latency of `/livez` while the database is busy.
 */
export async function measureEmbedded(
  startups: number,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<string> {
  const { folder } = await prepareRegister(null, startups);
  const rows: string[][] = [];
  let responsiveness = '';
  for (const { label, env } of SERVERS) {
    const start = registreServe(env, folder);
    const server = await startServer(start.arguments, start.env);
    const cells: string[] = [];
    for (const query of BENCH_QUERIES) {
      const middle = medianRound(await measureRounds(server, query, { startups, rounds, seconds }));
      cells.push(formatRate(middle), formatProcessorTime(middle));
    }
    rows.push([label, ...cells]);
    if (responsiveness === '') responsiveness = await measureResponsiveness(server, seconds);
    await server.stop('SIGTERM');
  }
  const header = BENCH_QUERIES.flatMap((query) => [`${query}: req/s`, 'ms process']);
  const title = `#### ${startups.toLocaleString('en')} startups in the embedded database`;
  return [title, markdownTable(['', ...header], rows), responsiveness].join('\n\n');
}

/** Only one process can open the embedded database, so the servers run one after the other. */
const SERVERS = [
  { label: '`registre serve`, response cache off', env: { RESPONSE_CACHE_MB: '0' } },
  { label: '`registre serve`, cached response', env: {} },
] as const;

async function measureRounds(
  server: ServerProcess,
  query: BenchQuery,
  { startups, rounds, seconds }: { startups: number; rounds: number; seconds: number },
): Promise<Round[]> {
  const requests = { path: '/graphql', bodies: await requestBodies('registre', query, startups), paths: [] };
  await warmUp(server, requests, 0);
  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    measured.push(await measureLoad(server, { ...requests, seconds }, 0));
  }
  return measured;
}

async function measureResponsiveness({ address }: ServerProcess, seconds: number): Promise<string> {
  const fetchLivez = async () => (await fetch(`${address}/livez`)).text();
  const idle = await measureLatency(fetchLivez, seconds);
  let [continues, heavyResponses] = [true, 0];
  const heavyClient = async () => {
    while (continues) {
      // With many startups, a query that waits for the other one exceeds the time limit. It keeps the database busy nevertheless.
      const outcome = await queryApi(address, HEAVY_QUERY).catch(endedByLimit);
      if (!(outcome instanceof GraphQLResponseError)) heavyResponses += 1;
    }
  };
  const working = Promise.all([heavyClient(), heavyClient()]);
  const busy = await measureLatency(fetchLivez, seconds);
  continues = false;
  await working;
  const each = formatMilliseconds((seconds * 1000) / Math.max(1, heavyResponses));
  return markdownTable(
    ['`/livez` of the embedded server', 'median ms', 'max ms'],
    [
      ['idle', formatMilliseconds(idle.median), formatMilliseconds(idle.worst)],
      [
        `while it counts facets for two clients (${each} ms each)`,
        formatMilliseconds(busy.median),
        formatMilliseconds(busy.worst),
      ],
    ],
  );
}

function endedByLimit(error: unknown): GraphQLResponseError {
  if (error instanceof GraphQLResponseError && ['DATABASE_BUSY', 'TOO_SLOW'].includes(error.code)) return error;
  throw error;
}

const FACETS =
  'facets { incubators { nodes { count } } sponsors { nodes { count } } topics { nodes { count } } isActive { count } }';
const HEAVY_QUERY = `{ ${['INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'OPERATED']
  .map((phase) => `${phase}: startups(filter: { not: { phase: [${phase}] } }) { totalCount ${FACETS} }`)
  .join(' ')} }`;
