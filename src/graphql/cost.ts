/**
 * What asking for a field costs, where the rule of the house says too little: worn by the field under
 * `extensions.cost`, next to its relation. Without it a field costs what it returns: a point for each object, nothing
 * for a scalar; a list without page size counts as {@link LIST_SIZE} objects.
 */
export interface Cost {
  /** Points for each time that it is resolved, beyond the objects that it returns: for an aggregate, a search, a file. */
  readonly price?: number;
  /** How many objects a plain list holds, as a rule. */
  readonly size?: number;
  /** The argument that lists what is asked for: it holds as many objects as that. */
  readonly sizeOf?: string;
}

/** How many objects a plain list is taken to hold when its field does not say. */
export const LIST_SIZE = 3;

/** What a field wears to say its cost: `@Extensions({ ...declares(themesOf), ...costs({ size: 3 }) })`. */
export function costs(cost: Cost): { cost: Cost } {
  return { cost };
}
