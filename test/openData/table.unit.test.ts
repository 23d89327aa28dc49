import { describe, expect, it } from '@jest/globals';
import { vocabulary } from '../../src/graphql/vocabulary.ts';
import {
  boolean,
  type Column,
  date,
  integer,
  list,
  number,
  text,
  url,
  word,
  words,
} from '../../src/openData/column.ts';
import { cellsOf, selectOf, table } from '../../src/openData/table.ts';
import { toTableSchema } from '../../src/openData/toTableSchema.ts';
import { sql, statement } from '../../src/sql/sql.ts';

const COLOURS = vocabulary({
  RED: { label: 'Rouge', description: 'Red.' },
  BLUE: { label: 'Bleu', description: 'Blue.' },
});
const from = sql`t.x`;

const aTable = (columns: Record<string, Column>) =>
  table({ name: 'essai', title: 'Essai', description: 'Une table.', from: sql`t`, columns });

const read = (column: Column, written: string | null) => cellsOf(aTable({ cellule: column }), [written])[0];

describe('the declaration of a table', () => {
  it.each(['Nom', 'é', 'deux mots', '', '1er', 'x'.repeat(51), 'ctid', 'tableoid', 'collation', '__id', 'a,b'])(
    'rejects the column name %j',
    (name) => {
      expect(() => aTable({ [name]: text(from, 'Une description.', 'exemple') })).toThrow(
        /this name is invalid or reserved/,
      );
    },
  );

  it('rejects a table without columns or with an invalid name', () => {
    expect(() => aTable({})).toThrow(/no column/);
    const columns = { nom: text(from, 'Un nom.', 'Zoé') };
    for (const name of ['../../x', 'a/b', 'CON', 'é.csv', 'a\0b', '.htaccess', 'x'.repeat(300)]) {
      expect(() => table({ name, title: 'T', description: 'D', from: sql`t`, columns })).toThrow(
        /is not a valid name of a table/,
      );
    }
  });

  it('rejects a column without description or example, as TypeScript does', () => {
    expect(() => aTable({ nom: text(from, '', 'exemple') })).toThrow(/not documented/);
    expect(() => aTable({ nom: text(from, 'Un nom.', '') })).toThrow(/not documented/);
    // @ts-expect-error an example is missing
    expect(() => text(from, 'Un nom.')).not.toThrow();
    // @ts-expect-error the example is of another type
    expect(() => integer(from, 'Un nombre.', 'un')).not.toThrow();
    // @ts-expect-error the example is no code of the vocabulary
    expect(() => word(COLOURS, from, 'Une couleur.', 'GREEN')).not.toThrow();
  });

  it('gives the SELECT, with the arguments of its fragments as parameters', () => {
    const columns = { jour: date(sql`${{ placeholder: 'argument', name: 'on' }}::date`, 'Un jour.', '2026-11-23') };
    expect(statement(selectOf(aTable(columns), { on: '2026-11-24' }))).toEqual({
      text: 'SELECT * FROM (SELECT $1::date AS "jour" FROM t) r ORDER BY r."jour" NULLS FIRST',
      values: ['2026-11-24'],
    });
  });

  it('gives the Table Schema, without foreign keys', () => {
    const described = table({
      name: 'essai',
      title: 'Essai',
      description: 'Une table.',
      from: sql`t`,

      primaryKey: ['identifiant'],
      foreignKeys: { parent: 'essai.identifiant', ailleurs: 'autres.identifiant' },
      columns: {
        identifiant: text(from, 'Un identifiant.', 'a', { required: true, unique: true }),
        parent: text(from, 'Le parent.', 'b'),
        ailleurs: text(from, 'Ailleurs.', 'c'),
        site: url(from, 'Une adresse.', 'https://exemple.fr', { title: 'Site web' }),
        couleur: word(COLOURS, from, 'Une couleur.', 'RED'),
        couleurs: words(COLOURS, from, 'Des couleurs.', ['BLUE']),
      },
    });
    expect(toTableSchema(described)).toEqual({
      $schema: 'https://specs.frictionlessdata.io/schemas/table-schema.json',
      name: 'essai',
      title: 'Essai',
      description: 'Une table.',
      fields: [
        {
          name: 'identifiant',
          title: 'Identifiant',
          description: 'Un identifiant.',
          type: 'string',
          format: 'default',
          example: 'a',
          constraints: { required: true, unique: true },
        },
        { name: 'parent', title: 'Parent', description: 'Le parent.', type: 'string', format: 'default', example: 'b' },
        {
          name: 'ailleurs',
          title: 'Ailleurs',
          description: 'Ailleurs.',
          type: 'string',
          format: 'default',
          example: 'c',
        },
        {
          name: 'site',
          title: 'Site web',
          description: 'Une adresse.',
          type: 'string',
          format: 'uri',
          example: 'https://exemple.fr',
        },
        {
          name: 'couleur',
          title: 'Couleur',
          description: 'Une couleur.',
          type: 'string',
          format: 'default',
          example: 'rouge',
          categories: [
            { value: 'rouge', label: 'Rouge' },
            { value: 'bleu', label: 'Bleu' },
          ],
          constraints: { enum: ['rouge', 'bleu'] },
        },
        {
          name: 'couleurs',
          title: 'Couleurs',
          description: 'Des couleurs.',
          type: 'array',
          format: 'default',
          example: ['bleu'],
          constraints: { required: true },
        },
      ],
      primaryKey: ['identifiant'],
      missingValues: [''],
      rowOrder: [{ field: 'identifiant', compare: 'text' }],
    });
  });
});

describe('a cell', () => {
  const aText = text(from, 'Un texte.', 'x');
  const verbatim = text(from, 'Un texte.', 'x', { verbatim: true });
  const aList = list(from, 'Une liste.', ['x']);

  it.each<[string, Column, string | null, unknown]>([
    ['a text', aText, ' =1+1,"\n\té', ' =1+1,"\n\té'],
    ['a word that analysers take for nothing', aText, 'None', 'None'],
    ['nothing', aText, null, null],
    ['a verbatim text', verbatim, 'e\u0301\u0007', 'e\u0301\u0007'],
    ['an address', url(from, 'D.', 'https://x.fr'), 'https://x.fr/?a=b,c', 'https://x.fr/?a=b,c'],
    ['a day', date(from, 'D.', '2026-01-01'), '2024-02-29', '2024-02-29'],
    ['a whole number', integer(from, 'D.', 1), '-12', -12],
    ['a number', number(from, 'D.', 1.5), '3.3333333333333335', 3.3333333333333335],
    ['a small number', number(from, 'D.', 1.5), '1e-07', 1e-7],
    ['true', boolean(from, 'D.', true), 't', true],
    ['false', boolean(from, 'D.', true), 'f', false],
    ['a list', aList, '["a", "\\"b\\""]', ['a', '"b"']],
    ['an empty list', aList, '[]', []],
    ['a word', word(COLOURS, from, 'D.', 'RED'), 'BLUE', 'bleu'],
    ['words', words(COLOURS, from, 'D.', ['RED']), '["BLUE","RED"]', ['bleu', 'rouge']],
  ])('is %s', (_what, column, written, expected) => {
    expect(read(column, written)).toEqual(expected);
  });

  it.each<[string, Column, string | null]>([
    ['nothing where a value is required', text(from, 'D.', 'x', { required: true }), null],
    ['an empty text', aText, ''],
    ['a NUL', aText, 'a\0b'],
    ['a NUL, even verbatim', verbatim, 'a\0b'],
    ['half of a surrogate pair', aText, 'a\ud800'],
    ['a text that is not in NFC', aText, 'e\u0301'],
    ['a control character', aText, '\u0007'],
    ['a carriage return', aText, 'a\r\nb'],
    ['an address without host', url(from, 'D.', 'https://x.fr'), '/ici'],
    ['a script', url(from, 'D.', 'https://x.fr'), 'javascript:alert(1)'],
    ['an address with a space', url(from, 'D.', 'https://x.fr'), 'https://x.fr/a b'],
    ['a day that does not exist', date(from, 'D.', '2026-01-01'), '2024-02-30'],
    ['infinity', date(from, 'D.', '2026-01-01'), 'infinity'],
    ['a year after 9999', date(from, 'D.', '2026-01-01'), '10000-01-01'],
    ['a number with decimals', integer(from, 'D.', 1), '1.5'],
    ['a number too large to be exact', integer(from, 'D.', 1), '9007199254740993'],
    ['NaN', number(from, 'D.', 1.5), 'NaN'],
    ['Infinity', number(from, 'D.', 1.5), 'Infinity'],
    ['neither true nor false', boolean(from, 'D.', true), 'true'],
    ['no list', aList, '{"a": 1}'],
    ['a list with a hole', aList, '["a", null]'],
    ['a list with an empty text', aList, '[""]'],
    ['an unknown code', word(COLOURS, from, 'D.', 'RED'), 'GREEN'],
    ['an inherited property as a code', word(COLOURS, from, 'D.', 'RED'), 'constructor'],
  ])('is rejected if it is %s', (_what, column, written) => {
    expect(() => read(column, written)).toThrow(
      /^The value .* of essai\.cellule is invalid: .*\. No release was created\./,
    );
  });
});
