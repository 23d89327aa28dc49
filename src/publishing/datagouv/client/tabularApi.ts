import type { z } from 'zod';
import { networkErrorCode } from '../../networkError.ts';
import { TabularProfile, TabularResource } from './responseSchemas.ts';
import type { Fetch } from './transport.ts';

/** The tables that the platform made of its CSV files. Anyone may read them: no API key is sent. */
export interface TabularApi {
  /** The origin, without a path: `https://tabular-api.data.gouv.fr`. */
  readonly url: string;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
}

/** The result of the analysis of a resource, and the URL of the file that was read. */
export interface TableProfile extends z.infer<typeof TabularProfile> {
  readonly url: string;
}

/** Reads the profile of a resource; null if the API has no table of it. Throws TabularError without a usable response. */
export async function readTableProfile(api: TabularApi, resourceId: string): Promise<TableProfile | null> {
  const path = `/api/resources/${encodeURIComponent(resourceId)}/`;
  const resource = await readJson(api, TabularResource, path);
  const profile = resource && (await readJson(api, TabularProfile, `${path}profile/`));
  return profile && { ...profile, url: resource.url };
}

/** The tabular API gives no usable response for now. */
export class TabularError extends Error {}

async function readJson<T>(
  { url, fetch, timeoutMs }: TabularApi,
  shape: z.ZodType<T>,
  path: string,
): Promise<T | null> {
  const address = new URL(path, url).href;
  let status: number;
  let text: string;
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const headers = { Accept: 'application/json', 'User-Agent': 'registre-numerique' };
    const response = await fetch(address, { headers, signal, redirect: 'error' });
    status = response.status;
    text = await response.text();
  } catch (error) {
    throw new TabularError(`${address} can't be read: ${networkErrorCode(error) ?? 'the connection was lost'}`);
  }
  if (status === 404) return null;
  if (status !== 200) throw new TabularError(`${address} can't be read: HTTP ${status}`);
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    throw new TabularError(`${address} can't be read: the response does not have the expected shape`);
  }
}
