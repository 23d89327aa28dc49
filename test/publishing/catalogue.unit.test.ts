import { describe, expect, it } from '@jest/globals';
import { toTableSchema } from '../../src/openData/toTableSchema.ts';
import { CATALOGUE, LICENCE } from '../../src/publishing/catalogue.ts';
import { describeTable } from '../../src/publishing/exportsDirectory/manifest.ts';

const tables = CATALOGUE.flatMap((dataset) => dataset.tables);

describe('the catalogue', () => {
  it('publishes the datasets of the design, the one for beginners first, under Licence Ouverte 2.0', () => {
    expect(CATALOGUE.map(({ slug }) => slug)).toEqual([
      'registre',
      'startups',
      'entites',
      'missions',
      'services',
      'methode',
      'constats',
    ]);
    expect(LICENCE).toMatchObject({ datagouv: 'lov2', spdx: 'etalab-2.0' });
  });

  it.each(CATALOGUE)('describes $slug well enough for data.gouv.fr', ({ slug, title, description, keywords }) => {
    expect(slug).toMatch(/^[a-z0-9-]{1,80}$/);
    expect(title.length).toBeGreaterThan(10);
    expect(description.length).toBeGreaterThanOrEqual(200);
    expect(new Set(keywords).size).toBe(keywords.length);
    for (const keyword of keywords) expect(keyword).toMatch(/^[a-z0-9-]{3,96}$/);
  });

  it('names each table once', () => {
    expect(new Set(tables.map(({ name }) => name)).size).toBe(tables.length);
  });

  it.each(tables)('$name: foreign keys lead to a column, unique, of a table that is published', ({ foreignKeys }) => {
    for (const { table, target } of foreignKeys) {
      const found = tables.find(({ name }) => name === table)?.columns.find(({ name }) => name === target);
      expect(found).toMatchObject({ unique: true, required: true });
    }
  });

  it.each(tables)('$name: columns are described in French sentences, with an example of their type', ({ columns }) => {
    for (const { name, title, description, example, type, allowedValues } of columns) {
      expect({ name, description }).toEqual({ name, description: expect.stringMatching(/^\p{Lu}.*[.!?]$/su) });
      expect(title).toMatch(/^\p{Lu}/u);
      expect({ name, of: typeOf(example) }).toEqual({ name, of: type.startsWith('date') ? 'string' : type });
      if (allowedValues) expect(allowedValues).toContain(example);
      for (const text of [title, description]) expect(text).toBe(text.normalize('NFC'));
    }
  });

  it.each(tables)('$name: each code of a closed list has a label and a definition', ({ name: table, columns }) => {
    for (const { name, allowedValues, codes } of columns) {
      if (allowedValues)
        expect({ name, codes: codes?.codes.map(({ code }) => code) }).toEqual({ name, codes: allowedValues });
      for (const { code, label, definition } of codes?.codes ?? []) {
        expect({ name, code, label }).toEqual({ name, code, label: expect.stringMatching(/^\p{Lu}/u) });
        // The label of a finding is a sentence.
        if (table === 'constats' && name === 'code') continue;
        expect({ name, code, definition }).toEqual({ name, code, definition: expect.stringMatching(/^\p{Lu}.*\.$/su) });
      }
    }
  });

  it('gives the codes of each column whose name is that of a coded column', () => {
    const columns = tables.flatMap(({ name: table, columns }) => columns.map((column) => ({ table, ...column })));
    const coded = new Set(columns.filter(({ codes }) => codes).map(({ name }) => name));
    const uncoded = columns.filter(({ name, type, codes }) => coded.has(name) && type === 'string' && !codes);
    // In `nomenclatures`, the column has the codes themselves.
    expect(uncoded.map(({ table, name }) => `${table}.${name}`)).toEqual(['nomenclatures.code']);
  });

  it.each(tables)(
    '$name: its Table Schema names all columns and what an empty cell is, and leads to no other file',
    (table) => {
      const schema = toTableSchema(table);
      expect(schema).not.toHaveProperty('foreignKeys');
      expect(schema).toMatchObject({
        $schema: 'https://specs.frictionlessdata.io/schemas/table-schema.json',
        name: table.name,
        fields: table.columns.map(({ name }) => ({ name })),
        missingValues: [''],
      });
    },
  );

  it.each(tables)('$name: release.json has the type and the format of each column, as its Table Schema', (table) => {
    const columns = describeTable(table).columns.map(({ name, type, format }) => ({
      name,
      type,
      format: format ?? 'default',
    }));
    expect(toTableSchema(table)).toMatchObject({ fields: columns });
  });
});

function typeOf(example: unknown): string {
  if (Array.isArray(example)) return 'array';
  if (typeof example !== 'number') return typeof example;
  return Number.isInteger(example) ? 'integer' : 'number';
}
