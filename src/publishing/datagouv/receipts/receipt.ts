/**
 * How the platform read the files of a publication, compared with the release. It is stored with the publication and public. The names
 * of its properties are those of the stored JSON and of `registre receipt --json`.
 */
export interface Receipt {
  /** The key of the publication in the database. */
  readonly publication: number;
  readonly platform: string;
  readonly release: string;
  readonly outcome: ReceiptOutcome;
  /** The instant of the last read, in UTC. */
  readonly readAt: string;
  readonly datasets: readonly DatasetReceipt[];
}

/**
 * AS_MEANT: the platform read the file as the release means it. DIFFERENT: it did not. UNKNOWN: it has not analysed this version of
 * the file yet, or does not answer.
 */
export type ReceiptOutcome = 'AS_MEANT' | 'DIFFERENT' | 'UNKNOWN';

export interface DatasetReceipt {
  readonly dataset: string;
  readonly outcome: ReceiptOutcome;
  /** The quality score of the platform, from 0 to 1; null if unknown. */
  readonly quality: number | null;
  /** The criteria of the quality score that the dataset does not meet. */
  readonly differences: readonly string[];
  readonly files: readonly FileReceipt[];
}

export interface FileReceipt {
  /** The key of the resource. */
  readonly resource: string;
  readonly outcome: ReceiptOutcome;
  readonly differences: readonly string[];
  /** Why the outcome is unknown; null if it is known. */
  readonly problem: string | null;
}

/** A difference counts more than an unknown result, which counts more than none. */
export function worstOutcome(outcomes: readonly ReceiptOutcome[]): ReceiptOutcome {
  if (outcomes.includes('DIFFERENT')) return 'DIFFERENT';
  return outcomes.includes('UNKNOWN') ? 'UNKNOWN' : 'AS_MEANT';
}

/** 0: read as meant. 1: unknown. 2: a difference. */
export function receiptExitCode({ outcome }: Pick<Receipt, 'outcome'>): 0 | 1 | 2 {
  return outcome === 'AS_MEANT' ? 0 : outcome === 'UNKNOWN' ? 1 : 2;
}
