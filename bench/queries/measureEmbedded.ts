import { type ServerProcess, startServer } from '../harness/processes.ts';
import { BENCH_QUERIES, requestBodies } from './benchQueries.ts';
import { formatMilliseconds, measureLatency } from './latency.ts';
import { measureLoad, medianRound, type Round } from './measure.ts';
import { prepareRegister } from './prepareRegister.ts';
import { queryApi } from './queryApi.ts';
import { formatProcessorTime, formatRate, markdownTable } from './report.ts';
import { registreServe } from './variants.ts';

/**
 * Measures `registre serve` on the embedded database, with the same rows and without the response cache. Then measures
 * the latency of `/livez` while the database is busy.
 */
export async function measureEmbedded(startups: number, rounds: number, seconds: number): Promise<string> {
  const { folder } = await prepareRegister(null, startups);
  const start = registreServe({ RESPONSE_CACHE_MB: '0' }, folder);
  const server = await startServer(start.arguments, start.env);
  const cells: string[] = [];
  for (const query of BENCH_QUERIES) {
    const load = { path: '/graphql', bodies: await requestBodies('registre', query, startups), paths: [] };
    const measured: Round[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const result = await measureLoad(server, { ...load, seconds: round === 0 ? 1 : seconds }, 0);
      if (round > 0) measured.push(result);
    }
    const middle = medianRound(measured);
    cells.push(formatRate(middle), formatProcessorTime(middle));
  }
  const header = BENCH_QUERIES.flatMap((query) => [`${query}: req/s`, 'ms process']);
  const rates = markdownTable(['', ...header], [[`embedded, ${startups.toLocaleString('en')} startups`, ...cells]]);
  return `${rates}\n\n${await measureResponsiveness(server, seconds)}`;
}

async function measureResponsiveness({ address }: ServerProcess, seconds: number): Promise<string> {
  const fetchLivez = async () => (await fetch(`${address}/livez`)).text();
  const idle = await measureLatency(fetchLivez, seconds);
  let [continues, heavyResponses] = [true, 0];
  const heavyClient = async () => {
    while (continues) {
      await queryApi(address, HEAVY_QUERY);
      heavyResponses += 1;
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

const FACETS =
  'facets { incubators { nodes { count } } sponsors { nodes { count } } topics { nodes { count } } isActive { count } }';
const HEAVY_QUERY = `{ ${['INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'OPERATED']
  .map((phase) => `${phase}: startups(filter: { not: { phase: [${phase}] } }) { totalCount ${FACETS} }`)
  .join(' ')} }`;
