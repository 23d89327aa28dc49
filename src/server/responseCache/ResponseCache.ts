import { LRUCache } from 'lru-cache';
import type { Encoding } from '../../files/contentEncodings.ts';
import type { Actor } from '../../register/Actor.ts';
import type { VersionWatcher } from '../../register/versionWatch/VersionWatcher.ts';
import type { RequestParameters } from '../http/requestParameters.ts';
import type { OperationInfo } from '../telemetry/RequestRecord.ts';

/** A response at one version of the register. */
export interface CachedResponse {
  readonly status: 200;
  readonly mediaType: string;
  readonly cacheControl: string;
  /** Null for a request with a token. */
  readonly etag: string | null;
  readonly body: Buffer;
  /** The compressed bodies, created on the first request for each encoding. */
  readonly encoded: Map<Encoding, Promise<Buffer>>;
  readonly version: number;
  /** In points. */
  readonly cost: number;
  readonly operation: OperationInfo;
}

export interface ResponseCacheOptions {
  /** Watches the version of the register. Nothing is cached while the version is unknown. */
  readonly watcher: Pick<VersionWatcher, 'token' | 'observe'>;
  /** The maximum size of the cache in megabytes; 0 for no cache. */
  readonly megabytes: number;
}

/** The parts of a request that its response depends on, in addition to the register. */
interface CacheableRequest extends Pick<RequestParameters, 'query' | 'operationName' | 'variables'> {
  readonly method: 'GET' | 'POST';
  readonly mediaType: string;
  readonly actor: Actor | null;
  /** The parsed identifier of a persisted document. */
  readonly id: unknown;
  /** The day in Paris, `YYYY-MM-DD`. */
  readonly today: string;
}

interface CacheKey {
  readonly versionToken: string;
  readonly text: string;
}

/** The response cache of this process. Its keys contain the register version and the day, so that no response is stale. */
export class ResponseCache {
  readonly #watcher: ResponseCacheOptions['watcher'];
  readonly #responses: LRUCache<string, CachedResponse> | null;

  constructor({ watcher, megabytes }: ResponseCacheOptions) {
    this.#watcher = watcher;
    const bytes = megabytes * 1_000_000;
    this.#responses =
      bytes > 0 ? new LRUCache({ maxSize: bytes, maxEntrySize: bytes / 8, sizeCalculation: sizeOf }) : null;
  }

  /**
   * The cache key of a request at the current register version; null when nothing may be cached. The variables must be
   * within bounds.
   */
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

  /** Call before sending a response, so that no later response is of an earlier version (monotonic reads). */
  observe(versionToken: string | null): void {
    if (versionToken !== null) this.#watcher.observe(versionToken);
  }

  /** Caches a response if its version is that of its key and still the current one. */
  store(key: CacheKey, response: CachedResponse, versionToken: string | null): void {
    if (versionToken === key.versionToken && versionToken === this.#watcher.token)
      this.#responses?.set(key.text, response);
  }
}

/** The estimated memory of a response: the body, half of it again for the compressed bodies, and 1 kB for the objects. */
function sizeOf({ body }: CachedResponse, key: string): number {
  return Math.ceil(body.length * 1.5) + key.length * 2 + 1_000;
}
