import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fail, statusOf } from '../../errors/errors.ts';
import { todayInParis } from '../../graphql/context.ts';
import { toTableSchema } from '../../openData/toTableSchema.ts';
import { NO_CACHE, PRIVATE, PUBLIC } from '../http/cacheControl.ts';
import { answerConditionalRequest } from '../http/conditionalRequest.ts';
import { sendErrorResponse } from '../http/errorResponses.ts';
import { etagOf, etagOfBytes } from '../http/etag.ts';
import { parseJsonObject } from '../http/requestParameters.ts';
import { urlParameters } from '../http/urlParameters.ts';
import { parseSha256Id } from '../persistedDocuments/documentId.ts';
import type { Pipeline } from '../pipeline/answer.ts';
import { openTransaction } from '../pipeline/apiContext.ts';
import { dependsOnlyOnVersion } from '../pipeline/dependsOnlyOnVersion.ts';
import { isErrorCode } from '../pipeline/formatError.ts';
import { BAD_REQUEST } from '../serverErrors.ts';
import { documentFileText, PageError } from './documentFileText.ts';
import { FILE_FORMATS } from './fileFormats.ts';
import { tabularDocument } from './tabularDocument.ts';

/** The time limit of a file, which has many pages, as a multiple of the time limit of a response. */
const TIME_LIMIT_FACTOR = 6;

/** Serves each persisted document as a file, `/d/sha256:<hash>.csv`, `.json` or `.jsonl`, and its Table Schema. */
export function serveDocumentFiles(app: FastifyInstance, pipeline: Pipeline): void {
  const { schema, persistedDocuments, limits } = pipeline;
  app.get<{ Params: { '*': string } }>('/d/*', async (request, reply) => {
    const file = requestedFile(request);
    if (!file) return reply.callNotFound();
    const scope = { request, reply, admission: await limits.admit(request, reply) };
    const tabular = tabularDocument(schema, await persistedDocuments.textOf(file.sha256), file.operationName);
    const isVersioned = dependsOnlyOnVersion(schema, tabular.document);
    reply.headers(headersOf(tabular.table.name, file));
    reply.headers({ 'cache-control': cacheControlFor(request, isVersioned), vary: 'Authorization' });
    const transaction = openTransaction(pipeline, scope, TIME_LIMIT_FACTOR);
    try {
      // Opens the transaction in which all pages are read.
      const versionToken = await transaction.versionToken();
      const etag = isVersioned ? etagFor(file, versionToken) : null;
      const conditionalReply = etag && answerConditionalRequest(request, reply, { etag });
      if (conditionalReply) return conditionalReply;
      const format = FILE_FORMATS[file.extension];
      const text = format
        ? await documentFileText(pipeline, tabular, format, file.variables, scope, transaction)
        : `${JSON.stringify(toTableSchema(tabular.table), null, 2)}\n`;
      return reply.header('etag', etag ?? etagOfBytes(text)).send(text);
    } catch (error) {
      if (error instanceof PageError) return sendPageError(reply, error);
      throw error;
    } finally {
      await transaction.close();
    }
  });
}

type RequestedFile = NonNullable<ReturnType<typeof requestedFile>>;

const SCHEMA = 'schema.json';

function requestedFile(request: FastifyRequest<{ Params: { '*': string } }>) {
  const [, id = '', extension = ''] = /^(sha256:[^/.]*)\.([a-z.]+)$/i.exec(request.params['*']) ?? [];
  if (!(Object.hasOwn(FILE_FORMATS, extension) || extension === SCHEMA)) return null;
  const { values, unexpected } = urlParameters(request.url, ['variables', 'operationName']);
  // Ignoring an unknown parameter would send a file that the client did not mean.
  if (unexpected !== null) {
    const problem = `${unexpected.slice(0, 80)} is not a parameter of files. Send the variables as a JSON object in the parameter variables.`;
    return fail(BAD_REQUEST, { problem });
  }
  const { variables, operationName } = values;
  return {
    sha256: parseSha256Id(id),
    extension,
    operationName: operationName || null,
    variables: parseJsonObject('variables', variables) ?? {},
  };
}

function etagFor({ sha256, extension, operationName, variables }: RequestedFile, versionToken: string): string {
  return etagOf({ versionToken, today: todayInParis(), request: [sha256, extension, operationName, variables] });
}

/** A response to a request with a token may contain data that only the holder of the token may read. */
function cacheControlFor({ headers }: FastifyRequest, isVersioned: boolean): string {
  if (headers.authorization !== undefined) return PRIVATE;
  return isVersioned ? PUBLIC : NO_CACHE;
}

function headersOf(name: string, { sha256, extension, operationName }: RequestedFile) {
  const query = operationName === null ? '' : `?operationName=${encodeURIComponent(operationName)}`;
  return {
    'content-type': FILE_FORMATS[extension]?.mediaType ?? 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.${extension}"`,
    ...(extension !== SCHEMA && {
      link: `</d/sha256:${sha256}.${SCHEMA}${query}>; rel="describedby"; type="application/json"`,
    }),
  };
}

/** Sends the errors of the page, with the status of its response, or of its first error if that is 200. */
function sendPageError(reply: FastifyReply, { response }: PageError): FastifyReply {
  const { errors = [], status } = response;
  const [code] = errors.map(({ extensions }) => extensions?.code).filter(isErrorCode);
  return sendErrorResponse(reply, status >= 400 ? status : (statusOf(code) ?? 500), { errors });
}
