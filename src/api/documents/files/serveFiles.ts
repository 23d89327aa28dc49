import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { dayInParis } from '../../../foundation/context.ts';
import type { ErrorCode } from '../../../foundation/errors.ts';
import { ERRORS, refuse } from '../../../foundation/errors.ts';
import { conditionsHold } from '../../../foundation/strongETag.ts';
import { toTableSchema } from '../../../opendata/toTableSchema.ts';
import { sdlOf } from '../../sdl.ts';
import type { Documents } from '../Documents.ts';
import { sha256In } from '../documentId.ts';
import { objectIn } from '../servePersisted.ts';
import type { Source } from './documentFile.ts';
import { documentFile, PageRefused } from './documentFile.ts';
import { FILE_FORMATS } from './fileFormats.ts';
import { readyDocument } from './readyDocument.ts';

/** Serves each known document as a file: `/d/sha256:<hash>.csv`, `.json` or `.jsonl`, and its Table Schema. */
export function serveFiles(app: FastifyInstance, documents: Documents, source: Source): void {
  const etags = new ETags(createHash('sha256').update(sdlOf(source.schema)).digest('hex'));
  app.route({ method: 'OPTIONS', url: '/d/*', handler: (_request, reply) => preflight(reply) });
  app.get<{ Params: { '*': string }; Querystring: Record<string, unknown> }>('/d/*', async (request, reply) => {
    const asked = askedOf(request);
    if (!asked) return reply.callNotFound();
    const text = await documents.find(asked.sha256);
    if (text === null) return refuse('DOCUMENT_NOT_FOUND', { id: `sha256:${asked.sha256}` });
    const parts = [asked.sha256, asked.extension, asked.operationName ?? '', JSON.stringify(asked.variables)];
    const format = FILE_FORMATS[asked.extension];
    // Before anything is read: whoever has it already is told so for the price of one statement.
    const version = format ? await versionOf(source) : 0;
    const etag = etags.of(version, parts);
    const status = conditionsHold(request.raw.headers, etag);
    if (status !== null)
      return reply
        .code(status)
        .headers({ etag, 'cache-control': cacheControlFor(request) })
        .send();
    const ready = readyDocument(source.schema, text, asked.operationName);
    const headers = headersOf(request, ready.table.name, asked);
    if (!format)
      return reply.headers({ ...headers, etag }).send(`${JSON.stringify(toTableSchema(ready.table), null, 2)}\n`);
    try {
      const file = await documentFile(source, ready, format, asked.variables ?? {}, request);
      return reply.headers({ ...headers, etag: etags.of(file.version, parts) }).send(file.bytes);
    } catch (error) {
      if (error instanceof PageRefused) return sendRefused(reply, error);
      throw error;
    }
  });
}

/** What is asked for by an address. */
interface AskedFile {
  readonly sha256: string;
  readonly extension: string;
  readonly operationName: string | null;
  readonly variables: Record<string, unknown> | null;
}

const SCHEMA = 'schema.json';
const PARAMETERS = ['variables', 'operationName'];

function askedOf(request: FastifyRequest<{ Params: { '*': string }; Querystring: Record<string, unknown> }>) {
  const [, id = '', extension = ''] = /^(sha256:[^/.]*)\.([a-z.]+)$/i.exec(request.params['*']) ?? [];
  if (!(Object.hasOwn(FILE_FORMATS, extension) || extension === SCHEMA)) return null;
  const { query } = request;
  const unknown = Object.keys(query).find((name) => !PARAMETERS.includes(name));
  // A variable that is passed over would give another file than was meant.
  if (unknown !== undefined) {
    const problem = `${unknown.slice(0, 80)} is no parameter of a file: give variables as one JSON object, in variables.`;
    return refuse('BAD_REQUEST', { problem });
  }
  const { operationName = null } = query;
  if (operationName !== null && typeof operationName !== 'string') {
    return refuse('BAD_REQUEST', { problem: 'operationName is given twice.' });
  }
  const variables = objectIn('variables', query.variables, true);
  return { sha256: sha256In(id), extension, operationName: operationName || null, variables } satisfies AskedFile;
}

async function versionOf({ pool }: Source): Promise<number> {
  const { rows } = await pool.query<{ version: number }>('SELECT version FROM register');
  return rows[0]?.version ?? 0;
}

/** Tags of files: of what is asked, of which version of the register, on which day, by which schema. */
class ETags {
  readonly #schema: string;

  constructor(schema: string) {
    this.#schema = schema;
  }

  of(version: number, parts: readonly string[]): string {
    const told = JSON.stringify([this.#schema, version, dayInParis(new Date()), ...parts]);
    return `"${createHash('sha256').update(told).digest('base64url')}"`;
  }
}

/** With a token, the answer may be for its holder alone. */
function cacheControlFor({ headers }: FastifyRequest): string {
  return headers.authorization === undefined ? 'public, max-age=60, stale-while-revalidate=600' : 'private, no-store';
}

function headersOf(request: FastifyRequest, name: string, { sha256, extension, operationName }: AskedFile) {
  const described = operationName === null ? '' : `?operationName=${encodeURIComponent(operationName)}`;
  return {
    'content-type': FILE_FORMATS[extension]?.mediaType ?? 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.${extension}"`,
    'cache-control': cacheControlFor(request),
    'access-control-expose-headers': 'Content-Disposition, Content-Length, ETag, Link',
    ...(extension !== SCHEMA && {
      link: `</d/sha256:${sha256}.${SCHEMA}${described}>; rel="describedby"; type="application/json"`,
    }),
  };
}

/** The errors of the page as they are, under the status of the first. */
function sendRefused(reply: FastifyReply, { answered }: PageRefused): FastifyReply {
  for (const [name, value] of answered.headers) if (/^(ratelimit|retry-after)/i.test(name)) reply.header(name, value);
  const errors = answered.result.errors ?? [];
  const [code] = errors.map(({ extensions }) => extensions?.code).filter(isCode);
  const status = answered.status >= 400 ? answered.status : code ? ERRORS[code].status : 500;
  return reply.code(status).header('cache-control', 'no-store').send({ errors });
}

function isCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && code in ERRORS;
}

function preflight(reply: FastifyReply): FastifyReply {
  return reply
    .code(204)
    .headers({
      'access-control-allow-methods': 'GET, HEAD',
      'access-control-allow-headers': 'authorization, if-none-match, if-match',
      'access-control-max-age': '86400',
    })
    .send();
}
