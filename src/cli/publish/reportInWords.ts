import { type Drift, driftName } from '../../publishing/datagouv/plan/drifts.ts';
import type { DatasetReport, PublicationReport } from '../../publishing/datagouv/run/report.ts';
import { MINIMUM_ROWS } from '../../publishing/publishedTables.ts';
import { table } from '../terminal/output.ts';

/** The report of a publication, or of a dry run, for the terminal. */
export function reportInWords(report: PublicationReport): string {
  const { datasets, warnings, problem, platform, release } = report;
  const rows = datasets.map((each) => [each.dataset, WORDS[each.outcome], summary(each), each.page ?? '']);
  const isUnfinished = datasets.some(({ outcome }) => outcome === 'FAILED') || report.outcome === 'INTERRUPTED';
  return [
    `Release ${release} on ${platform}: ${report.outcome.toLowerCase().replaceAll('_', ' ')}.`,
    ...(rows.length > 0 ? ['', table(['dataset', 'outcome', 'steps', 'page'], rows)] : []),
    ...datasets.flatMap(changesInWords),
    ...datasets.flatMap(({ dataset, holds }) =>
      holds.map(({ message, isAccepted }) => `  ${dataset}: ${message}${isAccepted ? ' (accepted)' : ''}.`),
    ),
    ...datasets.flatMap(({ dataset, drifts }) => drifts.map((drift) => driftInWords(dataset, drift))),
    ...datasets.flatMap(withheldInWords),
    ...datasets.flatMap(({ dataset, foreign }) =>
      foreign.map(
        ({ title }) => `  ${dataset}: the resource « ${title} » is not managed by the register and is left unchanged.`,
      ),
    ),
    ...datasets.flatMap(({ dataset, unverified }) =>
      unverified.map(({ resource, problem }) => `  ${dataset}: ${resource} is not verified: ${problem}.`),
    ),
    ...warnings.map((warning) => `  ${warning}`),
    ...problemsOf(datasets),
    ...(problem ? [`  ${problem}`] : []),
    ...(isUnfinished ? ['', CONTINUE] : []),
    ...(datasets.some(({ drifts }) => drifts.some(({ isAccepted }) => !isAccepted)) ? ['', DECIDE] : []),
    ...(datasets.some(({ unverified }) => unverified.length > 0)
      ? ['', 'Run registre publish again: it verifies these files.']
      : []),
  ].join('\n');
}

const CONTINUE =
  'What was published stays. Once the problem is solved, run registre publish again: it continues where this run stopped.';

/** The problems of datasets. The same problem is reported once, with its datasets. */
function problemsOf(datasets: readonly DatasetReport[]): string[] {
  const byProblem = new Map<string, string[]>();
  for (const { dataset, problem } of datasets)
    if (problem) byProblem.set(problem, [...(byProblem.get(problem) ?? []), dataset]);
  return [...byProblem].map(([problem, names]) => `  ${names.join(', ')}: ${problem}`);
}

const DECIDE =
  'What was changed by hand is left. Add --accept <name> to keep it for good, or --overwrite <name> to write the release.';

function driftInWords(dataset: string, { what, there, ours, isAccepted }: Drift): string {
  const name = driftName(dataset, what);
  if (isAccepted) return `  ${name} was changed by hand, and accepted.`;
  return `  ${name} was changed by hand: it is « ${there} » there, « ${ours} » in the release.`;
}

const WORDS: Readonly<Record<DatasetReport['outcome'], string>> = {
  CREATED: 'create',
  UPDATED: 'update',
  UNCHANGED: 'unchanged',
  WITHHELD: 'withheld',
  HELD: 'held',
  FAILED: 'failed',
  NOT_REACHED: 'not reached',
};

function summary({ steps, problem }: DatasetReport): string {
  if (problem && steps.length === 0) return '';
  // More than three steps of a kind are counted; --json lists them all.
  const kinds = [...new Set(steps.map(({ kind }) => kind))];
  const shown = kinds.flatMap((kind) => {
    const same = steps.filter((step) => step.kind === kind);
    if (same.length > 3) return [`${kind} ${same.length} files`];
    return same.map(({ resource, fields }) => [kind, resource, fields.join('+')].filter(Boolean).join(' '));
  });
  return shown.join(', ');
}

/** The rows and columns of tables; in a dry run, also the sizes of files and the texts that change. */
function changesInWords({ dataset, tables, plan = [] }: DatasetReport): string[] {
  const number = (value: number | null) => value?.toLocaleString('en') ?? 'none';
  const rows = tables.map(({ file, rowsBefore, rowsAfter, columnsLost, columnsGained }) => {
    const columns = [...columnsLost.map((name) => `-${name}`), ...columnsGained.map((name) => `+${name}`)];
    const { bytesBefore = null, bytesAfter = null } = plan.find(({ resource }) => resource === file) ?? {};
    const bytes = bytesAfter === null ? '' : `, ${number(bytesBefore)} → ${number(bytesAfter)} bytes`;
    const suffix = columns.length > 0 ? `, columns ${columns.join(' ')}` : '';
    return `  ${dataset}: ${file} ${number(rowsBefore)} → ${number(rowsAfter)} rows${bytes}${suffix}`;
  });
  const texts = plan.flatMap(({ resource, fields }) =>
    fields.map(({ field, before, after }) => {
      const name = driftName(dataset, resource === null ? field : `${resource} ${field}`);
      return `  ${name}: « ${before} » → « ${after} »`;
    }),
  );
  return [...rows, ...texts];
}

/** What the release has and the platform does not get. */
function withheldInWords({ dataset, outcome, withheld }: DatasetReport): string[] {
  if (outcome === 'WITHHELD') return [`  ${dataset} has fewer than ${MINIMUM_ROWS} rows: it is in the release only.`];
  return withheld.map((name) => `  ${dataset}: ${name} has no rows: its files are in the release only.`);
}
