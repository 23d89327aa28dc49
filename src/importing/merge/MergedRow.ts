import type { PoolClient } from 'pg';
import type { MatchedRow } from './matchRows.ts';
import type { MergedContent } from './mergeRow.ts';
import type { RowContent } from './readStates.ts';
import type { KeyOf } from './sourcedKinds.ts';

/** The context of the merge of one source. */
export interface MergeContext {
  readonly client: PoolClient;
  readonly source: { readonly id: number; readonly name: string };
  readonly keyOf: KeyOf;
  /** The slug of the row of a table with a key. */
  readonly slugOf: (table: string, key: number) => string;
  /** Whether the values of the source win over edits. */
  readonly takeSource: boolean;
  /** The number of rows that are read, merged and written together. */
  readonly batchSize: number;
}

/** The merged values that the lists and the parent of a row are written from. */
export type ChangedRow = Pick<MergedRow, 'row' | 'held' | 'fields' | 'lists'>;

/** A row with its merged values. */
export interface MergedRow extends MergedContent {
  readonly row: MatchedRow;
  /** The source row without personal data. */
  readonly record: unknown;
  /** Null for a new row. */
  readonly held: RowContent | null;
  /** What the source gives, and the hash of the mapped row. */
  readonly given: RowContent;
  readonly fingerprint: string;
  /** Whether the merged values differ from the held ones. */
  readonly isChanged: boolean;
  /** Whether the source gives the same as at its last import. */
  readonly isRecorded: boolean;
}
