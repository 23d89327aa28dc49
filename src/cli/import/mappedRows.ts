import { z } from 'zod';
import type { MappedSource } from '../../importing/mappedSource.ts';
import type { CommandRun } from '../remote/remoteCommand.ts';

/** A row of one of the lists of a mapped source, or the source without its rows. */
const MappedRow = z.union([
  z.object({ list: z.string(), row: z.looseObject({}) }),
  z.object({ source: z.record(z.string(), z.unknown()) }),
]);
type MappedRow = z.infer<typeof MappedRow>;

/** A mapped source as rows that can be sent to another process, one at a time. */
export function* mappedRows(mapped: MappedSource): Generator<MappedRow> {
  const properties = Object.entries(mapped);
  yield { source: Object.fromEntries(properties.map(([name, value]) => [name, Array.isArray(value) ? [] : value])) };
  for (const [list, rows] of properties) {
    if (Array.isArray(rows)) for (const row of rows) yield { list, row };
  }
}

/** The mapped source of {@link mappedRows}. Returns null if the rows have another shape. */
export async function collectMapped(rows: CommandRun['rows']): Promise<MappedSource | null> {
  const lists = new Map<string, unknown[]>();
  let source: Record<string, unknown> = {};
  for await (const received of rows) {
    const { data } = MappedRow.safeParse(received);
    if (!data) return null;
    if ('source' in data) {
      source = data.source;
      for (const [name, value] of Object.entries(source)) if (Array.isArray(value)) lists.set(name, value);
    } else {
      lists.get(data.list)?.push(data.row);
    }
  }
  return MappedLists.safeParse(source).data ?? null;
}

type ListName = {
  [Name in keyof MappedSource]: MappedSource[Name] extends unknown[] ? Name : never;
}[keyof MappedSource];

const LISTS: Record<ListName, true> = {
  entities: true,
  successions: true,
  themes: true,
  missions: true,
  startups: true,
  services: true,
  memberships: true,
  methodSteps: true,
  methodRoles: true,
  words: true,
  findings: true,
};

/** The sender runs the same version of the software: check the lists, not each row. */
const MappedLists = z.custom<MappedSource>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'source' in value &&
    Object.keys(LISTS).every((name) => Array.isArray(Reflect.get(value, name))),
);
