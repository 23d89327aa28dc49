import { once } from 'node:events';
import { listen } from '../listen.ts';
import { Faults } from './faults/Faults.ts';
import type { Identifiers } from './model/identifiers.ts';
import { State } from './model/State.ts';
import { KEYS, type Seeded, seed } from './model/seed.ts';
import { EFFECTS, type Effect } from './model/tick.ts';
import { type Exchange, serve } from './server.ts';

export interface UdataOptions {
  /** 0 (the default): any free one. */
  port?: number;
  /** Rejects, with 599, requests that udata accepts and a publication must never send; {@link Udata.close} then fails. */
  strict?: boolean;
  /** A search engine behind `/api/2/datasets/search/`; without, it answers 501 as it may in production. */
  search?: boolean;
  /** Bytes above which the web server in front answers 413 with a page. */
  proxyLimit?: number;
  /** Milliseconds since 1970, as Date.now gives them. */
  clock?: () => number;
  ids?: Identifiers;
}

export interface Udata {
  url: string;
  state: State;
  /** Every exchange since the start, or since it was emptied with `requests.length = 0`. */
  requests: Exchange[];
  /** The exchanges that are not reads: « a second run writes nothing ». */
  writes(): Exchange[];
  faults: Faults;
  /** The requests that strict mode rejected. Empty it after checking it; otherwise `close` fails. */
  violations: string[];
  /** The key of an editor of the publishing organization. */
  apiKey: string;
  keys: typeof KEYS;
  organizationId: string;
  seeded: Seeded;
  /** Makes happen what happens later on the real platform: all of it, or the effects named. */
  tick(...effects: Effect[]): void;
  close(): Promise<void>;
}

/** Starts a fake open-data platform that behaves like udata 17.6.0 for the calls of a publication. */
export async function startUdata(options: UdataOptions = {}): Promise<Udata> {
  const state = new State(options);
  if (options.search) state.searchIndex = new Set();
  const faults = new Faults();
  const requests: Exchange[] = [];
  const server = serve({ state, faults, requests, proxyLimit: options.proxyLimit ?? Number.POSITIVE_INFINITY });
  state.url = await listen(server, options.port);
  const seeded = seed(state);

  return {
    url: state.url,
    state,
    requests,
    writes: () => requests.filter(({ write }) => write),
    faults,
    violations: state.violations,
    apiKey: KEYS.editor,
    keys: KEYS,
    organizationId: seeded.organization.id,
    seeded,
    tick(...effects) {
      const all: Effect[] = ['hydra', 'search', 'purge', 'badges', 'metrics', 'harvest'];
      for (const effect of effects.length > 0 ? effects : all) EFFECTS[effect](state);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      if (state.violations.length > 0) throw new Error(`fake udata:\n- ${state.violations.join('\n- ')}`);
    },
  };
}
