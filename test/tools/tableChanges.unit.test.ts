import { expect, it } from '@jest/globals';
import type { TableSchema, TableSchemaField } from '../../src/openData/toTableSchema.ts';
import { ReleasedTable } from '../../src/publishing/tableSchemas.ts';
import { nextVersion, tableChanges } from '../../tools/schema/tableChanges.ts';

const field = (name: string, more: Partial<TableSchemaField> = {}): TableSchemaField => {
  return { name, title: name, description: name, type: 'string', format: 'default', example: 'a', ...more };
};
const schemaOf = (fields: readonly TableSchemaField[], primaryKey = ['a']): TableSchema => {
  return { $schema: '', name: 't', title: '', description: '', fields, primaryKey, missingValues: [''] };
};

const [a, b] = [field('a', { constraints: { required: true } }), field('b', { constraints: { enum: ['x', 'y'] } })];
const released = ReleasedTable.parse({ ...schemaOf([a, b]), version: '1.2.3' });

it.each<[string, TableSchema, string, string[]]>([
  ['a description', schemaOf([a, { ...b, description: 'B.' }]), '1.2.4', []],
  ['a new column, last', schemaOf([a, b, field('c')]), '1.3.0', []],
  ['a new value', schemaOf([a, { ...b, constraints: { enum: ['x', 'y', 'z'] } }]), '1.3.0', []],
  ['a removed column', schemaOf([a]), '2.0.0', ['t.b was removed']],
  ['a renamed column', schemaOf([a, field('c')]), '2.0.0', ['t.b was removed']],
  [
    'another type',
    schemaOf([a, { ...b, type: 'date' }]),
    '2.0.0',
    ['t.b changed its type from string (default) to date (default)'],
  ],
  ['a new column before others', schemaOf([a, field('c'), b]), '2.0.0', ['t.b moved from position 2 to 3']],
  ['a cell that may be empty', schemaOf([field('a'), b]), '2.0.0', ['t.a is no longer required']],
  ['a value less', schemaOf([a, { ...b, constraints: { enum: ['x'] } }]), '2.0.0', ['t.b no longer has the value y']],
  ['another key', schemaOf([a, b], ['b']), '2.0.0', ['t changed its primary key from (a) to (b)']],
])('the version after %s', (_what, present, version, breaking) => {
  const changes = tableChanges(released, present);
  expect(changes.breaking).toEqual(breaking);
  expect(nextVersion(released.version, changes)).toBe(version);
});
