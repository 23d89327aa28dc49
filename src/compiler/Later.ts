/** What a compiled statement is sent with. */
export interface Run {
  /** The variables of the operation, coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The current day in Paris, `YYYY-MM-DD`. */
  readonly today: string;
}

/** A value of a statement that is only known when it is sent. */
export class Later {
  readonly of: (run: Run) => unknown;

  constructor(of: (run: Run) => unknown) {
    this.of = of;
  }
}

/** The values of a statement, once they are known. */
export function valuesOf(values: readonly unknown[], run: Run): unknown[] {
  return values.map((each) => (each instanceof Later ? each.of(run) : each));
}
