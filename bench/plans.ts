import { appendFile, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { table } from '../src/cli/output.ts';
import { openBenchServer } from './queries/benchServer.ts';
import type { Sent } from './queries/capture.ts';
import { askGraph, GraphRefusal } from './queries/graph.ts';
import { type Scan, scansOf } from './queries/planOf.ts';
import { prepared } from './queries/prepared.ts';
import { startServer } from './queries/processes.ts';
import { registre } from './queries/variants.ts';
import { endOfPage, PAGE, WIDE } from './queries/wideQuestions.ts';

/**
 * How the statements that `registre serve` sends go through the table of startups, and what the answer took:
 * `npm run bench:plans -- 1000000`. An index is not used where the planner thinks that reading all is cheaper: only the
 * number of startups that one cares about tells.
 */
const startups = Number(process.argv[2] ?? 70_000);
const server = await openBenchServer(process.env.BENCH_DATABASE_URL || undefined);
const name = `registre_bench_${startups}`;
try {
  const url = await server.create(name);
  const { folder } = await prepared(url, startups);
  const capture = join(folder, 'statements.jsonl');
  await appendFile(capture, '');
  const start = registre(
    { DATABASE_URL: url, ANSWERS_MEMORY: '0', QUERY_TIMEOUT: '300', COST_LIMIT: '1000000', CAPTURE_FILE: capture },
    folder,
  );
  const served = await startServer(
    ['--import', 'tsx', '--import', join(import.meta.dirname, 'queries/capture.ts'), ...start.arguments],
    start.env,
  );
  const client = new Client(url);
  await client.connect();
  const rows = [];
  const after = await endOfPage(url, served.address, Math.min(9_999, Math.floor(startups / 100) - 1));
  for (const { what, query, variables } of [
    { what: 'page 10,000', query: PAGE, variables: { after } },
    ...WIDE.map((each) => ({ ...each, variables: {} })),
  ]) {
    await truncate(capture);
    const began = performance.now();
    const outcome = await askGraph(served.address, query, variables).then(
      () => (performance.now() - began).toFixed(0),
      (error: unknown) => (error instanceof GraphRefusal ? error.code : Promise.reject(error)),
    );
    const statements = await sentTo(capture);
    if (statements.length === 0) throw new Error(`nothing was seen of what the server sent for ${what}`);
    const scans: Scan[] = [];
    for (const sent of statements) scans.push(...(await scansOf(client, sent, 'startup')));
    rows.push([what, outcome, scans.some(({ whole }) => whole) ? 'all' : 'no', scans.map(told).join('; ') || 'none']);
  }
  await client.end();
  await served.stop();
  console.log(table(['asked', 'ms', 'reads all startups', 'ways through startup'], rows));
} finally {
  await server.drop(name);
  await server.stop();
}

async function sentTo(path: string): Promise<Sent[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line): Sent => JSON.parse(line)).filter(({ text }) => /^\s*(?:SELECT|WITH)\b/i.test(text));
}

function told({ how, rows }: Scan): string {
  return `${how} (${rows.toLocaleString('en')})`;
}
