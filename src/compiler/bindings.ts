/** The values of one execution of a compiled statement. */
export interface Bindings {
  /** The variables of the operation, coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The current day in Paris, `YYYY-MM-DD`. */
  readonly today: string;
}

/** A statement parameter whose value depends on the bindings of each execution. */
export class BoundParameter {
  readonly valueFor: (bindings: Bindings) => unknown;

  constructor(valueFor: (bindings: Bindings) => unknown) {
    this.valueFor = valueFor;
  }
}

/** The parameter values of one execution. */
export function bindValues(parameters: readonly unknown[], bindings: Bindings): unknown[] {
  return parameters.map((each) => (each instanceof BoundParameter ? each.valueFor(bindings) : each));
}
