import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import type { Cell } from '../../src/openData/column.ts';
import { boolean, date, integer, list, number, text } from '../../src/openData/column.ts';
import { csvCell, csvWriter } from '../../src/openData/csvWriter.ts';
import { jsonWriter } from '../../src/openData/jsonWriter.ts';
import { table } from '../../src/openData/table.ts';
import type { Writer } from '../../src/openData/writer.ts';
import { sql } from '../../src/sql/sql.ts';
import { randomRuns } from '../support/tier.ts';

const from = sql`t.x`;
const essai = table({
  name: 'essai',
  title: 'Essai',
  description: 'Une table.',
  from: sql`t`,

  columns: {
    texte: text(from, 'Un texte.', 'x'),
    jour: date(from, 'Un jour.', '2026-01-01'),
    entier: integer(from, 'Un entier.', 1),
    nombre: number(from, 'Un nombre.', 1.5),
    vrai: boolean(from, 'Un booléen.', true),
    liste: list(from, 'Une liste.', ['x']),
  },
});

const written = (writer: Writer, batches: Cell[][][]): string =>
  [writer.opening(), ...batches.map((batch) => writer.rows(batch)), writer.closing()].join('');

const aText = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom('"', ',', '\r', '\n', '\r\n', ';', '\t', '=1', "'", '\ufeff', 'null', 'NA', '[]', '👩‍💻', ' a '),
);
const aRow = fc.tuple(
  fc.option(aText),
  fc.option(fc.constantFrom('2026-11-23', '0001-01-01')),
  fc.option(fc.maxSafeInteger()),
  fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
  fc.boolean(),
  fc.array(aText),
);

describe('CSV', () => {
  it('is what csv-stringify writes, with the empty cell of a single column quoted', () => {
    const options = { record_delimiter: '\n', quoted_match: '\r' };
    fc.assert(
      fc.property(fc.array(aRow), (rows) => {
        const texts = rows.map((row) => row.map(csvCell));
        expect(csvWriter(essai).rows(rows)).toBe(stringify(texts, options));
        const firsts = texts.map(([text = '']) => [text]);
        const single = csvWriter({ columns: [{ name: 'texte' }] }).rows(firsts);
        expect(single).toBe(stringify(firsts, { ...options, quoted_empty: true }));
      }),
      randomRuns(20, 100),
    );
  });
});

describe('CSV and JSON', () => {
  it('hold the same cells, whatever these are and however they come in batches', () => {
    fc.assert(
      fc.property(fc.array(fc.array(aRow), { maxLength: 4 }), (batches) => {
        // A negative zero is a zero: neither format, nor PostgreSQL's text of it, makes anything of the sign.
        const rows = batches.flat().map((row) => row.map((cell) => (cell === 0 ? 0 : cell)));
        const json: Record<string, unknown>[] = JSON.parse(written(jsonWriter(essai), batches));
        expect(json.map((row) => Object.values(row))).toEqual(rows);
        const csv = parse(written(csvWriter(essai), batches), { recordDelimiter: '\n' });
        expect(csv[0]).toEqual(['texte', 'jour', 'entier', 'nombre', 'vrai', 'liste']);
        expect(csv.slice(1).map((row) => row.map(readAt))).toEqual(rows);
      }),
      randomRuns(20, 100),
    );
  });

  it('are what RFC 4180 and data.gouv.fr ask for', () => {
    const rows: Cell[][] = [
      ['a,"b"\r\nc', null, 0, 0.5, false, []],
      [' =1+1', '2026-11-23', -1, 1e-7, true, ['é', '"']],
    ];
    expect(written(csvWriter(essai), [rows])).toBe(
      'texte,jour,entier,nombre,vrai,liste\n"a,""b""\r\nc",,0,0.5,false,[]\n =1+1,2026-11-23,-1,1e-7,true,"[""é"",""\\""""]"\n',
    );
    expect(written(jsonWriter(essai), [rows.slice(0, 1), rows.slice(1)])).toBe(
      '[\n{"texte":"a,\\"b\\"\\r\\nc","jour":null,"entier":0,"nombre":0.5,"vrai":false,"liste":[]},\n' +
        '{"texte":" =1+1","jour":"2026-11-23","entier":-1,"nombre":1e-7,"vrai":true,"liste":["é","\\""]}\n]\n',
    );
  });

  it('are a header and an empty array for a table without rows', () => {
    expect(written(csvWriter(essai), [])).toBe('texte,jour,entier,nombre,vrai,liste\n');
    expect(written(jsonWriter(essai), [])).toBe('[\n]\n');
  });
});

function readAt(cell: string, at: number): unknown {
  if (cell === '') return null;
  return at < 2 ? cell : JSON.parse(cell);
}
