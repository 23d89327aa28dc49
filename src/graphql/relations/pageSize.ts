import { fail } from '../../errors/errors.ts';
import { PAGE_SIZE_OUT_OF_RANGE } from '../graphqlErrors.ts';

export const DEFAULT_PAGE_SIZE = 20;
export const MAXIMUM_PAGE_SIZE = 100;

/** Checks a page size. @param name the argument that gives it: `first` or `last`. */
export function checkPageSize(name: string, size: number): number {
  if (size < 0 || size > MAXIMUM_PAGE_SIZE) {
    fail(PAGE_SIZE_OUT_OF_RANGE, { argument: name, value: size, maximum: MAXIMUM_PAGE_SIZE });
  }
  return size;
}
