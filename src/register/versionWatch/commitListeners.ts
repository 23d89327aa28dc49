import type { DataSource } from 'typeorm';

/** Called after each commit of this process, with the new version token; null when the commit was not confirmed. */
export type CommitListener = (token: string | null) => void;

const listeners = new WeakMap<DataSource, Set<CommitListener>>();

/** Calls a listener after each commit through a data source. @returns a function that removes it. */
export function onCommit(dataSource: DataSource, listener: CommitListener): () => void {
  const set = listeners.get(dataSource) ?? new Set();
  listeners.set(dataSource, set.add(listener));
  return () => set.delete(listener);
}

/** Calls the listeners, before the caller learns of the commit. Only `change.ts` calls it. */
export function notifyCommit(dataSource: DataSource, token: string | null): void {
  for (const listener of listeners.get(dataSource) ?? []) listener(token);
}
