import { numberInFrench } from './french.ts';

const NO_BREAK_SPACE = '\u00a0';

/** A size of file as French readers say it: octets, Ko, Mo, Go, by thousands. */
export function sizeInFrench(bytes: number): string {
  let [size, unit] = [bytes, bytes < 2 ? 'octet' : 'octets'];
  for (const larger of ['Ko', 'Mo', 'Go']) {
    // What would be rounded to 1 000 is said in the larger unit.
    if (size < 999.95) break;
    [size, unit] = [size / 1_000, larger];
  }
  return `${numberInFrench(size)}${NO_BREAK_SPACE}${unit}`;
}
