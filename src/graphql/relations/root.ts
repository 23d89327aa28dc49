import type { Keyed } from './loaders.ts';

/** The parent of what hangs at the root of the graph: there is one, and its key is never read. */
export const ROOT: Keyed = { key: 0 };
