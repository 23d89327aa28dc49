import { Extensions } from 'type-graphql';

/** A column of an exported table: `startups.nom`. */
type TableColumn = `${string}.${string}`;

/**
 * The place of a field in the open data: the columns that have its value, or from which its description computes it; or the reason
 * why no column has it. A property with `export` needs none.
 */
export type OpenDataPlace = TableColumn | readonly TableColumn[] | { readonly not: string };

/** The extension of a field with its place in the open data. */
export function openDataAt(place: OpenDataPlace | undefined): { readonly openData?: OpenDataPlace } {
  return place === undefined ? {} : { openData: place };
}

/** Decorates an output type whose fields are not in the open data. @param reason a sentence in English. */
export function NotInOpenData(reason: string): ClassDecorator {
  return Extensions({ openData: { not: reason } });
}

/** The reason of the counts of a list by value. */
export const COUNTS = 'A count of rows: the tables have the rows.';

/** The reason of what describes the files. */
export const DESCRIBES_FILES = 'It describes the files: `release.json` has it.';

/** The reason of publications. */
export const AFTER_THE_FILES = 'A publication sends the files after they are written.';
