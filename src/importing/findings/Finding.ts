/** How grave: repaired (the value was mended), flagged (kept as it came), refused (left out). */
export type FindingOutcome = 'REPAIRED' | 'FLAGGED' | 'REFUSED';

/** The kind of row that a finding is about. */
export type FindingSubject = 'ENTITY' | 'STARTUP' | 'SERVICE' | 'MEMBERSHIP' | 'MISSION' | 'THEME';

/**
 * What an import noticed about one value of its input. Never holds anything about a person: findings about
 * members name the startup, not the member.
 */
export interface Finding {
  code: string;
  outcome: FindingOutcome;
  subject: FindingSubject;
  /** The source's id of the row; empty when it would tell of a person. */
  sourceId: string;
  field: string;
  /** The value as it came, at most 200 characters; null when it must not be kept. */
  before: string | null;
  /** The value as it was kept; null when none was. */
  after: string | null;
}
