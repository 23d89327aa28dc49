import { BENCH_QUERIES, type BenchQuery } from './benchQueries.ts';
import type { Results } from './compare.ts';
import { medianRound, type Round } from './measure.ts';
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
        const round = medianRound(results.get(query)?.get(variant.name) ?? []);
        const share = round.perSecond / baselineRate(results, query, variant, variants);
        return [formatRate(round), Number.isFinite(share) ? share.toFixed(2) : '', formatProcessorTime(round)];
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

/** The rate of the fastest baseline: the same bytes by the same method for cached responses, one statement for the others. */
function baselineRate(
  results: Results,
  query: BenchQuery,
  { process, baseline, byGet }: Variant,
  variants: readonly Variant[],
): number {
  const kind = baseline ?? (process === 'registre-cached' ? 'bytes' : 'statement');
  const rates = variants
    .filter((each) => each.baseline === kind && (kind === 'statement' || each.byGet === byGet))
    .map(({ name }) => medianRound(results.get(query)?.get(name) ?? []).perSecond);
  return Math.max(...rates);
}
