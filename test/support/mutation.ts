import type { GraphQLNamedType } from 'graphql';
import { getNamedType, isObjectType } from 'graphql';
import { buildApiSchema } from '../../src/server/schema/schema.ts';

const schema = await buildApiSchema();

/** The document of a mutation with the variable `input`. @param selection the selection set of its record, or records. */
export function mutationOf(command: string, selection: string): string {
  const type = `${command.charAt(0).toUpperCase()}${command.slice(1)}Input`;
  return `mutation ($input: ${type}!) { ${command}(input: $input) { ${recordOf(command)} ${selection} } }`;
}

/** The record, or the records, in the data of a mutation; undefined without one. */
export function recordIn(data: Readonly<Record<string, unknown>> | null | undefined, command: string): unknown {
  return Object(data?.[command])[recordOf(command)];
}

/** The name of the field with the record: the first one of the payload. */
function recordOf(command: string): string {
  const field = schema.getMutationType()?.getFields()[command];
  if (!field) throw new Error(`there is no mutation ${command}`);
  const payload: GraphQLNamedType = getNamedType(field.type);
  return (isObjectType(payload) && Object.keys(payload.getFields())[0]) || '';
}
