import { BENCH_QUERIES, type BenchQuery } from './benchQueries.ts';
import type { Results } from './compare.ts';
import type { Round } from './measure.ts';
import type { Variant } from './variants.ts';

/** A Markdown table. Columns of numbers are aligned to the right. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = header.map((_name, at) =>
    rows.every((row) => /^[\d.,+ ×–<>≤≥]*$/.test(row[at] ?? '')) ? '---:' : '---',
  );
  return [line(header), `|${rule.join('|')}|`, ...rows.map(line)].join('\n');
}

/** Each variant with each query: requests per second, share of the fastest baseline, milliseconds of processor time. */
export function resultsTable(results: Results, variants: readonly Variant[]): string {
  const header = BENCH_QUERIES.flatMap((query) => [`${query}: req/s`, 'of baseline', 'ms node + pg']);
  return markdownTable(
    ['', ...header],
    variants.map((variant) => [
      variant.label,
      ...BENCH_QUERIES.flatMap((query) => {
        const round = results.get(query)?.get(variant.name);
        return round
          ? [
              formatRate(round),
              formatShare(round, baselineRate(results, query, variant, variants)),
              formatProcessorTime(round),
            ]
          : ['', '', ''];
      }),
    ]),
  );
}

export function formatRate(round: Round): string {
  return Math.round(round.perSecond).toLocaleString('en');
}

/** Milliseconds per response in Node.js, and in PostgreSQL where it is measured: `2.3 + 7.5`. */
export function formatProcessorTime({ node, postgres }: Round): string {
  return [node, postgres].flatMap((each) => (each === null ? [] : [each.toFixed(each < 1 ? 2 : 1)])).join(' + ');
}

function formatShare(round: Round, baseline: number | null): string {
  return baseline === null ? '' : (round.perSecond / baseline).toFixed(2);
}

/** The rate of the fastest baseline: static bytes by the same method for cached responses, one statement for the others. */
function baselineRate(
  results: Results,
  query: BenchQuery,
  { process, baseline, byGet }: Variant,
  variants: readonly Variant[],
): number | null {
  const kind = baseline ?? (process === 'registre-cached' ? 'bytes' : 'statement');
  const rates = variants
    .filter((each) => each.baseline === kind && (kind === 'statement' || each.byGet === byGet))
    .flatMap(({ name }) => results.get(query)?.get(name)?.perSecond ?? []);
  return rates.length > 0 ? Math.max(...rates) : null;
}

/** The ratios of this run next to the targets of the register. They are printed, never asserted. */
export function targetsTable(results: Results): string {
  const ratio = (query: BenchQuery, one: string, others: readonly string[]) => {
    const rates = results.get(query);
    const measured = others.flatMap((name) => rates?.get(name)?.perSecond ?? []);
    return measured.length === 0 ? Number.NaN : (rates?.get(one)?.perSecond ?? Number.NaN) / Math.max(...measured);
  };
  const oneStatement = ['sql-text', 'sql-json'];
  const targets: [label: string, ratio: number, target: string][] = [
    ['nested: register / PostGraphile', ratio('nested', 'registre', ['postgraphile']), '≥ 2.5'],
    ['nested: register / Mercurius', ratio('nested', 'registre', ['mercurius']), '≥ 3.5'],
    ['nested: register / fastest one-statement baseline', ratio('nested', 'registre', oneStatement), '≥ 0.85'],
    ['detail: register / PostGraphile', ratio('detail', 'registre', ['postgraphile']), '≥ 3'],
    ['detail: register / fastest one-statement baseline', ratio('detail', 'registre', oneStatement), '≥ 0.65'],
    ['flat: register / PostGraphile', ratio('flat', 'registre', ['postgraphile']), '> 1'],
    ['flat: register / Mercurius', ratio('flat', 'registre', ['mercurius']), '> 1'],
    ...BENCH_QUERIES.flatMap((query): [string, number, string][] => [
      [`${query}: cached / same bytes from the same HTTP server`, ratio(query, 'cached', ['http-server']), '≥ 0.8'],
      [`${query}: cached / same bytes, both by GET`, ratio(query, 'cached-get', ['http-server-get']), '≥ 0.8'],
      [`${query}: cached / same bytes from plain Fastify`, ratio(query, 'cached', ['static']), ''],
    ]),
  ];
  const measured = targets.filter(([, value]) => Number.isFinite(value));
  return measured.length === 0
    ? ''
    : markdownTable(
        ['ratio', 'measured', 'target'],
        measured.map(([label, value, target]) => [label, value.toFixed(2), target]),
      );
}
