import type { Pool } from 'pg';
import { datasetsOf } from '../datagouv/calls.ts';
import { clientOf } from '../datagouv/client.ts';
import { PATIENCE, type Patience } from '../datagouv/patience.ts';
import type { Fetch, Platform } from '../datagouv/transport.ts';
import type { DesiredDataset, DesiredRelease } from './desiredDataset.ts';
import { findDataset } from './discover.ts';
import { preflight } from './preflight.ts';
import { isPublicAddress } from './publicAddress.ts';
import type { Publishing } from './publishing.ts';
import { Memory } from './state/memory.ts';

export interface BeginOptions {
  pool: Pool;
  platform: Platform;
  /** Writes over what people changed by hand. */
  forceMetadata?: boolean;
  /** Makes again what people deleted by hand. */
  recreate?: boolean;
  patience?: Partial<Patience>;
  fetch?: Fetch;
}

/** Reads all that a run starts from: what the platform knows and holds, and what is remembered of it. Writes nothing. */
export async function begin(
  { pool, platform, fetch = globalThis.fetch, patience, forceMetadata = false, recreate = false }: BeginOptions,
  { name, root, datasets }: DesiredRelease,
  { mayWrite, took, warn }: Pick<Publishing, 'took' | 'warn'> & { mayWrite: () => Promise<void> },
): Promise<Publishing> {
  const client = clientOf({ platform, patience: { ...PATIENCE, ...patience }, fetch, mayWrite });
  const { platformVersion, organization, schemas, faultOf } = await preflight(client, datasets);
  if (schemas === null) warn('the catalogue of schemas does not answer: schemas are left as they are');
  const lost = [...new Set(datasets.flatMap(addressesOf))].filter((address) => !isPublicAddress(address));
  if (lost.length > 0) {
    warn(`${lost[0]} is where nobody else reaches it: such schemas and links are left as they are (see PUBLIC_URL)`);
  }
  const memory = await Memory.read(pool, platform.url);
  const listed = await datasetsOf(client, organization);
  return {
    client,
    fetch,
    memory,
    root,
    policy: { organization, release: name, forceMetadata, recreate, schemas },
    platformVersion,
    readOnly: false,
    faultOf,
    took,
    warn,
    async find({ key }) {
      const { remote, duplicates } = await findDataset(client, listed, memory, key, recreate);
      for (const id of duplicates) warn(`${key}: ${id} says that it is the same dataset; it is left alone`);
      return remote;
    },
  };
}

function addressesOf({ resources }: DesiredDataset): string[] {
  return resources.flatMap((resource) => [
    ...('url' in resource ? [resource.url] : []),
    ...(resource.schema && 'url' in resource.schema ? [resource.schema.url] : []),
  ]);
}
