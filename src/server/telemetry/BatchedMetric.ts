import { Counter, type CounterConfiguration, Histogram, type HistogramConfiguration } from 'prom-client';

type Labels<L extends string> = Readonly<Record<L, string>>;

/**
 * A metric with labels that gets its values in batches, and when metrics are read. Between the other work of a request, one value takes
 * prom-client 8 µs, a tenth of a cached response. In a batch, it takes less than 1 µs.
 */
export class BatchedMetric<L extends string> {
  readonly #give: (labels: Labels<L>, value: number) => void;
  #pending: (readonly [labels: Labels<L>, value: number])[] = [];

  private constructor(give: (labels: Labels<L>, value: number) => void) {
    this.#give = give;
  }

  static counter<L extends string>(configuration: CounterConfiguration<L>): BatchedMetric<L> {
    const metric = new BatchedMetric<L>((labels, value) => counter.inc(labels, value));
    const counter = new Counter<L>({ ...configuration, collect: () => metric.#flush() });
    return metric;
  }

  static histogram<L extends string>(configuration: HistogramConfiguration<L>): BatchedMetric<L> {
    const metric = new BatchedMetric<L>((labels, value) => histogram.observe(labels, value));
    const histogram = new Histogram<L>({ ...configuration, collect: () => metric.#flush() });
    return metric;
  }

  /** @param labels is kept: do not change it later. */
  add(labels: Labels<L>, value: number): void {
    if (this.#pending.push([labels, value]) >= BATCH_SIZE) this.#flush();
  }

  #flush(): void {
    const pending = this.#pending;
    this.#pending = [];
    for (const [labels, value] of pending) this.#give(labels, value);
  }
}

const BATCH_SIZE = 1_000;
