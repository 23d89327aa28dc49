import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Encoding } from '../../files/contentEncodings.ts';
import type { Actor } from '../../register/Actor.ts';
import type { VersionWatcher } from '../../register/versionWatch/VersionWatcher.ts';
import type { NegotiatedMediaType } from '../http/mediaType.ts';
import { graphqlMethod } from '../http/requestParameters.ts';
import type { OperationInfo } from '../telemetry/RequestRecord.ts';

/** A response at one version of the register. */
export interface CachedResponse {
  readonly status: 200;
  readonly headers: Readonly<Record<string, string>>;
  readonly mediaType: string;
  readonly cacheControl: string;
  /** Null without one. */
  readonly etag: string | null;
  readonly body: Buffer;
  /** The compressed bodies, created on the first request for each encoding. */
  readonly encoded: Map<Encoding, Promise<Buffer>>;
  readonly version: number;
  readonly versionToken: string | null;
  /** In points. */
  readonly cost: number;
  readonly operation: OperationInfo;
  readonly errors: undefined;
}

export interface ResponseCacheOptions {
  /** Watches the version of the register. Nothing is cached while the version stays unknown. */
  readonly watcher: Pick<VersionWatcher, 'token' | 'confirm' | 'observe'>;
  /** The maximum size of the cache in megabytes; 0 for no cache. */
  readonly megabytes: number;
}

interface CacheKey {
  readonly versionToken: string;
  readonly text: string;
}

/** The result of an execution. */
interface Executed {
  /** Null if the response may not be cached. */
  readonly cacheable: CachedResponse | null;
}

/** The response cache of this process. Its keys contain the register version and the day, so that no response is stale. */
export class ResponseCache {
  readonly #watcher: ResponseCacheOptions['watcher'];
  readonly #responses: LRUCache<string, CachedResponse, () => Promise<CachedResponse | undefined>> | null;

  constructor({ watcher, megabytes }: ResponseCacheOptions) {
    this.#watcher = watcher;
    const bytes = megabytes * 1_000_000;
    const options = { maxSize: bytes, maxEntrySize: bytes / 8, sizeCalculation: sizeOf, ignoreFetchAbort: true };
    this.#responses =
      bytes > 0 ? new LRUCache({ ...options, fetchMethod: (_key, _stale, { context: execute }) => execute() }) : null;
  }

  /**
   * The cache key of a request at the current register version; null when nothing may be cached. Equal requests have the same URL
   * and body, so that a cached response needs no parsing. @param today the day in Paris, `YYYY-MM-DD`.
   */
  async keyOf(
    request: Pick<FastifyRequest, 'method' | 'url' | 'headers' | 'body'>,
    { mediaType }: NegotiatedMediaType,
    actor: Actor | null,
    today: string,
  ): Promise<CacheKey | null> {
    if (!this.#responses) return null;
    const versionToken = this.#watcher.token ?? (await this.#watcher.confirm());
    if (versionToken === null) return null;
    const { url, headers, body } = request;
    const type = headers['content-type'] ?? '';
    const client = `${mediaType} ${actor?.role ?? 'ANYONE'}`;
    const sent = `${graphqlMethod(request)} ${url}\n${type}\n${typeof body === 'string' ? body : ''}`;
    return { versionToken, text: `${versionToken} ${today} ${client} ${sent}` };
  }

  /**
   * Returns the cached response, or else executes the request. Equal requests at the same time wait for the first of them, and
   * execute too if its response may not be cached. A response is cached if its version is that of its key and still the current one.
   */
  async answer<R extends Executed>(key: CacheKey | null, execute: () => Promise<R>): Promise<R | CachedResponse> {
    if (!this.#responses || !key) return execute();
    const cached = this.#responses.get(key.text);
    if (cached) return cached;
    const own: { result?: R } = {};
    const context = async () => {
      own.result = await execute();
      const { cacheable } = own.result;
      if (cacheable?.versionToken !== key.versionToken) return undefined;
      return (await this.#watcher.confirm()) === key.versionToken ? cacheable : undefined;
    };
    const shared = await this.#responses.fetch(key.text, { context });
    return own.result ?? shared ?? execute();
  }

  /** Call before sending a response, so that no later response is of an earlier version (monotonic reads). */
  observe(versionToken: string | null): void {
    if (versionToken !== null) this.#watcher.observe(versionToken);
  }
}

/** The estimated memory of a response: the body, half of it again for the compressed bodies, and 1 kB for the objects. */
function sizeOf({ body }: CachedResponse, key: string): number {
  return Math.ceil(body.length * 1.5) + key.length * 2 + 1_000;
}
