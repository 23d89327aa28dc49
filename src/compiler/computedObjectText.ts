import type { GraphQLObjectType } from 'graphql';
import { getNamedType, isObjectType } from 'graphql';
import { type Compilation, type Field, type FieldNodes, NotCompiled } from './Compilation.ts';
import type { JsonText } from './JsonText.ts';
import { jsonObject } from './JsonText.ts';

/** The fields of an object that no table row stands for, such as a page: a function per field. */
export type FieldTexts = Readonly<Record<string, (nodes: FieldNodes, field: Field) => JsonText>>;

/** The JSON text of such an object with its selected fields. */
export function computedObjectText(c: Compilation, of: Field, nodes: FieldNodes, parts: FieldTexts): JsonText {
  const type = objectType(of);
  return jsonObject(
    [...c.fields(type, nodes)].map(([key, below]): [string, JsonText] => {
      const name = below[0]?.name.value ?? '';
      if (name === '__typename') return [key, [JSON.stringify(type.name)]];
      const [part, field] = [parts[name], type.getFields()[name]];
      if (!part || !field) throw new NotCompiled(`${type.name}.${name}`);
      return [key, part(below, field)];
    }),
  );
}

/** The object type that a field returns. Throws {@link NotCompiled} for interfaces and unions. */
export function objectType({ type }: Pick<Field, 'type'>): GraphQLObjectType {
  const object = getNamedType(type);
  if (!isObjectType(object)) throw new NotCompiled(`the type ${object.name}`);
  return object;
}
