import { beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { getNamedType, isCompositeType, isObjectType } from 'graphql';
import { buildApiSchema } from '../../src/server/schema/schema.ts';
import { ownFields, selectableNames, selectedNames } from './schemaCoverage.ts';
import { operations } from './recordedOperations.ts';

/** Object fields without a relation, and why. */
const NOT_RELATIONS: Readonly<Record<string, string>> = {
  'Query.journalEntry': 'a lookup by version',
  'JournalEntry.rows': 'read from the history of every table',
  'Query.changes': 'read from the history of every public table',
  'Entity.changes': 'read from the history of its tables',
  'Mission.changes': 'read from the history of its tables',
  'Service.changes': 'read from the history of its tables',
  'Startup.changes': 'read from the history of its tables',
  'Change.subject': 'a lookup by global id',
  'Change.fields': 'come with their change',
  'Query.search': 'read from the indexes of every kind',
  'Query.suggest': 'read from the indexes of every kind',
  'Suggestion.matches': 'computed by suggest',
  'Suggestion.node': 'computed by suggest',
  'Query.statisticsSeries': 'counted for all periods at once',
  'Query.at': 'a lookup by version or instant',
  'Query.node': 'a lookup by global id',
  'Query.nodes': 'a lookup by global id',
  'Query.datasets': 'read from the latest release',
  'Query.dataset': 'read from the latest release',
  'Query.enumLabels': 'read from the declarations of the enums',
  'Query.publication': 'a lookup by global id',
  'Publication.datasets': 'read from the report of the run',
  'PublicationDataset.drifts': 'read from the report of the run',
  'PublicationDataset.tables': 'read from the report of the run',
  'PublicationDataset.holds': 'read from the report of the run',
  'PublicationDataset.unverified': 'read from the report of the run',
  'Publication.receipt': 'read from the stored receipt',
  'PublicationReceipt.datasets': 'read from the stored receipt',
  'PublicationDatasetReceipt.files': 'read from the stored receipt',
  'Query.releases': 'read from the releases',
  'Query.release': 'read from the releases',
  'Release.changes': 'read from the releases',
};

/** Types whose fields are read with their object: pages, counts, and descriptions of a release. */
const WITHOUT_RELATIONS =
  /^(?:\w+Connection|\w+Edge|\w+Counts|Dataset|DatasetTable|Resource|Column|Checksum|StatisticsPeriod|IncubatorStatistics|MinistryDomainStatistics|\w+Payload)$/;

describe('The schema', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = await buildApiSchema();
  });

  test('has a relation on every object field, except for an explicit list', () => {
    const without = fieldsOfObjects(schema)
      .filter(({ hasRelation }) => !hasRelation)
      .map(({ name }) => name);
    expect(without.sort()).toEqual(Object.keys(NOT_RELATIONS).sort());
  });

  test('is covered by the recorded operations: every field, argument, filter and order', () => {
    const selected = selectedNames(schema, operations);
    expect(selectableNames(schema).filter((name) => !selected.has(name))).toEqual([]);
  });
});

function fieldsOfObjects(schema: GraphQLSchema): { name: string; hasRelation: boolean }[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith('__') && !WITHOUT_RELATIONS.test(type.name) && type !== schema.getMutationType())
    .flatMap((type) =>
      ownFields(schema, type)
        .filter((field) => isCompositeType(getNamedType(field.type)))
        .map((field) => ({ name: `${type.name}.${field.name}`, hasRelation: field.extensions.relation !== undefined })),
    );
}
