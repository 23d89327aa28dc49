import { startServer, untilReady } from '../harness/processes.ts';
import {
  endCursorOfPage,
  FULL_TABLE_QUERIES,
  KEPT_COUNT_QUERIES,
  KEPT_COUNT_TARGET_MS,
  PAGE_QUERY,
} from './fullTableQueries.ts';
import { formatMilliseconds, measureLatency } from './latency.ts';
import { median } from './measure.ts';
import { GraphQLResponseError, queryApi } from './queryApi.ts';
import { markdownTable } from './report.ts';
import { startOptions } from './variants.ts';

/** Measures queries that may read all startups, with one client: a page far down by its cursor, counts, facets, searches. */
export async function measureFullTable(
  url: string,
  folder: string,
  startups: number,
  seconds: number,
): Promise<string> {
  const { arguments: given, env } = startOptions('registre', url, folder);
  const { address, stop } = await startServer(given, env);
  await untilReady(address);
  const far = Math.min(10_000, Math.floor(startups / 100));
  const pages = await comparePages(address, await endCursorOfPage(url, address, far - 1), seconds);
  const rows: string[][] = [];
  for (const each of [...KEPT_COUNT_QUERIES, ...FULL_TABLE_QUERIES]) {
    const target = KEPT_COUNT_QUERIES.includes(each) ? `< ${KEPT_COUNT_TARGET_MS}` : '';
    rows.push([each.name, ...(await latencyOrErrorCode(() => queryApi(address, each.query), seconds / 3)), target]);
  }
  await stop();
  const share = (pages.far / pages.first).toFixed(2);
  return [
    markdownTable(
      ['a page of 100, by its cursor', 'median ms', 'of page 1', 'target'],
      [
        ['page 1', formatMilliseconds(pages.first), '1.00', ''],
        [`page ${far.toLocaleString('en')}`, formatMilliseconds(pages.far), share, '≤ 1.2'],
      ],
    ),
    markdownTable(['query of the full table', 'median ms', 'max ms', 'target'], rows),
  ].join('\n\n');
}

/** Queries both pages in turn, so that load of the machine affects both. Returns the medians in milliseconds. */
async function comparePages(address: string, after: string, seconds: number): Promise<{ first: number; far: number }> {
  const [first, far]: [number[], number[]] = [[], []];
  const end = performance.now() + 2 * seconds * 1000;
  for (let turn = 0; turn < 20 || performance.now() < end; turn += 1) {
    for (const [durations, cursor] of [
      [first, null],
      [far, after],
    ] as const) {
      const start = performance.now();
      await queryApi(address, PAGE_QUERY, { after: cursor });
      durations.push(performance.now() - start);
    }
  }
  return { first: median(first), far: median(far) };
}

/** The median and the maximum, or the code TOO_SLOW: the execution timeout is a valid result of a large table. */
async function latencyOrErrorCode(once: () => Promise<unknown>, seconds: number): Promise<string[]> {
  try {
    const { median: middle, worst } = await measureLatency(once, seconds);
    return [formatMilliseconds(middle), formatMilliseconds(worst)];
  } catch (error) {
    if (error instanceof GraphQLResponseError && error.code === 'TOO_SLOW') return [error.code, ''];
    throw error;
  }
}
