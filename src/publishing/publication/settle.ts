import { hashOf } from './canonical.ts';
import type { DatasetPlan } from './plan.ts';
import type { Memory } from './state/memory.ts';

/** Remembers a dataset that has nothing left to do. Nothing is written when nothing is new. */
export async function settle(memory: Memory, key: string, remoteId: string, { settled }: DatasetPlan): Promise<void> {
  const { published, opened, resources } = settled;
  const { resources: remembered, ...known } = memory.of(key);
  const next = { remoteId, opened, published, sent: {} };
  if (hashOf(known) !== hashOf(next)) await memory.remember(key, next);
  for (const [name, resource] of resources) {
    if (hashOf(remembered.get(name)) !== hashOf(resource)) await memory.rememberResource(key, name, resource);
  }
  for (const name of remembered.keys()) if (!resources.has(name)) await memory.forgetResource(key, name);
}
