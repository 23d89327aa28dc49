import type { FindingReporter } from '../findings/FindingCollector.ts';
import type { FindingCode } from '../findings/findingCodes.ts';
import { findWord, type WordField } from '../words/sourceWords.ts';

/**
 * The known word of a value of a closed list. A former word and another spelling are reported with the present code, and an
 * unknown word with the code `unknown`.
 * @param quoted false if the value may be personal data.
 */
export function readWord<F extends WordField>(
  field: F,
  value: string | null,
  reporter: FindingReporter,
  { path, unknown, quoted = true }: { path: string; unknown: FindingCode; quoted?: boolean },
): ReturnType<typeof findWord<F>> {
  const known = findWord(field, value);
  const before = quoted ? value : null;
  if (known === null) {
    if (value !== null) reporter.report(unknown, path, before);
  } else if (known.code !== null) {
    if (known.until !== null) reporter.report('WORD_FORMER', path, before, known.code);
    else if (known.word !== value) reporter.report('WORD_RESPELLED', path, before, known.code);
  }
  return known;
}
