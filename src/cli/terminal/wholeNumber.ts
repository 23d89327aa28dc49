import { InvalidArgumentError } from 'commander';

/** Parses the value of an option: a whole number from 0 or from 1. */
export function wholeNumber(least: 0 | 1): (text: string) => number {
  const [pattern, expected] =
    least === 0 ? [/^\d{1,9}$/, 'a whole number'] : [/^[1-9]\d{0,6}$/, 'a whole number above 0'];
  return (text) => {
    if (!pattern.test(text)) throw new InvalidArgumentError(`It must be ${expected}.`);
    return Number(text);
  };
}
