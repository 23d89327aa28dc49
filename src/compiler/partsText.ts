import type { GraphQLObjectType } from 'graphql';
import { getNamedType, isObjectType } from 'graphql';
import type { Compilation, Field, Nodes } from './Compilation.ts';
import type { JsonText } from './JsonText.ts';
import { objectOf } from './JsonText.ts';
import { NotCompiled } from './NotCompiled.ts';

/** What the fields of an object are that is no row of anything, such as a page, by their names. */
export type Parts = Readonly<Record<string, (nodes: Nodes, field: Field) => JsonText>>;

/** The JSON text of such an object: all that is asked of it. */
export function partsText(c: Compilation, of: Field, nodes: Nodes, parts: Parts): JsonText {
  const type = objectType(of);
  return objectOf(
    [...c.fields(type, nodes)].map(([key, below]): [string, JsonText] => {
      const name = below[0]?.name.value ?? '';
      if (name === '__typename') return [key, [JSON.stringify(type.name)]];
      const [part, field] = [parts[name], type.getFields()[name]];
      if (!part || !field) throw new NotCompiled(`${type.name}.${name}`);
      return [key, part(below, field)];
    }),
  );
}

/** The type of the object that a field leads to. */
export function objectType({ type }: Pick<Field, 'type'>): GraphQLObjectType {
  const object = getNamedType(type);
  if (!isObjectType(object)) throw new NotCompiled(`the type ${object.name}`);
  return object;
}
