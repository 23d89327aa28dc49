import { startServer } from '../harness/processes.ts';
import { askGraph, GraphRefusal } from './graph.ts';
import { latencyOf, milliseconds } from './latency.ts';
import { median } from './measure.ts';
import { markdownTable } from './report.ts';
import { startOf } from './variants.ts';
import { endOfPage, PAGE, WIDE } from './wideQuestions.ts';

/** Questions to the whole table, one client after the other: a page far down by its cursor, counts, facets, searches. */
export async function measureWide(url: string, folder: string, startups: number, seconds: number): Promise<string> {
  const { arguments: given, env } = startOf('registre', url, folder);
  const { address, stop } = await startServer(given, env);
  const far = Math.min(10_000, Math.floor(startups / 100));
  const pages = await comparedPages(address, await endOfPage(url, address, far - 1), seconds);
  const rows = [];
  for (const { what, query } of WIDE) rows.push([what, ...(await told(() => askGraph(address, query), seconds / 3))]);
  await stop();
  const share = (pages.far / pages.first).toFixed(2);
  return [
    markdownTable(
      ['a page of 100, by its cursor', 'median ms', 'of page 1', 'aim'],
      [
        ['page 1', milliseconds(pages.first), '1.00', ''],
        [`page ${far.toLocaleString('en')}`, milliseconds(pages.far), share, '≤ 1.2'],
      ],
    ),
    markdownTable(['asked of the whole register', 'median ms', 'worst ms'], rows),
  ].join('\n\n');
}

/** In turn, so that both meet the same machine. */
async function comparedPages(address: string, after: string, seconds: number): Promise<{ first: number; far: number }> {
  const [first, far]: [number[], number[]] = [[], []];
  const end = performance.now() + 2 * seconds * 1000;
  for (let turn = 0; turn < 20 || performance.now() < end; turn += 1) {
    for (const [times, cursor] of [
      [first, null],
      [far, after],
    ] as const) {
      const start = performance.now();
      await askGraph(address, PAGE, { after: cursor });
      times.push(performance.now() - start);
    }
  }
  return { first: median(first), far: median(far) };
}

/** What it took, or the code that it was refused with: a stated bound is an answer too. */
async function told(once: () => Promise<unknown>, seconds: number): Promise<string[]> {
  try {
    const { median: middle, worst } = await latencyOf(once, seconds);
    return [milliseconds(middle), milliseconds(worst)];
  } catch (error) {
    if (error instanceof GraphRefusal && error.code === 'TOO_SLOW') return [error.code, ''];
    throw error;
  }
}
