/** Why the platform did not execute a request. */
type PlatformErrorKind =
  /** 401: the API key is invalid or revoked. */
  | 'key'
  | 'forbidden'
  | 'invalid'
  /** 400 of an upload: the file arrived incomplete, and the platform discarded it. */
  | 'truncated'
  | 'absent'
  /** 410: the dataset or resource was deleted. */
  | 'gone'
  | 'tooLarge'
  /** 423: the platform is read-only; nothing can be created for now. */
  | 'readOnly'
  /** No response, an unreadable response, a server error or a rate limit, after all retries. */
  | 'unavailable';

/** An error of the platform, or a missing response. The message is for people and contains no secret. */
export class PlatformError extends Error {
  readonly kind: PlatformErrorKind;
  /** The HTTP status; 0 without a response. */
  readonly status: number;

  constructor(kind: PlatformErrorKind, status: number, message: string) {
    super(message);
    this.name = 'PlatformError';
    this.kind = kind;
    this.status = status;
  }
}

/** Parses an error response, in any of the error formats of udata, or the HTML page of its proxy. */
export function platformErrorOf(request: string, status: number, headers: Headers, text: string): PlatformError {
  const body = parseJson(text);
  const sentry = headers.get('x-sentry-id');
  const reason = [...reasonsIn(body), ...(sentry ? [`support id ${sentry}`] : [])].join('; ') || titleOfPage(text);
  return new PlatformError(kindOf(status, body), status, `${request}: HTTP ${status}${reason ? ` (${reason})` : ''}`);
}

function kindOf(status: number, body: unknown): PlatformErrorKind {
  const kind = KINDS[status];
  if (kind) return kind;
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

/** The title of an HTML page, such as an error page of a proxy. */
function titleOfPage(text: string): string {
  const title = /<title>([^<]{1,100})/i.exec(text)?.[1];
  return title?.trim() ?? '';
}
