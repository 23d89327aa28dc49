import { z } from 'zod';

/** The size and the columns of a table, as one version of its CSV has them. */
export const TableShape = z.object({ rows: z.int().min(0), columns: z.array(z.string()) });
export type TableShape = z.infer<typeof TableShape>;

/** A table of a release. `file` is the key of the resource with its CSV. */
export interface DesiredTable extends TableShape {
  readonly file: string;
  readonly title: string;
}

/** What a publication changes in one table. The names of these properties are those of `registre publish --json`. */
export interface TableChange {
  readonly file: string;
  readonly title: string;
  /** The rows on the platform; null if the table is not there. */
  readonly rowsBefore: number | null;
  /** The rows of the release; null if the table is removed. */
  readonly rowsAfter: number | null;
  readonly columnsLost: readonly string[];
  readonly columnsGained: readonly string[];
}

/** The extra of a resource that describes its table, and the SHA-1 of the file for which the description is right. */
export const TABLE_EXTRA = 'registre:table';
const TableNote = TableShape.extend({ sha1: z.string() });

export function tableNote({ rows, columns }: DesiredTable, sha1: string): z.infer<typeof TableNote> {
  return { rows, columns, sha1 };
}

/** The table that the extras of a resource describe; null if they describe another file, or none. */
export function notedShape(extras: Readonly<Record<string, unknown>>, sha1: string | null): TableShape | null {
  const { data } = TableNote.safeParse(extras[TABLE_EXTRA]);
  return data && data.sha1 === sha1 ? { rows: data.rows, columns: data.columns } : null;
}

/** Compares a table of the platform with the same table of the release. Null on one side: the table is not there. */
export function compareTable(
  { file, title }: { file: string; title: string },
  before: TableShape | null,
  after: TableShape | null,
): TableChange {
  const missing = (from: TableShape | null, to: TableShape | null) =>
    from && to ? from.columns.filter((name) => !to.columns.includes(name)) : [];
  return {
    file,
    title,
    rowsBefore: before?.rows ?? null,
    rowsAfter: after?.rows ?? null,
    columnsLost: missing(before, after),
    columnsGained: missing(after, before),
  };
}
