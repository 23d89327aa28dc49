import { beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { getNamedType, isCompositeType, isObjectType } from 'graphql';
import { buildApiSchema } from '../../src/server/schema/schema.ts';
import { selectableNames, selectedNames } from './schemaCoverage.ts';
import { operations } from './recordedOperations.ts';

/** Fields of objects that are no relation, and why. */
const NOT_RELATIONS: Readonly<Record<string, string>> = {
  'Query.journalEntry': 'a lookup by version',
  'JournalEntry.rows': 'read from the history of every table',
  'Query.changes': 'read from the history of every public table',
  'Change.subject': 'a lookup by global id',
  'Change.fields': 'come with their change',
  'Query.search': 'read from the indexes of every kind',
  'Query.at': 'the root itself, at another moment',
  'Query.node': 'a lookup by global id',
  'Query.nodes': 'a lookup by global id',
  'Query.datasets': 'read from the latest release',
  'Query.dataset': 'read from the latest release',
  'Query.enumLabels': 'read from the declarations of the enums',
  'Query.publication': 'a lookup by global id',
  'Publication.datasets': 'read from the report of the run',
  'PublicationDataset.drifts': 'read from the report of the run',
  'Query.releases': 'read from the releases',
  'Release.changes': 'read from the releases',
  'ReleaseChanges.nodes': 'read from the releases',
};

/** Types whose fields come with their object: pages, what was counted, and what a release says of itself. */
const WHOLE = /^(?:\w+Connection|\w+Edge|\w+Counts|Dataset|DatasetTable|Resource|Column|Checksum)$/;

describe('The schema', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = await buildApiSchema();
  });

  test('wears a relation on every field of objects, but for an explicit list', () => {
    const bare = fieldsOfObjects(schema)
      .filter(({ worn }) => !worn)
      .map(({ name }) => name);
    expect(bare.sort()).toEqual(Object.keys(NOT_RELATIONS).sort());
  });

  test('is spoken of in the kept operations: every field, argument, filter and order', () => {
    const spoken = selectedNames(schema, operations);
    expect(selectableNames(schema).filter((name) => !spoken.has(name))).toEqual([]);
  });
});

function fieldsOfObjects(schema: GraphQLSchema): { name: string; worn: boolean }[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith('__') && !WHOLE.test(type.name) && type !== schema.getMutationType())
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => isCompositeType(getNamedType(field.type)))
        .map((field) => ({ name: `${type.name}.${field.name}`, worn: field.extensions.relation !== undefined })),
    );
}
