import { z } from 'zod';
import { isOlder } from '../../exportsDirectory/releaseName.ts';
import type { TableChange } from './tables.ts';

/** The reasons for which a release is held, as `--accept` names them. */
export const HoldReason = z.enum(['shrink', 'columns', 'older', 'same-title', 'empty']);
export type HoldReason = z.infer<typeof HoldReason>;

export const HOLD_MEANINGS: Readonly<Record<HoldReason, string>> = {
  shrink: 'a table that disappears, becomes empty, or loses more than 20 % of its rows',
  columns: 'a table that loses columns',
  older: 'a release that is older than the published one',
  'same-title': 'a dataset of this title that the register did not create: adopt it instead',
  empty: 'the release of an empty register',
};

/** Why a release is held. Nothing is published until each hold is accepted. */
export interface Hold {
  readonly reason: HoldReason;
  /** A sentence with the figures. */
  readonly message: string;
  readonly isAccepted: boolean;
}

/** The largest share of its rows that a table may lose without being held. */
const MAX_LOST_SHARE = 0.2;

/**
 * The holds of one dataset whose plan has steps.
 * @param published the release that the dataset names on the platform; null if it names none.
 */
export function findHolds(
  { release, published }: { release: string; published: string | null },
  tables: readonly TableChange[],
): Omit<Hold, 'isAccepted'>[] {
  const isBehind = published !== null && isOlder(release, published);
  return [
    ...(isBehind
      ? [{ reason: 'older', message: `the platform has ${published}, which is newer than ${release}` } as const]
      : []),
    ...tables.filter(isShrinking).map((table) => ({ reason: 'shrink', message: shrinkMessage(table) }) as const),
    ...tables
      .filter(({ columnsLost }) => columnsLost.length > 0)
      .map(({ file, columnsLost: lost }) => {
        const message = `${file} loses the column${lost.length > 1 ? 's' : ''} ${lost.join(', ')}`;
        return { reason: 'columns', message } as const;
      }),
  ];
}

function isShrinking({ rowsBefore, rowsAfter }: TableChange): boolean {
  return rowsBefore !== null && (rowsAfter ?? 0) < rowsBefore * (1 - MAX_LOST_SHARE);
}

function shrinkMessage({ file, rowsBefore, rowsAfter }: TableChange): string {
  if (rowsAfter === null) return `${file} and its ${rowsBefore} rows disappear`;
  const lost = Math.floor((1 - rowsAfter / (rowsBefore ?? 1)) * 100);
  return `${file} shrinks from ${rowsBefore} to ${rowsAfter} rows (−${lost} %)`;
}
