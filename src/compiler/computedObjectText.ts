import type { GraphQLObjectType } from 'graphql';
import { getNamedType, isObjectType } from 'graphql';
import { type Compilation, type Field, type FieldNodes, NotCompiled } from './Compilation.ts';
import type { JsonText } from './JsonText.ts';
import { jsonObject } from './JsonText.ts';

/** The functions that compile the fields of an object that is not a table row, such as a page, by field name. */
export type FieldTexts = Readonly<Record<string, (nodes: FieldNodes, field: Field) => JsonText>>;

/** The JSON text of an object that is not a table row, with its selected fields. */
export function computedObjectText(
  compilation: Compilation,
  of: Field,
  nodes: FieldNodes,
  texts: FieldTexts,
): JsonText {
  const type = objectType(of);
  return jsonObject(
    [...compilation.fields(type, nodes)].map(([key, selected]): [string, JsonText] => {
      const name = selected[0]?.name.value ?? '';
      if (name === '__typename') return [key, [JSON.stringify(type.name)]];
      const [fieldText, field] = [texts[name], type.getFields()[name]];
      if (!fieldText || !field) throw new NotCompiled(`${type.name}.${name}`);
      return [key, fieldText(selected, field)];
    }),
  );
}

/** The object type that a field returns. Throws {@link NotCompiled} for interfaces and unions. */
export function objectType({ type }: Pick<Field, 'type'>): GraphQLObjectType {
  const object = getNamedType(type);
  if (!isObjectType(object)) throw new NotCompiled(`the type ${object.name}`);
  return object;
}
