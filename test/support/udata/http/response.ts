import type { Json } from './json.ts';

/** What a handler decides; how it travels (whole, cut, late, packed) is for {@link Delivery}, which only faults set. */
export interface FakeResponse {
  status: number;
  headers: Record<string, string>;
  content: Content;
  delivery?: Delivery;
}

export type Content =
  | { kind: 'json'; body: Json }
  | { kind: 'html'; text: string }
  | { kind: 'file'; type: string; bytes: Buffer }
  | { kind: 'empty' };

export type Delivery =
  | { kind: 'cut'; at: 'before headers' | 'after headers' | 'mid body' }
  | { kind: 'late'; ms: number }
  | { kind: 'drip'; ms: number }
  | { kind: 'never' }
  | { kind: 'packed'; as: 'gzip' | 'br' }
  | { kind: 'chunked' }
  | { kind: 'last of its connection' };

/** Thrown by any rule: the call ends here with this answer. */
export class ErrorResponse extends Error {
  readonly answer: FakeResponse;
  constructor(answer: FakeResponse) {
    super(`HTTP ${answer.status}`);
    this.answer = answer;
  }
}

export const json = (status: number, body: Json, headers: Record<string, string> = {}): FakeResponse => ({
  status,
  headers,
  content: { kind: 'json', body },
});

export const html = (status: number, text: string, headers: Record<string, string> = {}): FakeResponse => ({
  status,
  headers,
  content: { kind: 'html', text },
});

export const noContent = (headers: Record<string, string> = {}): FakeResponse => ({
  status: 204,
  headers,
  content: { kind: 'empty' },
});

export const redirect = (status: 302 | 308, location: string): FakeResponse =>
  html(
    status,
    `<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n<p>You should be redirected automatically to the target URL: <a href="${location}">${location}</a>. If not, click the link.\n`,
    { Location: location },
  );

export const errorResponse = (status: number, body: Json, headers: Record<string, string> = {}): ErrorResponse =>
  new ErrorResponse(json(status, body, headers));

export const errorMessage = (status: number, message: string): ErrorResponse => errorResponse(status, { message });

/** udata's own crash: what it says when it did not foresee the request. */
export const serverError = (): ErrorResponse => errorMessage(500, 'Internal Server Error');
