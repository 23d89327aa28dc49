import { type GraphQLField, type GraphQLSchema, getNamedType, getNullableType, isObjectType } from 'graphql';
import { Snapshot } from '../../register/Snapshot.ts';
import { roleOf } from './guardFields.ts';

/** The fields of `Query` that have a past, but are not fields of a snapshot: `Snapshot.version` replaces `register`. */
const NOT_IN_SNAPSHOTS = new Set(['at', 'enumLabels', 'register']);

/** Adds the fields of `Query` that have a past to the type `Snapshot`, with the same arguments and resolvers. */
export function addSnapshotFields(schema: GraphQLSchema): void {
  const snapshot = schema.getType(Snapshot.name);
  if (!isObjectType(snapshot)) throw new Error('the schema has no snapshot');
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  for (const field of fields) {
    if (!isInSnapshots(field)) continue;
    // An argument may be rejected. If the field is null then, the snapshot is not, which caches link to.
    const type = field.args.length === 0 ? field.type : getNullableType(field.type);
    snapshot.getFields()[field.name] = { ...field, type };
  }
}

function isInSnapshots(field: GraphQLField<unknown, unknown>): boolean {
  const isUnversioned = [field, getNamedType(field.type)].some(({ extensions }) => extensions.unversioned === true);
  return !NOT_IN_SNAPSHOTS.has(field.name) && roleOf(field) === null && !isUnversioned;
}
