import type { Crawler } from '../analysis/crawl.ts';
import type { JsonObject } from '../http/json.ts';
import { Clock, truncated } from './Clock.ts';
import type { Dataservice } from './Dataservice.ts';
import { type Dataset, lastModified } from './Dataset.ts';
import { countedIdentifiers, type Identifiers } from './identifiers.ts';
import type { ContactPoint, Organization, Token, User } from './people.ts';
import { lastModifiedOf } from './Resource.ts';
import { freeSlug } from './slug.ts';
import { CATALOGUE, type CataloguedSchema } from './vocabularies.ts';

/** All that the platform knows, in memory and open: a test may read it, and change it behind the publisher's back. */
export class State {
  url = '';
  readonly clock: Clock;
  readonly ids: Identifiers;

  readonly users = new Map<string, User>();
  readonly tokens: Token[] = [];
  readonly sessions = new Map<string, string>();
  readonly organizations = new Map<string, Organization>();
  readonly contactPoints = new Map<string, ContactPoint>();
  readonly dataservices = new Map<string, Dataservice>();
  readonly harvestSources = new Map<string, JsonObject>();

  readonly datasets = new Map<string, Dataset>();
  /** Former slug → dataset id. */
  readonly slugHistory = new Map<string, string>();
  /** The version before the last change: what a cache in front may still answer. */
  readonly previous = new Map<string, Dataset>();
  readonly files = new Map<string, Buffer>();
  /** `uuid/part` → a piece of a file that is still on its way. */
  readonly chunks = new Map<string, { bytes: Buffer; at: number }>();

  readonly schemas: CataloguedSchema[] = structuredClone(CATALOGUE);
  schemasDown = false;
  /** Anti-spam: creations are closed to everyone but system administrators. */
  readOnly = false;
  /** null: no search engine behind the platform; else what it knows, one tick late. */
  searchIndex: Set<string> | null = null;
  /** What the crawler does at its next tick. */
  crawler: Crawler = 'ends';
  /** The tables of the tabular API, by resource id. */
  readonly tables = new Map<string, { url: string; createdAt: string; profile: JsonObject }>();
  /** Remote addresses that the crawler will find dead. */
  readonly deadUrls = new Set<string>();

  readonly strict: boolean;
  /** The requests that strict mode rejected, and the internal errors of the fake platform. */
  readonly violations: string[] = [];
  readonly #unsettled = new Set<Dataset>();

  constructor(options: { strict?: boolean; clock?: () => number; ids?: Identifiers }) {
    this.strict = options.strict ?? false;
    this.clock = new Clock(options.clock);
    this.ids = options.ids ?? countedIdentifiers();
  }

  now(): string {
    return this.clock.now();
  }

  /** A dataset was changed by someone: its dates and its slug follow, its former version is kept. */
  save(dataset: Dataset): Dataset {
    const former = this.datasets.get(dataset.id);
    dataset.last_modified_internal = this.now();
    if (former === undefined || former.title !== dataset.title) this.#nameAgain(dataset);
    return this.keep(dataset);
  }

  /** The same, for writes that leave the date of modification alone (extras of API v2, the crawler). */
  keep(dataset: Dataset): Dataset {
    const former = this.datasets.get(dataset.id);
    if (former !== undefined) this.previous.set(dataset.id, structuredClone(former));
    if (dataset.access_type !== 'open') dataset.license = null;
    dataset.last_update = lastUpdateOf(dataset);
    this.datasets.set(dataset.id, dataset);
    this.#unsettled.add(dataset);
    return dataset;
  }

  /** Once the answer has gone, only what the database kept is left: dates to the millisecond. */
  settle(): void {
    for (const dataset of this.#unsettled) {
      for (const dated of [dataset, ...dataset.resources]) {
        dated.created_at_internal = truncated(dated.created_at_internal);
        dated.last_modified_internal = truncated(dated.last_modified_internal);
      }
      dataset.last_update = truncated(dataset.last_update);
      if (dataset.deleted !== null) dataset.deleted = truncated(dataset.deleted);
    }
    this.#unsettled.clear();
  }

  bySlug(slug: string): Dataset | undefined {
    for (const dataset of this.datasets.values()) if (dataset.slug === slug) return dataset;
    return undefined;
  }

  #nameAgain(dataset: Dataset): void {
    const isTaken = (slug: string) => (this.bySlug(slug) ?? dataset).id !== dataset.id;
    const slug = freeSlug(dataset.title, isTaken);
    if (dataset.slug !== '' && dataset.slug !== slug) this.slugHistory.set(dataset.slug, dataset.id);
    dataset.slug = slug;
  }
}

function lastUpdateOf(dataset: Dataset): string {
  const harvested = dataset.harvest?.modified_at;
  if (typeof harvested === 'string') return harvested;
  return dataset.resources.map(lastModifiedOf).sort().at(-1) ?? lastModified(dataset);
}
