import { crawl } from '../analysis/crawl.ts';
import type { State } from './State.ts';
import { freeSlug } from './slug.ts';

const DAY = 24 * 3600 * 1000;

/** What the platform does later and by itself. Here nothing happens later: a test says when, and which. */
export const EFFECTS = {
  /** The crawler checks every resource, and reads tables out of CSV files. */
  hydra(state: State) {
    for (const { resources } of state.datasets.values()) for (const resource of resources) crawl(state, resource);
  },

  search(state: State) {
    if (state.searchIndex === null) return;
    state.searchIndex.clear();
    for (const { id, deleted, private: hidden } of state.datasets.values())
      if (deleted === null && !hidden) state.searchIndex.add(id);
  },

  /** Removes deleted datasets with their files, and the chunks of unfinished uploads. */
  purge(state: State) {
    for (const dataset of [...state.datasets.values()]) {
      if (dataset.deleted === null) continue;
      for (const { path } of dataset.resources) if (path !== null) state.files.delete(path);
      state.datasets.delete(dataset.id);
      for (const [slug, id] of state.slugHistory) if (id === dataset.id) state.slugHistory.delete(slug);
    }
    const limit = state.clock.time() - DAY;
    for (const [key, { at }] of state.chunks) if (at < limit) state.chunks.delete(key);
  },

  /** A tag becomes a badge for the certified organizations of the public service. */
  badges(state: State) {
    for (const dataset of state.datasets.values()) {
      const held = state.organizations.get(dataset.organization ?? '')?.badges ?? [];
      if (!held.includes('certified') || !held.includes('public-service')) continue;
      const earned = ['hvd', 'inspire'].filter((kind) => dataset.tags.includes(kind));
      dataset.badges = [...new Set([...dataset.badges, ...earned])];
    }
  },

  metrics(state: State) {
    for (const dataset of state.datasets.values()) {
      const { views, resources_downloads } = dataset.metrics;
      dataset.metrics = {
        ...dataset.metrics,
        views: Number(views) + 7,
        resources_downloads: Number(resources_downloads) + 3,
      };
    }
  },

  /** The nightly harvest writes over what it harvested, whatever was edited since. */
  harvest(state: State) {
    for (const dataset of state.datasets.values()) {
      if (dataset.harvest === null) continue;
      dataset.title = `${dataset.harvest.remote_title ?? dataset.title}`;
      dataset.slug = freeSlug(dataset.title, (slug) => (state.bySlug(slug) ?? dataset).id !== dataset.id);
      dataset.harvest = { ...dataset.harvest, last_update: state.now() };
      dataset.last_modified_internal = state.now();
    }
  },
};

export type Effect = keyof typeof EFFECTS;
