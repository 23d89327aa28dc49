import { getMetadataArgsStorage } from 'typeorm';
import { type Fragment, raw, snakeCase } from '../../sql/sql.ts';
import { Node } from '../Node.ts';

/** A class annotated with TypeORM's `@Entity`: a table and a GraphQL type. */
export type Model<T = object> = new () => T;

/** A column of a table, as its class declares it with `@Column`. */
export interface StoredColumn {
  /** The property of the class, which is also the name of the GraphQL field if there is one. */
  property: string;
  /** Its name in the database. */
  name: string;
  /** Its PostgreSQL type, such as `text`, `date`, `integer`, `text[]` or the name of an enum type. */
  type: string;
  nullable: boolean;
  primary: boolean;
}

/** The table of a class. */
export function tableOf(model: Model): string {
  const table = getMetadataArgsStorage().tables.find(({ target }) => target === model);
  if (table?.name === undefined) throw new Error(`${model.name} declares no table`);
  return table.name;
}

const known = new WeakMap<Model, readonly StoredColumn[]>();

/** The columns of a class, in the order of their declaration. */
export function columnsOf(model: Model): readonly StoredColumn[] {
  let columns = known.get(model);
  if (!columns) {
    columns = getMetadataArgsStorage()
      .filterColumns(model)
      .map(({ propertyName, options }) => ({
        property: propertyName,
        name: options.name ?? snakeCase(propertyName),
        type: `${options.enumName ?? options.type}${options.array ? '[]' : ''}`,
        nullable: options.nullable ?? false,
        primary: options.primary ?? false,
      }));
    known.set(model, columns);
  }
  return columns;
}

/** The column of a property. A wrong name is a programming error, found at start. */
export function columnOf(model: Model, property: string): StoredColumn {
  const column = columnsOf(model).find((each) => each.property === property);
  if (!column) throw new Error(`${model.name}.${property} is not a column`);
  return column;
}

/**
 * Whether the class implements the interface `Node`. The global id of a row joins its table and key, such as `startup_12`: typed,
 * URL-safe, never reused.
 */
export function isNode(model: Model): boolean {
  return model.prototype instanceof Node;
}

/** The SELECT list of all columns of a class, from the table under `alias`, and of the global id of a node. */
export function selectList(model: Model, alias: string): Fragment {
  const columns = columnsOf(model).map(({ name, property }) => `${alias}.${name} AS "${property}"`);
  if (isNode(model)) columns.unshift(`'${tableOf(model)}_' || ${alias}.id AS "id"`);
  return raw(columns.join(', '));
}
