/** Why the platform did not execute a request. */
type PlatformErrorKind =
  /** 401: the key is not, or no longer, one. */
  | 'key'
  | 'forbidden'
  | 'invalid'
  /** 400 of an upload: the file did not arrive whole, and nothing was kept of it. */
  | 'truncated'
  | 'absent'
  /** 410: it was deleted. */
  | 'gone'
  | 'tooLarge'
  /** 423: nothing can be created for now. */
  | 'readOnly'
  /** It does not answer, or nothing that can be read, and not for want of asking. */
  | 'unavailable';

/** An error of the platform, or no response. Its message is for people; it never holds a secret. */
export class PlatformError extends Error {
  readonly kind: PlatformErrorKind;
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;

  constructor(kind: PlatformErrorKind, status: number, message: string) {
    super(message);
    this.name = 'PlatformProblem';
    this.kind = kind;
    this.status = status;
  }
}

/** The problem in a response, in any of the platform's error formats or its proxy's pages. */
export function platformErrorOf(request: string, status: number, headers: Headers, text: string): PlatformError {
  const body = parseJson(text);
  const sentry = headers.get('x-sentry-id');
  const reason = [...reasonsIn(body), ...(sentry ? [`support id ${sentry}`] : [])].join('; ') || titleOfPage(text);
  return new PlatformError(kindOf(status, body), status, `${request}: HTTP ${status}${reason ? ` (${reason})` : ''}`);
}

function kindOf(status: number, body: unknown): PlatformErrorKind {
  const known = KINDS[status];
  if (known) return known;
  if (status === 400 && memberOf(body, 'success') === false) return 'truncated';
  return status >= 500 || status === 429 || status === 408 ? 'unavailable' : 'invalid';
}

const KINDS: Readonly<Record<number, PlatformErrorKind>> = {
  401: 'key',
  403: 'forbidden',
  404: 'absent',
  410: 'gone',
  413: 'tooLarge',
  423: 'readOnly',
};

// {"errors":{"spatial":{"zones":["…"]}}}, {"message":"…"}, {"error":"…","status":404}, {"success":false,"error":"…"}…
function reasonsIn(body: unknown): string[] {
  const fields = flattenReasons(memberOf(body, 'errors'), '');
  const sentences = [memberOf(body, 'error'), memberOf(body, 'message')]
    .filter((text): text is string => typeof text === 'string' && text !== '')
    .map((text) => text.slice(0, MAX_REASON_LENGTH));
  return [...fields, ...(fields.length > 0 ? [] : sentences)];
}

const MAX_REASON_LENGTH = 300;

function flattenReasons(value: unknown, path: string): string[] {
  if (typeof value === 'string') return [`${path}: ${value.slice(0, MAX_REASON_LENGTH)}`];
  if (Array.isArray(value)) return value.flatMap((each) => flattenReasons(each, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => flattenReasons(each, path ? `${path}.${key}` : key));
}

function memberOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name) ? Reflect.get(body, name) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a page of a proxy says, without its tags. */
function titleOfPage(text: string): string {
  const title = /<title>([^<]{1,100})/i.exec(text)?.[1];
  return title?.trim() ?? '';
}
