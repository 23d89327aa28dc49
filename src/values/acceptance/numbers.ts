/** The limits of a number. */
export interface NumberRange {
  readonly minimum: number;
  readonly maximum: number;
  /** The words of an error message: `a share between 0 and 1`. */
  readonly words: string;
}

export const SHARE: NumberRange = { minimum: 0, maximum: 1, words: 'a share between 0 and 1' };

/** The mean score of a satisfaction survey. */
export const SCORE: NumberRange = { minimum: 0, maximum: 10, words: 'between 0 and 10' };

/** The maximum of an integer column. */
const MAXIMUM_INTEGER = 2_147_483_647;

/** A whole number of at least `minimum`. */
export function atLeast(minimum: number): NumberRange {
  return { minimum, maximum: MAXIMUM_INTEGER, words: `at least ${minimum}` };
}

/** An amount in cents of at least `minimum`. Its column is a bigint. */
export function centsFrom(minimum: number): NumberRange {
  return { minimum, maximum: Number.MAX_SAFE_INTEGER, words: `at least ${minimum} cents` };
}

/** Why a number is not in its range; null if it is. NaN is in no range. */
export function numberProblem(value: number, { minimum, maximum, words }: NumberRange): string | null {
  return value >= minimum && value <= maximum ? null : `must be ${words} (got ${value})`;
}
