import { z } from 'zod';
import { delayBefore, type Patience } from './patience.ts';
import { PlatformProblem, problemOf } from './problem.ts';
import { type Exchanged, exchange, type Fetch, type Platform, type Sending } from './transport.ts';

/**
 * What became of a write that was not refused. When the answer was lost, nobody knows whether it was carried out:
 * whoever asked must look before asking again. Every write ends as one of these, or throws a {@link PlatformProblem}.
 */
export type WriteResult<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'unknown'; readonly problem: string };

export interface ReadOptions {
  /** `X-Fields`: what is wanted of a long answer. Never on a write, where it would also hide the reason of a refusal. */
  fields?: string;
}

/** The client of a platform of open data. */
export interface Client {
  readonly platform: Platform;
  readonly patience: Patience;
  /** What an address answers, asked again until it does or patience ends. */
  read<T>(shape: z.ZodType<T>, path: string, options?: ReadOptions): Promise<T>;
  /** Writes JSON. Asked again only when it is certain that nothing was done. */
  write<T>(shape: z.ZodType<T>, method: Sending['method'], path: string, json?: unknown): Promise<WriteResult<T>>;
  /** Sends a form with a file in it. */
  send<T>(shape: z.ZodType<T>, path: string, form: () => FormData): Promise<WriteResult<T>>;
}

export interface ClientOptions {
  platform: Platform;
  patience: Patience;
  fetch?: Fetch;
  /** Called before each write is sent, retries and pieces included: throws when this publisher may not write (any more). */
  mayWrite: () => Promise<void>;
}

export function clientOf({ platform, patience, fetch = globalThis.fetch, mayWrite }: ClientOptions): Client {
  const conceal = (text: string) => text.replaceAll(platform.apiKey, '…');

  async function read<T>(shape: z.ZodType<T>, path: string, { fields }: ReadOptions = {}): Promise<T> {
    const name = `GET ${path}`;
    const deadline = Date.now() + patience.deadlineMs;
    for (let attempt = 1; ; attempt++) {
      const got = await exchange(platform, fetch, { method: 'GET', path, fields, timeoutMs: patience.timeoutMs });
      const value = got.kind === 'answered' && got.status < 300 ? valueIn(shape, got.text) : null;
      if (value?.success) return value.data;
      const problem = concealed(problemIn(name, got, value?.problem));
      const wait = delayBefore(attempt, patience, headersOf(got));
      if (problem.kind !== 'unavailable' || attempt >= patience.tries || Date.now() + wait > deadline) throw problem;
      await patience.sleep(wait);
    }
  }

  async function change<T>(shape: z.ZodType<T>, sending: Sending): Promise<WriteResult<T>> {
    const name = `${sending.method} ${sending.path}`;
    const deadline = Date.now() + patience.deadlineMs;
    for (let attempt = 1; ; attempt++) {
      await mayWrite();
      const got = await exchange(platform, fetch, sending);
      const untouched = got.kind === 'cut' ? !got.sent : got.status === 429;
      if (got.kind === 'answered' && got.status < 300) {
        const value = valueIn(shape, got.text);
        // Whatever was done, it was not told: as good as no answer.
        return value.success ? { kind: 'done', value: value.data } : { kind: 'unknown', problem: value.problem };
      }
      const problem = concealed(problemIn(name, got, undefined));
      if (problem.kind !== 'unavailable') throw problem;
      if (!untouched) return { kind: 'unknown', problem: problem.message };
      const wait = delayBefore(attempt, patience, headersOf(got));
      if (attempt >= patience.tries || Date.now() + wait > deadline) throw problem;
      await patience.sleep(wait);
    }
  }

  function concealed(problem: PlatformProblem): PlatformProblem {
    return new PlatformProblem(problem.kind, problem.status, conceal(problem.message));
  }

  return {
    platform,
    patience,
    read,
    write: (shape, method, path, json) => {
      const body = json === undefined ? undefined : () => JSON.stringify(json);
      return change(shape, { method, path, body, timeoutMs: patience.timeoutMs });
    },
    send: (shape, path, form) =>
      change(shape, { method: 'POST', path, body: form, timeoutMs: patience.uploadTimeoutMs }),
  };
}

/** For answers that say nothing: a deletion. */
export const NOTHING = z.undefined();

type Value<T> = { success: true; data: T } | { success: false; problem: string };

function valueIn<T>(shape: z.ZodType<T>, text: string): Value<T> {
  let json: unknown;
  try {
    json = text === '' ? undefined : JSON.parse(text);
  } catch {
    return { success: false, problem: 'the answer is not JSON' };
  }
  const { success, data, error } = shape.safeParse(json);
  if (success) return { success, data };
  const [issue] = error.issues;
  return { success: false, problem: `the answer has not the known shape (${issue?.path.join('.') || 'all of it'})` };
}

function problemIn(name: string, got: Exchanged, unreadable: string | undefined): PlatformProblem {
  if (got.kind === 'cut') return new PlatformProblem('unavailable', 0, `${name}: ${got.problem}`);
  if (unreadable) return new PlatformProblem('unavailable', got.status, `${name}: ${unreadable}`);
  return problemOf(name, got.status, got.headers, got.text);
}

function headersOf(got: Exchanged): Headers | undefined {
  return got.kind === 'answered' ? got.headers : undefined;
}
