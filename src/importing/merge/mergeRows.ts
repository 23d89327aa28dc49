import { createHash } from 'node:crypto';
import { batchesAhead } from '../../sql/batchesAhead.ts';
import type { SourceFinding } from '../findings/findings.ts';
import type { SourceRow } from '../mappedSource.ts';
import type { Rows } from '../storedRows.ts';
import { readFrozenLists, readServiceClosing } from './decisions.ts';
import { editFinding } from './editFinding.ts';
import { breakLoops } from './entityTree.ts';
import type { RowCounts } from './ImportReport.ts';
import type { ChangedRow, MergeContext, MergedRow } from './MergedRow.ts';
import type { MatchedRow } from './matchRows.ts';
import { isSame } from './mergeFields.ts';
import { mergeRow } from './mergeRow.ts';
import { type RowContent, readStates } from './readStates.ts';
import { rethrowRejected } from './rejectedRows.ts';
import { type KeyOf, type SourcedClass, type SourcedKind, sourcedClassOf } from './sourcedKinds.ts';
import { deleteItems, insertItems, writeFields, writeRecords } from './writeRows.ts';

/** Merges the rows of one kind with those of the register, and writes those that differ. `rows` is the list of the matched rows. */
export function mergeRows(
  context: MergeContext,
  kind: SourcedKind,
  matched: readonly MatchedRow[],
  rows: Rows<SourceRow>,
): Promise<{ counts: RowCounts; findings: SourceFinding[] }> {
  return writeMerged(context, kind, matched, rows).catch((error: unknown) => rethrowRejected(error, kind, matched));
}

async function writeMerged(
  context: MergeContext,
  kind: SourcedKind,
  matched: readonly MatchedRow[],
  mappedRows: Rows<SourceRow>,
): Promise<{ counts: RowCounts; findings: SourceFinding[] }> {
  const shape = sourcedClassOf(kind);
  const counts = { created: 0, updated: 0, deleted: 0, unchanged: 0 };
  const findings: SourceFinding[] = [];
  const [exclusive, others] = [true, false].map((is) => shape.lists.filter((list) => list.exclusive === is));
  const waiting: ChangedRow[] = [];
  const prepared = preparedRows(context, shape, matched, mappedRows);
  for await (const batch of batchesAhead(prepared, ({ length }) => length === context.batchSize)) {
    const rows = await mergeBatch(context, shape, batch);
    await writeFields(context.client, shape, rows);
    for (const list of shape.lists) await deleteItems(context.client, list, rows);
    for (const list of others ?? []) await insertItems(context.client, list, rows);
    await writeRecords(context, kind, rows);
    for (const { row, isChanged, isRecorded, edited } of rows) {
      const written = isChanged || !isRecorded ? 'updated' : 'unchanged';
      counts[row.isNew ? 'created' : written] += 1;
      findings.push(...edited.map((each) => editFinding(context, kind, row, each)));
    }
    // Rows of one batch can depend on those of another.
    if (kind === 'entity') waiting.push(...rows.filter(({ isChanged }) => isChanged).map(withoutOwnValues));
  }
  for (const { row, edited } of await breakLoops(context.client, shape, waiting)) {
    findings.push(editFinding(context, kind, row, edited));
  }
  // An item can move from one row to another: every deletion comes first.
  for (const list of exclusive ?? []) {
    for (const { row, ...rejected } of await insertItems(context.client, list, waiting)) {
      findings.push(editFinding(context, kind, row, { list, ...rejected }));
    }
  }
  return { counts, findings };
}

/** A matched row with what the source gives. */
type PreparedRow = Pick<MergedRow, 'row' | 'record' | 'given' | 'fingerprint'>;

/** The matched rows with their values. Both are in the order of the source. */
function* preparedRows(
  { keyOf }: MergeContext,
  shape: SourcedClass,
  matched: readonly MatchedRow[],
  rows: Rows<SourceRow>,
): Generator<PreparedRow> {
  const waiting = matched.values();
  let next = waiting.next().value;
  let position = 0;
  for (const mapped of rows) {
    if (next?.mapped.position !== position++) continue;
    const { sourceId, slug, identifiers } = next.mapped;
    const all = { ...mapped, sourceId, slug, ...(identifiers && { identifiers }) };
    const given = contentOf(shape, all, keyOf);
    yield { row: next, record: mapped.record, given, fingerprint: fingerprintOf(all) };
    next = waiting.next().value;
  }
}

/** What other rows can depend on: the parent, and the lists whose items can move from one row to another. */
function withoutOwnValues({ row, held, fields, lists }: ChangedRow): ChangedRow {
  const partOf = (content: RowContent): RowContent => ({
    fields: { parent_id: content.fields.parent_id },
    lists: { identifiers: content.lists.identifiers ?? [] },
  });
  return { row, held: held && partOf(held), ...partOf({ fields, lists }) };
}

async function mergeBatch(
  { client, source, takeSource }: MergeContext,
  shape: SourcedClass,
  batch: readonly PreparedRow[],
): Promise<MergedRow[]> {
  const rows = batch.map(({ row }) => row);
  const stateOf = await readStates(client, shape, rows);
  const isFrozen = takeSource ? () => () => false : await readFrozenLists(client, shape.kind, rows);
  const closeIfAbandoned = await readServiceClosing(client, shape);
  return batch.map((prepared) => {
    const { row, given, fingerprint } = prepared;
    const key = row.mapped.sourceId;
    const state = stateOf(row);
    const toMerge = { source: source.name, key, content: given, takeSource, isFrozen: isFrozen(row.id) };
    const merged = closeIfAbandoned(mergeRow(shape, state, toMerge));
    const record = state.records.find((each) => each.source === source.name && each.key === key);
    return {
      ...merged,
      ...prepared,
      held: state.held,
      isChanged: !state.held || !isSameContent(shape, state.held, merged),
      isRecorded: record?.fingerprint === fingerprint && isSame(record.imported, given),
    };
  });
}

/** What a mapped row gives, by column and by list. */
function contentOf({ fields, lists }: SourcedClass, mapped: object, keyOf: KeyOf): RowContent {
  const read = (of: typeof fields, from: object | string) =>
    Object.fromEntries(of.map((field) => [field.column, field.read(from, keyOf)]));
  return {
    fields: read(fields, mapped),
    lists: Object.fromEntries(
      lists.map(({ name, fields: columns }) => {
        const items: readonly (object | string)[] = Reflect.get(mapped, name);
        return [name, items.map((item) => read(columns, item))];
      }),
    ),
  };
}

function isSameContent({ lists }: SourcedClass, one: RowContent, other: RowContent): boolean {
  return isSame(one.fields, other.fields) && lists.every(({ name }) => isSame(one.lists[name], other.lists[name]));
}

/** The hash of the mapped row with its source row: the record is written again when either changed. The slug may be that of a joined row. */
function fingerprintOf(mapped: object): string {
  const text = JSON.stringify({ ...mapped, slug: undefined });
  return createHash('sha256').update(text).digest('base64url');
}
