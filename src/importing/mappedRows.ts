import { z } from 'zod';
import type { ListName, MappedRows, MappedSource, SourceDescription } from './mappedSource.ts';
import type { NewList, RowList } from './storedRows.ts';

/** The names of the lists of a mapped source. */
const LIST_NAMES = [
  'entities',
  'successions',
  'themes',
  'missions',
  'startups',
  'services',
  'memberships',
  'methodSteps',
  'methodRoles',
  'words',
  'findings',
] as const satisfies readonly ListName[];

/** A row of one of the lists of a mapped source, or the source without its lists. */
export type MappedRow =
  | { readonly list: ListName; readonly row: object }
  | { readonly source: SourceDescription; readonly modifiedAt: string | null };

/** The sender runs the same version of the software: check the lists, not each value. */
const Received = z.union([
  z.object({ list: z.string(), row: z.custom<object>((row) => typeof row === 'object' && row !== null) }),
  z.object({
    source: z.object({ name: z.string(), title: z.string(), licence: z.string(), url: z.string().nullable() }),
    modifiedAt: z.string().nullable(),
  }),
]);

/** The rows of a mapped source, one at a time, to store them or to send them to another process. */
export class RowsOfSource implements Iterable<MappedRow> {
  readonly mapped: MappedRows;

  constructor(mapped: MappedRows) {
    this.mapped = mapped;
  }

  *[Symbol.iterator](): Generator<MappedRow> {
    const { source, modifiedAt } = this.mapped;
    yield { source, modifiedAt };
    for (const list of LIST_NAMES) for (const row of this.mapped[list]) yield { list, row };
  }
}

/** Collects the rows of a mapped source. */
export class MappedRowCollector {
  readonly #lists: ReadonlyMap<string, RowList<object>>;
  #source: Pick<MappedSource, 'source' | 'modifiedAt'> | null = null;

  constructor(newList: NewList) {
    this.#lists = new Map(LIST_NAMES.map((name) => [name, newList<object>()]));
  }

  add(row: z.infer<typeof Received>): void {
    if ('source' in row) this.#source = row;
    else this.#lists.get(row.list)?.push(row.row);
  }

  /** Adds a {@link MappedRow} of another process. Returns false if it has another shape. */
  receive(received: unknown): boolean {
    const { data } = Received.safeParse(received);
    if (data) this.add(data);
    return data !== undefined;
  }

  /** The mapped source; null if its description is missing. */
  get mapped(): MappedRows | null {
    return this.#source && Lists.parse({ ...this.#source, ...Object.fromEntries(this.#lists) });
  }
}

/** A mapped source has a list of each name. Its rows are not checked. */
const Lists = z.custom<MappedRows>(
  (value) => typeof value === 'object' && value !== null && LIST_NAMES.every((name) => name in value),
);

/** Whether the lists of a mapped source are arrays. */
export function isInMemory(mapped: MappedRows): mapped is MappedSource {
  return LIST_NAMES.every((name) => Array.isArray(mapped[name]));
}
