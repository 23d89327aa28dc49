import { z } from 'zod';
import { PlatformError, platformErrorOf } from './platformError.ts';
import { delayBefore, type RetryPolicy } from './retryPolicy.ts';
import { type ApiRequest, type ExchangeResult, type Fetch, type Platform, sendRequest } from './transport.ts';

/**
 * The result of a write. When the response was lost, it is unknown whether the write was executed: the caller must read
 * before it retries. A write that the platform rejects throws a {@link PlatformError}.
 */
export type WriteResult<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'unknown'; readonly problem: string };

export interface DatagouvClient {
  readonly platform: Platform;
  readonly retryPolicy: RetryPolicy;
  /**
   * Reads JSON, and retries until it succeeds or the retry policy ends.
   * @param fields `X-Fields`: the fields to return of a long response. Not on writes: it would also hide the reason of an error.
   */
  read<T>(shape: z.ZodType<T>, path: string, fields?: string): Promise<T>;
  /** Writes JSON. Retried only if it is certain that the platform did not execute the write. */
  write<T>(shape: z.ZodType<T>, method: ApiRequest['method'], path: string, json?: unknown): Promise<WriteResult<T>>;
  /** Sends a multipart form with a file. Retried like `write`. */
  send<T>(shape: z.ZodType<T>, path: string, form: () => FormData): Promise<WriteResult<T>>;
}

export function createClient({
  platform,
  retryPolicy,
  fetch = globalThis.fetch,
  assertCanWrite,
}: {
  platform: Platform;
  retryPolicy: RetryPolicy;
  fetch?: Fetch;
  /** Called before each write, each retry and each chunk. Throws if this process may no longer write. */
  assertCanWrite: () => Promise<void>;
}): DatagouvClient {
  const { timeoutMs, uploadTimeoutMs, deadlineMs, maxAttempts } = retryPolicy;

  async function request<T>(shape: z.ZodType<T>, apiRequest: ApiRequest): Promise<WriteResult<T>> {
    const isRead = apiRequest.method === 'GET';
    const deadline = Date.now() + deadlineMs;
    for (let attempt = 1; ; attempt++) {
      if (!isRead) await assertCanWrite();
      const result = await sendRequest(platform, fetch, apiRequest);
      const value = result.kind === 'answered' && result.status < 300 ? parseResponse(shape, result.text) : null;
      if (value?.success) return { kind: 'done', value: value.data };
      const platformError = errorOf(`${apiRequest.method} ${apiRequest.path}`, result, value?.problem);
      const message = platformError.message.replaceAll(platform.apiKey, '…');
      const errorWithoutKey = new PlatformError(platformError.kind, platformError.status, message);
      if (platformError.kind !== 'unavailable') throw errorWithoutKey;
      const mayHaveWritten = !isRead && (result.kind === 'failed' ? result.sent : result.status !== 429);
      // An unreadable response to a write leaves it unknown whether the write was executed.
      if (mayHaveWritten) return { kind: 'unknown', problem: value?.problem ?? message };
      const wait = delayBefore(attempt, retryPolicy, result.kind === 'answered' ? result.headers : undefined);
      if (attempt >= maxAttempts || Date.now() + wait > deadline) throw errorWithoutKey;
      await retryPolicy.sleep(wait);
    }
  }

  return {
    platform,
    retryPolicy,
    async read(shape, path, fields) {
      const result = await request(shape, { method: 'GET', path, fields, timeoutMs });
      if (result.kind === 'done') return result.value;
      throw new PlatformError('unavailable', 0, result.problem);
    },
    write: (shape, method, path, json) => {
      const body = json === undefined ? undefined : () => JSON.stringify(json);
      return request(shape, { method, path, body, timeoutMs });
    },
    send: (shape, path, form) => request(shape, { method: 'POST', path, body: form, timeoutMs: uploadTimeoutMs }),
  };
}

/** The schema of a response without a body, such as that of a deletion. */
export const NO_BODY = z.undefined();

type ParsedResponse<T> = { success: true; data: T } | { success: false; problem: string };

function parseResponse<T>(shape: z.ZodType<T>, text: string): ParsedResponse<T> {
  let json: unknown;
  try {
    json = text === '' ? undefined : JSON.parse(text);
  } catch {
    return { success: false, problem: 'the response is not JSON' };
  }
  const { success, data, error } = shape.safeParse(json);
  if (success) return { success, data };
  const [issue] = error.issues;
  return {
    success: false,
    problem: `the response does not have the expected shape (${issue?.path.join('.') || 'the root'})`,
  };
}

function errorOf(name: string, result: ExchangeResult, unreadable: string | undefined): PlatformError {
  if (result.kind === 'failed') return new PlatformError('unavailable', 0, `${name}: ${result.problem}`);
  if (unreadable) return new PlatformError('unavailable', result.status, `${name}: ${unreadable}`);
  return platformErrorOf(name, result.status, result.headers, result.text);
}
