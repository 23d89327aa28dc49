import { Histogram, type HistogramConfiguration } from 'prom-client';

type Labels<L extends string> = Readonly<Record<L, string>>;

/**
 * A histogram that gives its observations to prom-client in batches, and when metrics are read. Between the other work of a request, one
 * observation of prom-client takes 8 µs, a tenth of a cached response. In a batch, it takes less than 1 µs.
 */
export class BatchedHistogram<L extends string> {
  readonly #histogram: Histogram<L>;
  #pending: (readonly [labels: Labels<L>, value: number])[] = [];

  constructor(configuration: Omit<HistogramConfiguration<L>, 'collect'>) {
    this.#histogram = new Histogram({ ...configuration, collect: () => this.#flush() });
  }

  /** @param labels is kept: do not change it later. */
  observe(labels: Labels<L>, value: number): void {
    if (this.#pending.push([labels, value]) >= BATCH_SIZE) this.#flush();
  }

  #flush(): void {
    const pending = this.#pending;
    this.#pending = [];
    for (const [labels, value] of pending) this.#histogram.observe(labels, value);
  }
}

const BATCH_SIZE = 1_000;
