import type { DatasetReceipt, Receipt, ReceiptOutcome } from '../../publishing/datagouv/receipts/receipt.ts';
import { table } from '../terminal/output.ts';

/** A receipt for people: one row per dataset, then each difference and each file whose result is unknown. */
export function describeReceipt({ platform, release, outcome, datasets }: Receipt): string {
  const rows = datasets.map(({ dataset, outcome, files, quality }) => [
    dataset,
    WORDS[outcome],
    `${files.filter((file) => file.outcome === 'AS_MEANT').length} of ${files.length}`,
    quality === null ? '' : `${Math.round(quality * 9)} of 9`,
  ]);
  return [
    `Release ${release} on ${platform}: ${WORDS[outcome]}.`,
    '',
    table(['dataset', 'result', 'files as meant', 'quality'], rows),
    ...datasets.flatMap(linesOf),
    ...(outcome === 'UNKNOWN' ? ['', 'Run registre receipt later, or with --wait <minutes>.'] : []),
  ].join('\n');
}

const WORDS: Readonly<Record<ReceiptOutcome, string>> = {
  AS_MEANT: 'read as meant',
  DIFFERENT: 'read differently',
  UNKNOWN: 'unknown',
};

function linesOf({ dataset, differences, files }: DatasetReceipt): string[] {
  const unknown = files.filter((file) => file.outcome === 'UNKNOWN');
  // Many files that wait for the same analysis share one line.
  const problems = [...new Set(unknown.map(({ problem }) => problem))];
  return [
    ...differences.map((difference) => `  ${dataset}: ${difference}.`),
    ...files.flatMap((file) => file.differences.map((difference) => `  ${dataset}: ${file.resource}: ${difference}.`)),
    ...problems.map((problem) => {
      const same = unknown.filter((file) => file.problem === problem);
      const names = same.length > 3 ? `${same.length} files` : same.map(({ resource }) => resource).join(', ');
      return `  ${dataset}: ${names}: ${problem}.`;
    }),
  ];
}
