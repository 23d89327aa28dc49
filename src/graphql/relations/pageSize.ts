import { fail } from '../../errors/errors.ts';
import { PAGE_SIZE_OUT_OF_RANGE } from '../graphqlErrors.ts';

export const PAGE_SIZE = 20;
export const PAGE_SIZE_AT_MOST = 100;

/** Checks a page size given under this argument. */
export function sizeOf(name: string, size: number): number {
  if (size < 0 || size > PAGE_SIZE_AT_MOST) {
    fail(PAGE_SIZE_OUT_OF_RANGE, { argument: name, value: size, maximum: PAGE_SIZE_AT_MOST });
  }
  return size;
}
