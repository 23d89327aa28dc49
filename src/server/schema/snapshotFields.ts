import { type GraphQLField, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { Snapshot } from '../../register/Snapshot.ts';
import { roleOf } from './guardFields.ts';

/** The fields of `Query` that have a past, but are not fields of a snapshot: `Snapshot.version` replaces `register`. */
const NOT_IN_SNAPSHOTS = new Set(['at', 'enumLabels', 'register']);

/** Adds the fields of `Query` that have a past to the type `Snapshot`, with the same arguments, types and resolvers. */
export function addSnapshotFields(schema: GraphQLSchema): void {
  const snapshot = schema.getType(Snapshot.name);
  if (!isObjectType(snapshot)) throw new Error('the schema has no snapshot');
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  for (const field of fields) if (isInSnapshots(field)) snapshot.getFields()[field.name] = { ...field };
}

function isInSnapshots(field: GraphQLField<unknown, unknown>): boolean {
  const isUnversioned = [field, getNamedType(field.type)].some(({ extensions }) => extensions.unversioned === true);
  return !NOT_IN_SNAPSHOTS.has(field.name) && roleOf(field) === null && !isUnversioned;
}
