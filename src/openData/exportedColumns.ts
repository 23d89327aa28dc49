import { type ExportedProperty, type Property, propertiesOf } from '../graphql/properties/declarations.ts';
import type { Model } from '../graphql/relations/columns.ts';
import { type Fragment, raw } from '../sql/sql.ts';
import { boolean, type Column, date, instant, integer, list, number, text, url, word } from './column.ts';

/**
 * The columns that the properties of a class declare with `export`, by name.
 * @param alias the SQL alias of the table of the class.
 * @param joined the SQL aliases of the tables that its references point to, by property: their slug is exported.
 */
export function exportedColumns(
  model: Model,
  alias: string,
  joined: Readonly<Record<string, string>> = {},
): Readonly<Record<string, Column>> {
  return Object.fromEntries(
    propertiesOf(model).flatMap((property) =>
      property.export
        ? [
            [
              property.export.name,
              {
                ...columnOf(property, property.export, selectExpression(property, alias, joined)),
                field: `${model.name}.${property.name}`,
              },
            ],
          ]
        : [],
    ),
  );
}

/**
 * The column with the instant at which the rows of the table with this alias entered the register.
 * @param row the row in French, with its article: `l’entité`.
 */
export function createdColumn(alias: string, row: string): Column {
  return instant(
    raw(`${alias}.created_at`),
    `Instant de l’entrée de ${row} dans le registre, par un import ou une saisie, en temps universel (UTC).`,
    '2026-11-23T18:00:00.000Z',
    { title: 'Créé le', required: true },
  );
}

function selectExpression(
  { kind, name, column }: Property,
  alias: string,
  joined: Readonly<Record<string, string>>,
): Fragment {
  if (kind === 'position') return raw(`${alias}.${column} + 1`);
  if (kind !== 'reference') return raw(`${alias}.${column}`);
  if (joined[name] === undefined) throw new Error(`the reference ${name} has no joined table`);
  return raw(`${joined[name]}.slug`);
}

function columnOf(
  property: Property,
  { name: _name, description, example, ...given }: ExportedProperty,
  select: Fragment,
): Column {
  const options = { required: !property.nullable, title: property.label, ...given };
  const { kind, vocabulary } = property;
  if (['integer', 'bigint', 'position'].includes(kind)) return integer(select, description, Number(example), options);
  if (kind === 'number') return number(select, description, Number(example), options);
  if (kind === 'list') return list(select, description, Array.isArray(example) ? example.map(String) : [], options);
  if (kind === 'boolean') return boolean(select, description, example === true, options);
  const shown = String(example);
  if (vocabulary) return word(vocabulary, select, description, shown, options);
  if (kind === 'text' || kind === 'reference') return text(select, description, shown, options);
  if (kind === 'url') return url(select, description, shown, options);
  if (kind === 'date') return date(select, description, shown, options);
  if (kind === 'timestamptz') return instant(select, description, shown, options);
  throw new Error(`${property.property} can't be exported: ${kind} is not a kind of column`);
}
