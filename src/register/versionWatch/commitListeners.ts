import type { DataSource } from 'typeorm';

/** Called after each commit of this process with the new version token; with null if the result of COMMIT is unknown. */
export type CommitListener = (token: string | null) => void;

const listeners = new WeakMap<DataSource, Set<CommitListener>>();

/** Adds a listener for the commits of a data source. @returns a function that removes it. */
export function onCommit(dataSource: DataSource, listener: CommitListener): () => void {
  const set = listeners.get(dataSource) ?? new Set();
  listeners.set(dataSource, set.add(listener));
  return () => set.delete(listener);
}

/** Calls the listeners. Only `change.ts` calls it, before it returns the result of a change. */
export function notifyCommit(dataSource: DataSource, token: string | null): void {
  for (const listener of listeners.get(dataSource) ?? []) listener(token);
}
