import { CATALOGUE } from './catalogue.ts';

/** The fewest rows, in all its tables together, for which a dataset gets a page of its own on data.gouv.fr. */
export const MINIMUM_ROWS = 5;

interface Counted {
  readonly rows: number;
}

/**
 * Whether the files of a table are sent to data.gouv.fr. Those of an empty table have a header only, which no analyser reads: they are
 * in the release only.
 */
export function hasRows({ rows }: Counted): boolean {
  return rows > 0;
}

/**
 * Whether a dataset is too small for a page of its own. Its tables are in the release, and in the files of the whole register. The dataset
 * with these files has tables that follow from all others: it is published with any number of rows.
 */
export function isTooSmall({ slug, tables }: { slug: string; tables: readonly Counted[] }): boolean {
  const rows = tables.reduce((total, table) => total + table.rows, 0);
  const declared = CATALOGUE.find((dataset) => dataset.slug === slug)?.tables;
  return rows < MINIMUM_ROWS && !declared?.every(({ isDerived }) => isDerived);
}
