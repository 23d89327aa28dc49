import type { JsonObject } from '../http/json.ts';
import type { Dataset } from './Dataset.ts';
import { CLOSED_FORMATS, FREQUENCIES } from './vocabularies.ts';

/** The score of the metadata: nine criteria, one point each. What cannot be judged is absent, and costs its point. */
export function qualityOf(dataset: Dataset, time: number): JsonObject {
  const { resources, frequency } = dataset;
  const quality: JsonObject = {
    license: dataset.license !== null,
    temporal_coverage: dataset.temporal_coverage !== null,
    spatial: dataset.spatial !== null,
    update_frequency: frequency !== 'unknown',
    dataset_description_quality: [...dataset.description].length > 100,
  };
  if (frequency !== 'unknown') quality.update_fulfilled_in_time = isFresh(dataset, time);
  if (resources.length > 0) {
    quality.has_resources = true;
    quality.has_open_format = resources.some(({ format }) => format !== null && !isClosed(format));
    quality.all_resources_available = resources.every(
      (resource) => resource.filetype === 'file' || (resource.extras['check:available'] ?? true) === true,
    );
    quality.resources_documentation = resources.some(
      ({ type, description }) => type === 'documentation' || (description ?? '') !== '',
    );
  }
  const points = Object.entries(quality).filter(([name, met]) => name !== 'has_resources' && met === true).length;
  return { ...quality, score: points / 9 };
}

const DAY = 24 * 3600 * 1000;

function isFresh({ frequency, last_update }: Dataset, time: number): boolean {
  const delay = FREQUENCIES[frequency] ?? null;
  if (delay === null) return true;
  const expected = Date.parse(last_update) + delay * DAY;
  // Whole days, rounded down as Python does: one day late is still in time.
  return Math.floor((expected - time) / DAY) >= -1;
}

const isClosed = (format: string) => CLOSED_FORMATS.includes(format.toLowerCase());
