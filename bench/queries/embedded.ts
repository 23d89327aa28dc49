import { type Served, startServer } from '../harness/processes.ts';
import { askGraph } from './graph.ts';
import { latencyOf, milliseconds } from './latency.ts';
import { ask, medianOf, type Round } from './measure.ts';
import { prepared } from './prepared.ts';
import { bodiesOf, QUESTIONS } from './questions.ts';
import { markdownTable, perSecond, work } from './report.ts';
import { registre } from './variants.ts';

/**
 * The embedded database, on its own: `registre serve` without DATABASE_URL over the same rows, nothing kept; then how
 * long `/livez` takes while it works.
 */
export async function measureEmbedded(startups: number, rounds: number, seconds: number): Promise<string> {
  const { folder } = await prepared(null, startups);
  const start = registre({ RESPONSE_CACHE_MB: '0' }, folder);
  const served = await startServer(start.arguments, start.env);
  const cells: string[] = [];
  for (const question of QUESTIONS) {
    const load = { path: '/graphql', bodies: await bodiesOf('registre', question, startups), paths: [] };
    const measured: Round[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const took = await ask(served, { ...load, seconds: round === 0 ? 1 : seconds }, 0);
      if (round > 0) measured.push(took);
    }
    const middle = medianOf(measured);
    cells.push(perSecond(middle), work(middle));
  }
  const header = QUESTIONS.flatMap((question) => [`${question}: req/s`, 'ms process']);
  const rates = markdownTable(['', ...header], [[`embedded, ${startups.toLocaleString('en')} startups`, ...cells]]);
  return `${rates}\n\n${await responsiveness(served, seconds)}`;
}

async function responsiveness({ address }: Served, seconds: number): Promise<string> {
  const live = async () => (await fetch(`${address}/livez`)).text();
  const idle = await latencyOf(live, seconds);
  let [goesOn, heavyAnswers] = [true, 0];
  const heavy = async () => {
    while (goesOn) {
      await askGraph(address, HEAVY);
      heavyAnswers += 1;
    }
  };
  const working = Promise.all([heavy(), heavy()]);
  const busy = await latencyOf(live, seconds);
  goesOn = false;
  await working;
  const took = milliseconds((seconds * 1000) / Math.max(1, heavyAnswers));
  return markdownTable(
    ['`/livez` of the embedded server', 'median ms', 'worst ms'],
    [
      ['with nothing else to do', milliseconds(idle.median), milliseconds(idle.worst)],
      [`while it counts facets for two clients (${took} ms each)`, milliseconds(busy.median), milliseconds(busy.worst)],
    ],
  );
}

const FACETS =
  'facets { incubators { nodes { count } } sponsors { nodes { count } } topics { nodes { count } } active }';
const HEAVY = `{ ${['INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'OPERATED']
  .map((phase) => `${phase}: startups(filter: { not: { phases: [${phase}] } }) { totalCount ${FACETS} }`)
  .join(' ')} }`;
