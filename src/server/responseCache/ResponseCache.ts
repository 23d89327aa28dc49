import { LRUCache } from 'lru-cache';
import type { Actor } from '../../register/Actor.ts';
import type { VersionWatcher } from '../../register/versionWatch/VersionWatcher.ts';
import type { RequestParameters } from '../http/requestParameters.ts';
import type { OperationInfo } from '../telemetry/RequestRecord.ts';
import type { Encoding } from './encodings.ts';

/** A response of one version of the register, as it is sent. */
export interface CachedResponse {
  readonly status: 200;
  readonly mediaType: string;
  readonly cacheControl: string;
  /** Null for a request with a token. */
  readonly etag: string | null;
  readonly body: Buffer;
  /** The compressed bodies, made on the first request for each encoding. */
  readonly encoded: Map<Encoding, Promise<Buffer>>;
  readonly version: number;
  /** In points. */
  readonly cost: number;
  readonly operation: OperationInfo;
}

export interface ResponseCacheOptions {
  /** The version of the register; nothing is cached while it is unknown. */
  readonly watcher: Pick<VersionWatcher, 'token' | 'observe'>;
  /** The size of the cache in megabytes; 0 for none. */
  readonly megabytes: number;
}

/** What of a request its response depends on, beside the register. */
interface CacheableRequest extends Pick<RequestParameters, 'query' | 'operationName' | 'variables'> {
  readonly method: string;
  readonly mediaType: string;
  readonly actor: Actor | null;
  readonly id: unknown;
  /** The day in Paris, `YYYY-MM-DD`. */
  readonly today: string;
}

interface CacheKey {
  readonly versionToken: string;
  readonly text: string;
}

/** The response cache of this process. No response is found at another version or on another day than its own. */
export class ResponseCache {
  readonly #watcher: ResponseCacheOptions['watcher'];
  readonly #responses: LRUCache<string, CachedResponse> | null;

  constructor({ watcher, megabytes }: ResponseCacheOptions) {
    this.#watcher = watcher;
    const bytes = megabytes * 1_000_000;
    this.#responses =
      bytes > 0 ? new LRUCache({ maxSize: bytes, maxEntrySize: bytes / 8, sizeCalculation: sizeOf }) : null;
  }

  /** The key of a request at the present version; null when nothing may be cached. Its variables must be within bounds. */
  keyOf({ method, mediaType, actor, id, today, query, operationName, variables }: CacheableRequest): CacheKey | null {
    const { token: versionToken } = this.#watcher;
    if (!this.#responses || versionToken === null) return null;
    const parameters = JSON.stringify({ id, operationName, variables });
    const text = `${versionToken} ${today} ${method} ${mediaType} ${actor?.role ?? 'ANYONE'} ${parameters}\n${query ?? ''}`;
    return { versionToken, text };
  }

  find({ text }: CacheKey): CachedResponse | null {
    return this.#responses?.get(text) ?? null;
  }

  /** Call before sending a response: no response of an earlier version is sent after it (monotonic reads). */
  observe(versionToken: string | null): void {
    if (versionToken !== null) this.#watcher.observe(versionToken);
  }

  /** Caches a response, if the version that it was read at is that of its key, and still the present one. */
  store(key: CacheKey, response: CachedResponse, versionToken: string | null): void {
    if (versionToken === key.versionToken && versionToken === this.#watcher.token)
      this.#responses?.set(key.text, response);
  }
}

/** Half of the body again for its compressed forms, and 1 kB for the objects that hold it. */
function sizeOf({ body }: CachedResponse, key: string): number {
  return Math.ceil(body.length * 1.5) + key.length * 2 + 1_000;
}
