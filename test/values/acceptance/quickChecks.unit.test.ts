import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exportProblem } from '../../../src/values/acceptance/texts.ts';
import { isCalendarDate } from '../../../src/values/calendar.ts';
import { randomRuns } from '../../support/tier.ts';

/** The rejected characters by their Unicode properties. */
const REJECTED =
  /(?![\t\n])\p{Cc}|\p{Bidi_Control}|\p{Noncharacter_Code_Point}|[\p{Zl}\p{Zp}\u{feff}\u{fff9}-\u{fffb}]/u;

describe('what is looked at quickly', () => {
  it('is a text that nothing is wrong with: every character, after every other kind', () => {
    const judgedOtherwise: string[] = [];
    for (let unit = 0; unit < 0x10000; unit++) {
      const character = String.fromCharCode(unit);
      for (const text of [character, `e${character}`, `${character}\u00e9`]) {
        const wrong = !text.isWellFormed() || REJECTED.test(text) || text !== text.normalize('NFC');
        if ((exportProblem(text, { verbatim: false }) !== null) !== wrong) judgedOtherwise.push(JSON.stringify(text));
      }
    }
    expect(judgedOtherwise).toEqual([]);
  });

  it('is a day that exists', () => {
    const aDay = fc.tuple(
      fc.integer({ min: 0, max: 9999 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
    );
    fc.assert(
      fc.property(aDay, ([year, month, day]) => {
        const pad = (value: number, width: number) => String(value).padStart(width, '0');
        const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
        const instant = new Date(`${text}T00:00:00Z`);
        const exists = year > 0 && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
        expect(isCalendarDate(text)).toBe(exists);
      }),
      randomRuns(2000, 20_000),
    );
    for (const text of ['2026-1-1', '2026-01-01T00:00', '', '２０２６-01-01']) expect(isCalendarDate(text)).toBe(false);
  });
});
