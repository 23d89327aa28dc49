import { fail } from '../../errors/errors.ts';
import { allOf, join, raw, sql, value } from '../../sql/sql.ts';
import { ALREADY_DONE } from '../registerErrors.ts';
import type { TableWriter, Values } from '../tableWriter.ts';
import type { CommandContext } from './defineCommand.ts';
import { type ChildTable, type EditableRecord, mapValues, type RecordRow } from './editableRecord.ts';
import { checkNewSlug, isFoundBy, requireVersion } from './lookups.ts';

type Input = Readonly<Record<string, unknown>>;

/** Creates a record. Returns its key. */
export async function createRecord(
  ctx: CommandContext,
  record: EditableRecord,
  input: Input & { readonly slug: string },
): Promise<number> {
  const { writer, errors } = ctx;
  const slug = await checkNewSlug(ctx, record.table, input.slug);
  const given = mapValues(record.fields, ({ initial }, name) => input[name] ?? initial);
  const { values, children } = await checkFields(ctx, record, given, null);
  errors.throwIfAny();
  const key = await writer.insert(record.table, { slug, ...values });
  for (const { table, desired } of children) await insertChildRows(writer, table, key, desired);
  return key;
}

/**
 * Updates the fields that the input has. Returns the key of the record. Throws ALREADY_DONE if nothing changes.
 * @param assertAllowed throws if the new values are not allowed.
 */
export async function updateRecord(
  ctx: CommandContext,
  record: EditableRecord,
  input: Input & { readonly version: number },
  assertAllowed: (row: RecordRow, values: Values) => void = () => {},
): Promise<number> {
  const { writer, errors } = ctx;
  const found = await findRecord(ctx, record, input);
  const { values, children } = await checkFields(ctx, record, input, found);
  const row = errors.foundOrThrow(found);
  const subject = `${record.table} ${row.slug}`;
  requireVersion(subject, input.version, row.version);
  assertAllowed(row, values);
  const changed = Object.entries(values).filter(([name, given]) => given !== undefined && given !== row[name]);
  const changedRows = [];
  for (const { table, desired } of children) {
    changedRows.push({ table, ...(await childRowChanges(writer, table, row.id, desired)) });
  }
  if (changed.length === 0 && changedRows.every(({ deleted, inserted }) => deleted.length + inserted.length === 0)) {
    fail(ALREADY_DONE, { what: `${subject} has these values` });
  }
  await writer.update(record.table, row.id, { ...Object.fromEntries(changed), updated_at: new Date() });
  for (const { table, deleted, inserted } of changedRows) {
    await deleteChildRows(writer, table, row.id, deleted);
    await insertChildRows(writer, table, row.id, inserted);
  }
  return row.id;
}

/** The record whose slug the input has. Adds an error if there is none. */
export async function findRecord(
  { writer, errors }: CommandContext,
  { table, fields }: EditableRecord,
  input: Input,
): Promise<RecordRow | null> {
  const slug = String(input[table]);
  const columns = Object.entries(fields).flatMap(([name, each]) => (each.rows ? [] : (each.column ?? name)));
  const row = await writer.row<RecordRow>(
    sql`SELECT ${raw(['id', 'slug', ...columns, 'closed_on', 'version'].join(', '))} FROM ${raw(table)} WHERE ${isFoundBy(table, table, slug)}`,
  );
  return errors.found(table, slug, row, table);
}

/** The values of an input by column, undefined for absent fields, and the child rows of its lists. */
async function checkFields(
  ctx: CommandContext,
  { fields }: EditableRecord,
  input: Input,
  row: RecordRow | null,
): Promise<{ values: Values; children: { table: ChildTable; desired: Values[] }[] }> {
  const values: Record<string, unknown> = {};
  const children = [];
  for (const [path, each] of Object.entries(fields)) {
    const given = input[path];
    if (given === null && each.required) {
      ctx.errors.add(path, 'must not be null: omit the field to keep its value');
    }
    if (each.rows) {
      const fieldContext = { ...ctx, path, row, stored: undefined };
      if (given !== undefined) {
        children.push({ table: each.rows, desired: given === null ? [] : await each.check(fieldContext, given) });
      }
    } else {
      const name = each.column ?? path;
      values[name] = given == null ? given : await each.check({ ...ctx, path, row, stored: row?.[name] }, given);
    }
  }
  return { values, children };
}

/** The child rows to delete and to insert. Unchanged rows are not written, so they get no new version. */
async function childRowChanges(
  writer: TableWriter,
  { table, owner, keys, values }: ChildTable,
  key: number,
  desired: readonly Values[],
): Promise<{ deleted: Values[]; inserted: Values[] }> {
  const columns = [...keys, ...values];
  const stored = await writer.rows<Values>(
    sql`SELECT ${raw(columns.join(', '))} FROM ${raw(table)} WHERE ${raw(owner)} = ${value(key)}`,
  );
  const textOf = (row: Values) => JSON.stringify(columns.map((name) => row[name]));
  const [before, after] = [new Set(stored.map(textOf)), new Set(desired.map(textOf))];
  return {
    deleted: stored.filter((row) => !after.has(textOf(row))),
    inserted: desired.filter((row) => !before.has(textOf(row))),
  };
}

async function deleteChildRows(writer: TableWriter, { table, owner, keys }: ChildTable, key: number, rows: Values[]) {
  if (rows.length === 0) return;
  const same = rows.map((row) => allOf(keys.map((name) => sql`${raw(name)} = ${value(row[name])}`)));
  await writer.rows(sql`DELETE FROM ${raw(table)} WHERE ${raw(owner)} = ${value(key)} AND (${join(same, ' OR ')})`);
}

function insertChildRows(
  writer: TableWriter,
  { table, owner }: ChildTable,
  key: number,
  rows: Values[],
): Promise<void> {
  return writer.insertAll(
    table,
    rows.map((row) => ({ [owner]: key, ...row })),
  );
}
