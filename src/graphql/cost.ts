/**
 * The cost of a field whose work exceeds its returned objects, in `extensions.cost`. By default, a field costs one point for each
 * returned object and nothing for a scalar; a list without a page size counts as {@link LIST_SIZE} objects.
 */
export interface Cost {
  /** Points for each resolution, added to those of the returned objects: for an aggregate, a search, a file. */
  readonly price?: number;
  /** The usual number of objects of a plain list, or of a nested connection whose pages are rarely full. */
  readonly size?: number;
  /** Returns the number of objects of a list from its arguments. 0 for arguments that the field rejects. */
  sizeOf?(given: object): number;
}

/** The assumed number of objects of a list without pages. */
export const LIST_SIZE = 3;

/** The cost of a nested connection whose pages have a few items, such as the services of a startup. */
export const FEW: Cost = { size: 5 };

/** The extension of a field with a cost: `@Extensions({ ...relation(themesOf), ...costs({ size: 3 }) })`. */
export function costs(cost: Cost): { cost: Cost } {
  return { cost };
}
