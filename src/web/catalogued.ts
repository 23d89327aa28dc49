import type { CataloguedDataset } from '../publishing/catalogue.ts';
import { CATALOGUE } from '../publishing/catalogue.ts';

/** What the catalogue says of a dataset, beyond what its releases do; null when it is no longer published. */
export function catalogued(slug: string): CataloguedDataset | null {
  return CATALOGUE.find((dataset) => dataset.slug === slug) ?? null;
}
