import { describe, expect, it, test } from '@jest/globals';
import { cellXml, columnLetters, escapeXml } from '../../src/publishing/bundles/sheetXml.ts';

const text = (content: string, style = '') =>
  `<c r="A1"${style} t="inlineStr"><is><t xml:space="preserve">${content}</t></is></c>`;

describe('a cell of a sheet', () => {
  test.each([
    ['a missing value', null, 'string', ''],
    ['a text', 'Aides & <co>', 'string', text('Aides &amp; &lt;co&gt;')],
    ['a text of digits', '0123456789', 'string', text('0123456789')],
    ['an integer', -2, 'integer', '<c r="A1"><v>-2</v></c>'],
    ['a number', 0.5, 'number', '<c r="A1"><v>0.5</v></c>'],
    [
      'an integer with more digits than Excel keeps',
      9_007_199_254_740_991,
      'integer',
      '<c r="A1"><v>9007199254740991</v></c>',
    ],
    ['false', false, 'boolean', '<c r="A1" t="b"><v>0</v></c>'],
    ['a day', '2026-11-23', 'date', '<c r="A1" s="2"><v>46349</v></c>'],
    ['a day before March 1900', '1900-02-28', 'date', text('1900-02-28')],
    ['an instant', '2026-11-23T12:00:00.000Z', 'datetime', '<c r="A1" s="3"><v>46349.5</v></c>'],
    ['a formula', '=1+1', 'string', text('=1+1', ' s="4"')],
    ['a formula after blanks', ' \t@x', 'string', text(' \t@x', ' s="4"')],
    ['a text with control characters', 'a\u0000b\rc\nd', 'string', text('a_x0000_b_x000D_c\nd')],
    ['a text that looks like an escape', '_x0041_', 'string', text('_x005F_x0041_')],
  ])('%s', (_kind, value, type, xml) => {
    expect(cellXml('A1', value, type)).toBe(xml);
  });

  it('cuts a text that is too long for Excel, and never cuts a surrogate pair', () => {
    expect(cellXml('A1', 'x'.repeat(32_767), 'string')).toBe(text('x'.repeat(32_767)));
    expect(cellXml('A1', 'x'.repeat(32_768), 'string')).toBe(text(`${'x'.repeat(32_766)}…`));
    expect(cellXml('A1', `${'x'.repeat(32_765)}😀😀`, 'string').isWellFormed()).toBe(true);
  });
});

test('the letters of columns', () => {
  expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
});

test('half of a surrogate pair is replaced', () => {
  expect(escapeXml('a\ud83d')).toBe('a\ufffd');
});
