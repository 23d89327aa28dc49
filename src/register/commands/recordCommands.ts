import { fail } from '../../errors/errors.ts';
import { ALREADY_DONE } from '../registerErrors.ts';
import type { Values } from '../tableWriter.ts';
import { type CommandContext, defineCommand } from './defineCommand.ts';
import { closeFields, createFields, type EditableRecord, type RecordRow, updateFields } from './editableRecord.ts';
import { requireVersion } from './lookups.ts';
import { createRecord, findRecord, updateRecord } from './writeRecord.ts';

interface CreateOptions {
  /** The description of the mutation. */
  readonly description: string;
}

/** The command that creates a record, such as `createService`. */
export function createCommand(record: EditableRecord, { description }: CreateOptions) {
  return defineCommand({
    ...common('create', record, description),
    input: createFields(record),
    execute: (ctx, given) => createRecord(ctx, record, given),
  });
}

interface UpdateOptions extends CreateOptions {
  /** The names of the fields to put first in the input. Default: the order of the record. */
  readonly first?: readonly string[];
  /** Throws if the new values are not allowed. */
  assertAllowed?(row: RecordRow, values: Values): void;
}

/** The command that updates a record, such as `updateService`. */
export function updateCommand(record: EditableRecord, { description, first, assertAllowed }: UpdateOptions) {
  return defineCommand({
    ...common('update', record, description),
    input: updateFields(record, first),
    execute: (ctx, given) => updateRecord(ctx, record, given, assertAllowed),
  });
}

interface CloseOptions extends CreateOptions {
  /** Whether the record is closed. Default: whether it has a last day. */
  isClosed?(row: RecordRow): boolean;
  /** Adds an error if the last day is before an event of the record. */
  checkDay?(ctx: CommandContext, row: RecordRow, on: string): Promise<void>;
  /** Throws if another record still uses the record. */
  assertUnused?(ctx: CommandContext, row: RecordRow): Promise<void>;
  /** Other columns to write. */
  readonly values?: Values;
}

/** The command that closes a record, such as `closeService`. */
export function closeCommand(record: EditableRecord, { description, ...options }: CloseOptions) {
  const { isClosed = (row) => row.closed_on !== null, checkDay, assertUnused, values } = options;
  return defineCommand({
    ...common('close', record, description),
    input: closeFields(record),
    async execute(ctx, given) {
      const { writer, errors, today } = ctx;
      const row = errors.foundOrThrow(await findRecord(ctx, record, given));
      const subject = `${record.table} ${row.slug}`;
      if (isClosed(row)) fail(ALREADY_DONE, { what: `${subject} is closed` });
      const on = given.on ?? today;
      await checkDay?.(ctx, row, on);
      errors.throwIfAny();
      requireVersion(subject, given.version, row.version);
      await assertUnused?.(ctx, row);
      await writer.update(record.table, row.id, { ...values, closed_on: on, updated_at: new Date() });
      return row.id;
    },
  });
}

function common(verb: 'create' | 'update' | 'close', { model }: EditableRecord, description: string) {
  return { name: `${verb}${model.name}`, role: 'EDITOR', description, returns: () => model } as const;
}
