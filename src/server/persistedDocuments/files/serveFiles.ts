import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fail, statusOf } from '../../../errors/errors.ts';
import { todayInParis } from '../../../graphql/context.ts';
import { toTableSchema } from '../../../openData/toTableSchema.ts';
import type { Asker } from '../../answer.ts';
import { answerToConditions } from '../../http/conditions.ts';
import { etagOf, etagOfBytes } from '../../http/etag.ts';
import { ASK_AGAIN, FOR_EVERYONE } from '../../http/freshness.ts';
import { isWithinVersion } from '../../http/isWithinVersion.ts';
import { sendErrors } from '../../http/problems.ts';
import { objectIn } from '../../http/requestParameters.ts';
import { BAD_REQUEST } from '../../serverErrors.ts';
import type { Documents } from '../Documents.ts';
import { sha256In } from '../documentId.ts';
import type { DocumentFile, Source } from './documentFile.ts';
import { documentFile, PageRefused } from './documentFile.ts';
import { FILE_FORMATS } from './fileFormats.ts';
import type { ReadyDocument } from './readyDocument.ts';
import { readyDocument } from './readyDocument.ts';

/** Serves each known document as a file: `/d/sha256:<hash>.csv`, `.json` or `.jsonl`, and its Table Schema. */
export function serveFiles(app: FastifyInstance, documents: Documents, source: Source): void {
  app.get<{ Params: { '*': string }; Querystring: Record<string, unknown> }>('/d/*', async (request, reply) => {
    const asked = askedOf(request);
    if (!asked) return reply.callNotFound();
    const asker = { request, reply, who: await source.answers.admit(request, reply) };
    const ready = readyDocument(source.schema, await documents.known(asked.sha256), asked.operationName);
    const isOfVersion = isWithinVersion(source.schema, ready.document);
    reply.headers(headersOf(ready.table.name, asked));
    reply.headers({ 'cache-control': cacheControlFor(request, isOfVersion), vary: 'Authorization' });
    // Before anything is read: whoever has it already is told so for the price of one statement.
    const known = isOfVersion ? etagFor(asked, await stampOf(source, asker)) : null;
    const decided = known && answerToConditions(request, reply, known);
    if (decided) return decided;
    try {
      const { text: contents, stamp } = await fileOf(source, ready, asked, asker);
      return reply.header('etag', isOfVersion ? etagFor(asked, stamp) : etagOfBytes(contents)).send(contents);
    } catch (error) {
      if (error instanceof PageRefused) return sendRefused(reply, error);
      throw error;
    }
  });
}

async function fileOf(source: Source, ready: ReadyDocument, asked: AskedFile, asker: Asker): Promise<DocumentFile> {
  const format = FILE_FORMATS[asked.extension];
  if (format) return documentFile(source, ready, format, asked.variables, asker);
  return { text: `${JSON.stringify(toTableSchema(ready.table), null, 2)}\n`, stamp: await stampOf(source, asker) };
}

/** What is asked for by an address. */
interface AskedFile {
  readonly sha256: string;
  readonly extension: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
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
    return fail(BAD_REQUEST, { problem });
  }
  const { operationName = null } = query;
  if (operationName !== null && typeof operationName !== 'string') {
    return fail(BAD_REQUEST, { problem: 'operationName is given twice.' });
  }
  const { variables: given } = query;
  if (Array.isArray(given)) return fail(BAD_REQUEST, { problem: 'variables is given twice.' });
  const variables = objectIn('variables', typeof given === 'string' ? given : undefined) ?? {};
  return { sha256: sha256In(id), extension, operationName: operationName || null, variables } satisfies AskedFile;
}

async function stampOf({ answers }: Source, asker: Asker): Promise<string> {
  const moment = answers.moment(asker, 1);
  try {
    return await moment.stamp();
  } finally {
    await moment.close();
  }
}

function etagFor({ sha256, extension, operationName, variables }: AskedFile, stamp: string): string {
  return etagOf({ stamp, today: todayInParis(), asked: [sha256, extension, operationName, variables] });
}

/** With a token, the answer may be for its holder alone. */
function cacheControlFor({ headers }: FastifyRequest, isOfVersion: boolean): string {
  if (headers.authorization !== undefined) return 'private, no-store';
  return isOfVersion ? FOR_EVERYONE : ASK_AGAIN;
}

function headersOf(name: string, { sha256, extension, operationName }: AskedFile) {
  const described = operationName === null ? '' : `?operationName=${encodeURIComponent(operationName)}`;
  return {
    'content-type': FILE_FORMATS[extension]?.mediaType ?? 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.${extension}"`,
    ...(extension !== SCHEMA && {
      link: `</d/sha256:${sha256}.${SCHEMA}${described}>; rel="describedby"; type="application/json"`,
    }),
  };
}

/** The errors of the page as they are, under the status of the first. */
function sendRefused(reply: FastifyReply, { answered }: PageRefused): FastifyReply {
  for (const [name, value] of answered.headers) if (/^(ratelimit|retry-after)/i.test(name)) reply.header(name, value);
  const { errors = [] } = answered.result;
  const [code] = errors.map(({ extensions }) => extensions?.code).filter(isCode);
  const status = answered.status >= 400 ? answered.status : (statusOf(code) ?? 500);
  return sendErrors(reply, status, { errors });
}

function isCode(code: unknown): code is string {
  return typeof code === 'string' && statusOf(code) !== null;
}
