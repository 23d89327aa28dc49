import type { Results } from './compare.ts';
import type { Round } from './measure.ts';
import { QUESTIONS, type Question } from './questions.ts';
import type { Variant } from './variants.ts';

/** A table as Markdown writes it, numbers to the right. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = header.map((_name, at) =>
    rows.every((row) => /^[\d.,+ ×–<>≤≥]*$/.test(row[at] ?? '')) ? '---:' : '---',
  );
  return [line(header), `|${rule.join('|')}|`, ...rows.map(line)].join('\n');
}

/** Each variant with each question: requests per second, the share of the best floor, milliseconds of processor. */
export function resultsTable(results: Results, variants: readonly Variant[]): string {
  const header = QUESTIONS.flatMap((question) => [`${question}: req/s`, 'of its floor', 'ms node + pg']);
  return markdownTable(
    ['', ...header],
    variants.map((variant) => [
      variant.what,
      ...QUESTIONS.flatMap((question) => {
        const round = results.get(question)?.get(variant.name);
        return round
          ? [perSecond(round), share(round, floorOf(results, question, variant, variants)), work(round)]
          : ['', '', ''];
      }),
    ]),
  );
}

export function perSecond(round: Round): string {
  return Math.round(round.perSecond).toLocaleString('en');
}

export function work({ node, postgres }: Round): string {
  return [node, postgres].flatMap((each) => (each === null ? [] : [each.toFixed(each < 1 ? 2 : 1)])).join(' + ');
}

function share(round: Round, floor: number | null): string {
  return floor === null ? '' : (round.perSecond / floor).toFixed(2);
}

/** The best of the floors: of bytes for what is kept, asked in the same way; of one statement for the rest. */
function floorOf(
  results: Results,
  question: Question,
  { process, floor, byLink }: Variant,
  variants: readonly Variant[],
): number | null {
  const kind = floor ?? (process === 'kept' ? 'bytes' : 'statement');
  const floors = variants
    .filter((each) => each.floor === kind && (kind === 'statement' || each.byLink === byLink))
    .flatMap(({ name }) => results.get(question)?.get(name)?.perSecond ?? []);
  return floors.length > 0 ? Math.max(...floors) : null;
}

/** Said, never asserted: what this run makes of the aims of the register. */
export function aimsTable(results: Results): string {
  const of = (question: Question, one: string, others: readonly string[]) => {
    const rates = results.get(question);
    const measured = others.flatMap((name) => rates?.get(name)?.perSecond ?? []);
    return measured.length === 0 ? Number.NaN : (rates?.get(one)?.perSecond ?? Number.NaN) / Math.max(...measured);
  };
  const floor = ['text', 'json'];
  const aims: [what: string, ratio: number, aim: string][] = [
    ['nested: register / PostGraphile', of('nested', 'registre', ['postgraphile']), '≥ 2.5'],
    ['nested: register / Mercurius', of('nested', 'registre', ['mercurius']), '≥ 3.5'],
    ['nested: register / best one-statement route', of('nested', 'registre', floor), '≥ 0.85'],
    ['whole: register / PostGraphile', of('whole', 'registre', ['postgraphile']), '≥ 3'],
    ['whole: register / best one-statement route', of('whole', 'registre', floor), '≥ 0.65'],
    ['flat: register / PostGraphile', of('flat', 'registre', ['postgraphile']), '> 1'],
    ['flat: register / Mercurius', of('flat', 'registre', ['mercurius']), '> 1'],
    ...QUESTIONS.flatMap((question): [string, number, string][] => [
      [`${question}: kept / same bytes from the same HTTP server`, of(question, 'kept', ['served']), '≥ 0.8'],
      [`${question}: kept, by a link / the same`, of(question, 'kept-link', ['served-link']), '≥ 0.8'],
      [`${question}: kept / same bytes from a bare Fastify`, of(question, 'kept', ['bytes']), ''],
    ]),
  ];
  const known = aims.filter(([, ratio]) => Number.isFinite(ratio));
  return known.length === 0
    ? ''
    : markdownTable(
        ['ratio', 'measured', 'aim'],
        known.map(([what, ratio, aim]) => [what, ratio.toFixed(2), aim]),
      );
}
