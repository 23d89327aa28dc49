import type { DataSource } from 'typeorm';

/** Is told of each change that this process made: the stamp it gave the register; null when it may not be known. */
export type CommitListener = (stamp: string | null) => void;

const listeners = new WeakMap<DataSource, Set<CommitListener>>();

/**
 * Has a listener told of the changes made through a data source, as soon as they are committed.
 * @returns what ends that.
 */
export function onCommitted(dataSource: DataSource, listener: CommitListener): () => void {
  const those = listeners.get(dataSource) ?? new Set();
  listeners.set(dataSource, those.add(listener));
  return () => those.delete(listener);
}

/** Tells of a change, before anyone learns that it was made; to be called by `change.ts` only. */
export function tellCommitted(dataSource: DataSource, stamp: string | null): void {
  for (const listener of listeners.get(dataSource) ?? []) listener(stamp);
}
