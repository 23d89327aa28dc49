import { Int } from 'type-graphql';
import type { Model } from '../../graphql/relations/columns.ts';
import type { Keyed } from '../../graphql/relations/loaders.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import type { Values } from '../tableWriter.ts';
import { type CommandContext, field, type InputFieldType, optional } from './defineCommand.ts';
import { findKeys } from './lookups.ts';

/** The declaration of a record type with a slug and a version, for the commands that create, update and close it. */
export interface EditableRecord {
  readonly model: Model<Keyed>;
  /** The name of the table, which is also the input field with the slug of a record. */
  readonly table: string;
  readonly fields: Readonly<Record<string, EditableColumn | EditableChildren>>;
}

/** A field of the inputs that create and update a record. */
interface EditableField {
  readonly type: InputFieldType;
  readonly description: string;
  /** The description in the update input. Default: `description`. */
  readonly updateDescription?: string;
  /** Whether a record always has a value. */
  readonly required?: boolean;
  /** The value of a new record if the input has none. */
  readonly initial?: string;
}

/** A field that is stored in a column of the record. */
export interface EditableColumn extends EditableField {
  /** Default: the name of the field. */
  readonly column?: string;
  readonly rows?: undefined;
  /** Checks a given value, which has the type and is not null. Returns the value to store. */
  check(ctx: FieldContext, given: unknown): unknown;
}

/** A field that is stored in rows of another table. */
export interface EditableChildren extends EditableField {
  readonly rows: ChildTable;
  /** Checks the list. Returns the rows to store. */
  check(ctx: FieldContext, given: unknown): Promise<Values[]>;
}

/** A table whose rows belong to a record and have no `id`, such as `mission_theme`. */
export interface ChildTable {
  readonly table: string;
  /** The column with the key of the record. */
  readonly owner: string;
  /** The other columns of the primary key. */
  readonly keys: readonly string[];
  /** The columns outside the primary key. */
  readonly values: readonly string[];
}

/** The context of one field. */
export interface FieldContext extends CommandContext {
  readonly path: string;
  /** The row to update; null when a record is created. */
  readonly row: RecordRow | null;
  /** The current value of the column. */
  readonly stored: unknown;
}

/** The row of a record, by column. */
export interface RecordRow extends Values {
  readonly id: number;
  readonly slug: string;
  readonly closed_on: string | null;
  readonly version: number;
}

/** Checks a text of several lines. */
export function checkText({ errors, path }: FieldContext, given: string): string {
  return errors.text(path, given);
}

/** Checks a text of one line of at most 500 characters. */
export function checkName({ errors, path }: FieldContext, given: string): string {
  return errors.name(path, given);
}

/** Returns a check of a list of slugs. Its rows have the key of each slug in `<table>_id`, and its position. */
export function checkSlugs(table: string) {
  return async (ctx: FieldContext, given: readonly string[]): Promise<Values[]> => {
    const keys = await findKeys(ctx, ctx.path, table, given);
    return keys.map((key, position) => ({ [`${table}_id`]: key, position }));
  };
}

/** The fields of the input that creates a record. */
export function createFields({ fields }: EditableRecord) {
  return {
    slug: field(
      String,
      'The slug: lower-case letters, digits, single hyphens and dots, at most 100 characters, unique. It never changes and is never reused.',
    ),
    ...mapValues(fields, ({ type, description, required, initial }) =>
      required && initial === undefined ? field(type, description) : { ...optional(type, description), initial },
    ),
  };
}

/**
 * The fields of the input that updates a record. Only the slug and the version are required.
 * @param first the names of the fields to put first. The others are in the order of {@link createFields}.
 */
export function updateFields(record: EditableRecord, first: readonly string[] = []) {
  const all = mapValues(record.fields, ({ type, description, updateDescription = description }) =>
    optional(type, updateDescription),
  );
  return {
    ...keyFields(record),
    ...Object.fromEntries(first.flatMap((name) => (all[name] ? [[name, all[name]]] : []))),
    ...all,
  };
}

/** The fields of the input that closes a record. */
export function closeFields(record: EditableRecord) {
  return { ...keyFields(record), on: optional(DateScalar, 'The last day. Default: today in Paris.') };
}

function keyFields({ table }: EditableRecord) {
  return {
    [table]: field(String, `The slug of the ${table}.`),
    version: field(
      Int,
      `The \`version\` of the ${table} that the client last read. Fails with \`CONFLICT\` if the ${table} changed since then.`,
    ),
  };
}

/** An object with the same names and other values. */
export function mapValues<V, R>(object: Readonly<Record<string, V>>, change: (value: V, name: string) => R) {
  const entries: [string, R][] = Object.entries(object).map(([name, value]) => [name, change(value, name)]);
  return Object.fromEntries(entries);
}
