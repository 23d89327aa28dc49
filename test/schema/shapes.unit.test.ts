import { describe, expect, test } from '@jest/globals';
import type { GraphQLField, GraphQLObjectType } from 'graphql';
import { getNamedType, getNullableType, isListType, isNonNullType, isObjectType } from 'graphql';
import { buildApiSchema } from '../../src/server/schema/schema.ts';

const schema = await buildApiSchema();
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

/** All fields of object types, with their names: `Startup.phases`. */
const fields = Object.values(schema.getTypeMap())
  .filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'))
  .flatMap((type) =>
    Object.values(type.getFields()).map((field) => ({ type, field, name: `${type.name}.${field.name}` })),
  );

/** Lists of objects without pages, and why each cannot grow. */
const PLAIN_LISTS: Readonly<Record<string, string>> = {
  'Entity.ancestors': 'the levels of the tree',
  'Entity.formerParents': 'a few reorganisations of the State',
  'Entity.identifiers': 'one for each other register',
  'Entity.lineage': 'a few successions',
  'Entity.predecessors': 'a few successions',
  'Entity.successors': 'a few successions',
  'Mission.actions': 'the actions of one decree, at most 100',
  'Mission.themes': 'the themes of one mission, at most 100',
  'Startup.phases': 'the phases of the method',
  'Startup.incubators': 'a few incubators',
  'Startup.sponsors': 'a few administrations',
  'Startup.links': 'a few addresses of each kind',
  'Startup.nextSteps': 'the moves of the method',
  'Method.steps': 'the steps of the method',
  'Method.roles': 'the roles of the method',
  'Change.fields': 'the fields of one row',
  'Query.importSources': 'the sources that this version can import',
  'Snapshot.importSources': 'the sources that this version can import',
  'Query.datasets': 'the catalogue',
  'Dataset.tables': 'the catalogue',
  'Dataset.columns': 'the columns of one table',
  'Dataset.resources': 'the files of one dataset',
  'Dataset.publications': 'a few platforms',
  'Dataset.sources': 'the sources that this version can import',
  'Column.codes': 'the codes of one closed list',
  'DatasetTable.columns': 'the columns of one table',
  'DatasetTable.resources': 'the files of one table',
  'Publication.datasets': 'the catalogue',
  'PublicationDataset.drifts': 'the fields of one dataset',
  'PublicationDataset.tables': 'the catalogue',
  'PublicationDataset.holds': 'the tables of one dataset',
  'PublicationDataset.unverified': 'the files of one dataset',
  'PublicationReceipt.datasets': 'the catalogue',
  'PublicationDatasetReceipt.files': 'the files of one dataset',
  'Query.enumLabels': 'the values of enums',
  'Query.nodes': 'as many as the given ids',
  'Snapshot.nodes': 'as many as the given ids',
  'RecordSuccessionPayload.successors': 'the successors of the input, at most 100',
};

/** Lists of counts and of the parts of a page: one item for each value, or for each item of a page. */
const PARTS_OF_A_PAGE =
  /^(?:\w+Connection\.(?:nodes|edges|kinds)|\w+Counts\.nodes|\w+Facets\.\w+|\w*Statistics\w*\.\w+|Team\.by\w+|\w+Payload\.nextSteps|(?:SearchEdge|Suggestion)\.matches|(?:Query|Snapshot)\.(?:statistics|suggest)\w*)$/;

/** Texts whose names suggest a closed list, and why they are open. */
const OPEN_TEXTS: Readonly<Record<string, string>> = {
  'EntityIdentifier.scheme': 'any other register, which sources and editors name',
  'StartupEvent.kind': 'the words of the source, which adds some',
  'SourceWord.code': 'the codes of several enums, and words of the source',
  'JournalEntry.command': 'mutations, commands of the terminal, and those of earlier versions',
  'JournalRow.table': 'the database, whose tables migrations rename',
  'ReleaseChange.table': 'the tables of all releases, also those of earlier versions',
  'Dataset.licence': 'the names of data.gouv.fr',
  'Dataset.frequency': 'the names of data.gouv.fr',
  'ImportSource.licence': 'the words of the source',
  'DatasetSource.licence': 'the words of the source',
  'ColumnCode.code': 'the codes of all columns in exports, also those of earlier releases',
};

describe('Every mutation', () => {
  test.each(mutations.map(({ name, ...field }) => ({ name, field })))(
    '$name has one input and returns its own payload: the record, the version, and the next steps of a startup',
    ({ name, field }) => {
      const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      expect(field.args.map((each) => `${each.name}: ${each.type}`)).toEqual([`input: ${type}Input!`]);
      expect(String(field.type)).toBe(`${type}Payload!`);
      const payload = getNamedType(field.type);
      const found = isObjectType(payload) ? Object.values(payload.getFields()) : [];
      const [record, ...others] = found.map((each) => `${each.name}: ${each.type}`);
      expect(record).toMatch(/^(\w+): \[?(\w+)!/);
      expect(others).toEqual([
        'registerVersion: Int!',
        ...(record === 'startup: Startup!' ? ['lastPhase: Phase', 'nextSteps: [NextStep!]!'] : []),
      ]);
    },
  );
});

describe('Every list of objects', () => {
  test('is a connection, or a plain list with the reason why it cannot grow', () => {
    const plain = fields.filter(({ field, name }) => isListOfObjects(field) && !PARTS_OF_A_PAGE.test(name));
    expect(plain.map(({ name }) => name).sort()).toEqual(Object.keys(PLAIN_LISTS).sort());
  });
});

describe('Every connection', () => {
  const connections = fields.filter(({ field }) => getNamedType(field.type).name.endsWith('Connection'));

  test.each(connections)('$name pages in both directions', ({ field }) => {
    const names = field.args.map(({ name }) => name);
    expect(['first', 'after', 'last', 'before'].filter((name) => !names.includes(name))).toEqual([]);
  });

  test.each([...new Set(connections.map(({ field }) => getNamedType(field.type).name))])('%s has its parts', (name) => {
    const type = schema.getType(name);
    const found = isObjectType(type) ? Object.values(type.getFields()).map((each) => `${each.name}: ${each.type}`) : [];
    const item = name.slice(0, -'Connection'.length);
    expect(found).toEqual(
      expect.arrayContaining([`edges: [${item}Edge!]!`, 'pageInfo: PageInfo!', 'totalCount: Int!']),
    );
    expect(found.some((each) => each.startsWith('nodes: ['))).toBe(true);
  });
});

test('Required arguments come before optional ones', () => {
  const late = fields.filter(({ field }) => {
    const required = field.args.map(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);
    return required.lastIndexOf(true) > required.indexOf(false) && required.includes(false);
  });
  expect(late.map(({ name }) => name)).toEqual([]);
});

test('A closed list is an enum: a text with such a name is open, with the reason', () => {
  const texts = fields.filter(
    ({ field, type }) =>
      getNamedType(field.type).name === 'String' &&
      /^(?:kind|outcome|status|code|scheme|table|type|format|command|trade|licence|frequency|missing|shortfalls|surplus|birthMissing)$/.test(
        field.name,
      ) &&
      !type.name.endsWith('Payload'),
  );
  expect(texts.map(({ name }) => name).sort()).toEqual(Object.keys(OPEN_TEXTS).sort());
});

test('The fields of Query are nullable, except for those that nothing can reject', () => {
  const nonNull = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ type }) => isNonNullType(type));
  expect(nonNull.map(({ name }) => name).sort()).toEqual(['method', 'register']);
});

function isListOfObjects({ type }: GraphQLField<unknown, unknown>): boolean {
  return isListType(getNullableType(type)) && 'getFields' in getNamedType(type);
}
