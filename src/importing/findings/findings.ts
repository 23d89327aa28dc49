import { removePersonalAddresses } from '../../values/personalAddresses.ts';
import { FINDINGS, type FindingCode } from './findingCodes.ts';
import type { ImportFinding } from './ImportFinding.ts';

/** A value or a row of a source that an import repaired, flagged or rejected. It never names a person. */
export interface SourceFinding extends Omit<ImportFinding, 'key' | 'importKey' | 'sourceId'> {
  /** The id of the row at the source; empty when the id identifies a person. */
  sourceId: string;
}

/** Creates a {@link SourceFinding}. Quoted values are cut at 200 characters and contain no personal address. */
export function finding(
  code: FindingCode,
  { subject, sourceId }: Pick<SourceFinding, 'subject' | 'sourceId'>,
  field: string,
  before: string | null = null,
  after: string | null = null,
): SourceFinding {
  return {
    code,
    outcome: FINDINGS[code].outcome,
    subject,
    sourceId,
    field,
    before: excerptOf(before),
    after: excerptOf(after),
  };
}

function excerptOf(text: string | null): string | null {
  if (text === null) return null;
  // PostgreSQL stores neither NUL nor unpaired surrogates.
  const clean = removePersonalAddresses(text.slice(0, 2000)).replace(/\0|\p{Cs}/gu, '\u{FFFD}');
  return clean.length <= 200 ? clean : `${clean.slice(0, 199).replace(/\p{Cs}$/u, '')}…`;
}
