import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { boolean, type Cell, date, integer, list, number, text } from '../../src/openData/column.ts';
import { spreadsheetWriter } from '../../src/openData/spreadsheetWriter.ts';
import { table } from '../../src/openData/table.ts';
import { toDictionary } from '../../src/openData/toDictionary.ts';
import { inMarkdown, toMarkdown } from '../../src/openData/toMarkdown.ts';
import { toPlainText } from '../../src/openData/toPlainText.ts';
import { sql } from '../../src/sql/sql.ts';
import { randomRuns } from '../support/tier.ts';

const from = sql`t.x`;
const essai = table({
  name: 'essai',
  title: 'Essai',
  description: 'Une table.',
  from: sql`t`,

  columns: {
    texte: text(from, 'Un texte | une barre.', 'x', { required: true, unique: true }),
    entier: integer(from, 'Un entier.', 1),
    nombre: number(from, 'Un nombre.', 1.5),
    vrai: boolean(from, 'Un booléen.', true),
    jour: date(from, 'Un jour.', '2026-01-01'),
    liste: list(from, 'Une liste.', ['x']),
  },
});

function written(rows: Cell[][]): string {
  const writer = spreadsheetWriter(essai);
  return writer.opening() + writer.rows(rows) + writer.closing();
}

describe('the CSV for spreadsheets', () => {
  it('is what a French spreadsheet reads', () => {
    const rows: Cell[][] = [
      ['été; "ici"', -12, -0.5, true, '2026-11-23', ['a', 'b']],
      ['x', null, 1e-7, false, null, []],
    ];
    expect(written(rows)).toBe(
      '\ufefftexte;entier;nombre;vrai;jour;liste\r\n"été; ""ici""";-12;-0,5;vrai;"2026-11-23";"[""a"",""b""]"\r\n"x";;1e-7;faux;;"[]"\r\n',
    );
  });

  it.each([
    '=1+1',
    '+33',
    '-2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '\u00a0@x',
    '\u200b=1',
    '＝1',
    ' ＋1',
    '\ufeff-1',
  ])('makes no formula of %j', (formula) => {
    const [[cell] = []] = parse(written([[formula, 1, 1, true, null, []]]), { delimiter: ';', from_line: 2 });
    expect(cell).toBe(`'${formula}`);
  });

  it('never shows a text that begins as a formula, and changes no other', () => {
    const aText = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc
        .tuple(fc.constantFrom(' ', '\n', '\t', '\r', ''), fc.constantFrom('=', '+', '-', '@'), fc.string())
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(aText, (given) => {
        const [[cell] = []] = parse(written([[given, null, null, true, null, []]]), {
          delimiter: ';',
          from: 2,
          record_delimiter: '\r\n',
        });
        expect(cell).not.toMatch(/^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u);
        expect([given, `'${given}`]).toContain(cell);
      }),
      randomRuns(20, 100),
    );
  });
});

describe('the CSV for spreadsheets, whatever the cells', () => {
  const aText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('"', ',', ';', '\r', '\n', '\t', '=', '-', '+', '@', ' ', 'é', '\ufeff', '＝', 'a'))
      .map((all) => all.join('')),
  );
  const aCell: fc.Arbitrary<Cell> = fc.oneof(
    fc.constant(null),
    aText,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.array(aText),
  );
  it('is what csv-stringify writes with escape_formulas, hidden formulas escaped as well', () => {
    const hidden = /^[\s\p{Cc}\p{Cf}]+[=+\-@\uff1d\uff0b\uff0d\uff20]/u;
    const shown = (cell: Cell) => (typeof cell === 'string' && hidden.test(cell) ? `'${cell}` : cell);
    const theirs = (rows: readonly Cell[][]) =>
      stringify(
        rows.map((row) => row.map((cell) => (Array.isArray(cell) ? JSON.stringify(cell) : shown(cell)))),
        {
          delimiter: ';',
          record_delimiter: '\r\n',
          escape_formulas: true,
          quoted_string: true,
          cast: {
            number: (value) => JSON.stringify(value).replace('.', ','),
            boolean: (value) => (value ? 'vrai' : 'faux'),
          },
        },
      );
    fc.assert(
      fc.property(fc.array(fc.array(aCell, { minLength: 3, maxLength: 3 })), (rows) => {
        expect(spreadsheetWriter(essai).rows(rows)).toBe(theirs(rows));
      }),
      randomRuns(100, 1_000),
    );
  });
});

describe('the dictionary', () => {
  it('has one line per column, of which nothing is taken for markup', () => {
    const text = toMarkdown(toDictionary(essai));
    expect(text).toContain('| `texte` | Texte | texte, unique | oui | Un texte \\| une barre. | x |');
    expect(text).toContain('| `liste` | Liste | liste (tableau JSON) | oui | Une liste. | \\["x"\\] |');
    expect(inMarkdown('a\n*b* <c>')).toBe('a \\*b\\* \\<c\\>');
  });

  it('is also plain text, without markup and in lines of at most 88 characters', () => {
    const text = toPlainText([
      ...toDictionary(essai),
      {
        kind: 'paragraph',
        text: ['mot '.repeat(40), { link: 'https://exemple.fr', text: 'site' }, ' ', { code: 'colonne' }],
      },
      { kind: 'list', items: [['long '.repeat(30)]] },
    ]);
    expect(text).toContain('\ntexte\n    Titre : Texte\n    Type : texte, unique\n');
    expect(text).toContain('    Description : Un texte | une barre.\n');
    expect(text).toMatch(/site\s\(https:\/\/exemple\.fr\)\scolonne/);
    expect(text).not.toMatch(/[`*]|^#|^\| -/m);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(88);
  });

  it('is plain text in which no line ends with « or begins with a punctuation mark', () => {
    const sentence = 'La colonne « a » est vide ; voir « b » : oui ! non ? ';
    for (let blanks = 0; blanks < 88; blanks++) {
      const text = toPlainText([{ kind: 'paragraph', text: [`${'x'.repeat(blanks)} ${sentence.repeat(4).trim()}`] }]);
      expect(text).not.toMatch(/«\n|\n[»;:!?]/);
      for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(88);
    }
  });
});
