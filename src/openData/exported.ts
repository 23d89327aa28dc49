import type { ExportedProperty, Property } from '../graphql/properties/declarations.ts';
import { propertiesOf } from '../graphql/properties/declarations.ts';
import type { Model } from '../graphql/relations/columns.ts';
import { raw } from '../sql/sql.ts';
import type { Column } from './column.ts';
import { date, integer, list, number, text, url, word } from './column.ts';

/** The columns that the properties of a class declare with `export`, by name, over its table under an alias. */
export function exported(model: Model, alias: string): Readonly<Record<string, Column>> {
  return Object.fromEntries(
    propertiesOf(model).flatMap((property) =>
      property.export ? [[property.export.name, columnOf(property, property.export, alias)]] : [],
    ),
  );
}

function columnOf(
  property: Property,
  { name: _name, description, example, ...given }: ExportedProperty,
  alias: string,
) {
  const from = raw(`${alias}.${property.column}`);
  const options = { required: !property.nullable, ...given };
  const { kind, vocabulary } = property;
  if (kind === 'integer') return integer(from, description, Number(example), options);
  if (kind === 'number') return number(from, description, Number(example), options);
  if (kind === 'list') return list(from, description, Array.isArray(example) ? example.map(String) : [], options);
  const shown = String(example);
  if (vocabulary) return word(vocabulary, from, description, shown, options);
  if (kind === 'text') return text(from, description, shown, options);
  if (kind === 'url') return url(from, description, shown, options);
  if (kind === 'date') return date(from, description, shown, options);
  throw new Error(`${property.property} is a ${kind}, which no exported column shows`);
}
