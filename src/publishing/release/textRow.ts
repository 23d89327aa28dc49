/** A row as PostgreSQL wrote it: its cells as text, in the order of the SELECT. */
export type TextRow = (string | null)[];
