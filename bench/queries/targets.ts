import { BENCH_QUERIES, type BenchQuery } from './benchQueries.ts';
import type { Results } from './compare.ts';
import { median } from './measure.ts';
import { markdownTable } from './report.ts';

/** A figure of each round, and its target. */
interface Target {
  readonly label: string;
  readonly rounds: readonly number[];
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** The figures of this run next to the targets of the register. They are printed, never asserted. */
export function targetsTable(results: Results): string {
  const rows = targets(results)
    .filter(({ rounds }) => rounds.length > 0)
    .map(({ label, rounds, atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY }) => {
      const middle = median(rounds);
      const [low, high] = [Math.min(...rounds).toFixed(2), Math.max(...rounds).toFixed(2)];
      const target = Number.isFinite(atLeast) ? `≥ ${atLeast}` : `≤ ${atMost}`;
      return [label, middle.toFixed(2), `${low}–${high}`, target, middle >= atLeast && middle <= atMost ? 'yes' : 'no'];
    });
  return rows.length === 0 ? '' : markdownTable(['', 'median', 'rounds', 'target', 'reached'], rows);
}

function targets(results: Results): Target[] {
  const rates = (query: BenchQuery, name: string) =>
    results
      .get(query)
      ?.get(name)
      ?.map(({ perSecond }) => perSecond) ?? [];
  /** The rate of a variant in each round, divided by that of the fastest of the others in the same round. */
  const ratio = (query: BenchQuery, one: string, ...others: string[]) => {
    const measured = others.map((name) => rates(query, name)).filter((each) => each.length > 0);
    if (measured.length === 0) return [];
    return rates(query, one).map(
      (rate, round) => rate / Math.max(...measured.map((each) => each[round] ?? Number.NaN)),
    );
  };
  const baseline = (query: BenchQuery) => ratio(query, 'registre', 'sql-text', 'sql-json');
  const nested = results.get('nested')?.get('registre') ?? [];
  return [
    { label: 'nested: ms of PostgreSQL', rounds: nested.flatMap(({ postgres }) => postgres ?? []), atMost: 2.5 },
    { label: 'nested: register / PostGraphile', rounds: ratio('nested', 'registre', 'postgraphile'), atLeast: 4 },
    { label: 'nested: register / Mercurius', rounds: ratio('nested', 'registre', 'mercurius'), atLeast: 4 },
    { label: 'nested: register / fastest one-statement baseline', rounds: baseline('nested'), atLeast: 0.85 },
    { label: 'detail: register / PostGraphile', rounds: ratio('detail', 'registre', 'postgraphile'), atLeast: 3 },
    { label: 'detail: register / fastest one-statement baseline', rounds: baseline('detail'), atLeast: 0.75 },
    { label: 'flat: register / Mercurius', rounds: ratio('flat', 'registre', 'mercurius'), atLeast: 2 },
    { label: 'flat: register / fastest one-statement baseline', rounds: baseline('flat'), atLeast: 0.8 },
    ...BENCH_QUERIES.flatMap((query) =>
      ['', '-get'].flatMap((method): Target[] => {
        const label = `${query}${method && ' by GET'}: cached / same bytes from`;
        const of = (server: string) => ratio(query, `cached${method}`, `${server}${method}`);
        return [
          { label: `${label} the same HTTP server`, rounds: of('http-server'), atLeast: 0.9 },
          { label: `${label} plain Fastify`, rounds: of('static'), atLeast: 0.85 },
        ];
      }),
    ),
  ];
}
