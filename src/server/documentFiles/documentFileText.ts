import { type FormattedExecutionResult, getVariableValues } from 'graphql';
import { fail } from '../../errors/errors.ts';
import { todayInParis } from '../../graphql/context.ts';
import type { ReadTransaction } from '../../register/ReadTransaction.ts';
import { sha256Of } from '../persistedDocuments/documentId.ts';
import { answerOperation, type Pipeline } from '../pipeline/answer.ts';
import type { RequestScope } from '../pipeline/apiContext.ts';
import type { OperationResponse } from '../pipeline/operationResponse.ts';
import { BAD_USER_INPUT, DOCUMENT_FILE_TOO_LARGE } from '../serverErrors.ts';
import { documentRows } from './documentRows.ts';
import type { FileFormat } from './fileFormats.ts';
import { pagedDocument } from './pagedDocument.ts';
import type { TabularDocument } from './tabularDocument.ts';

/** Thrown when the response to a page of a file has errors. */
export class PageError extends Error {
  readonly response: OperationResponse;

  constructor(response: OperationResponse) {
    super('the response to a page of the file has errors');
    this.response = response;
  }
}

const MAX_BYTES = 20_000_000;

/**
 * The text of the file of a document, from all of its pages. Each page passes through the pipeline like a request. The file is
 * complete before its first byte is sent, so that no slow client holds a connection and no error truncates a file.
 */
export async function documentFileText(
  pipeline: Pipeline,
  { document, operation, table }: TabularDocument,
  format: FileFormat,
  variables: Readonly<Record<string, unknown>>,
  scope: RequestScope,
  transaction: ReadTransaction,
): Promise<string> {
  const declared = operation.variableDefinitions ?? [];
  const { coerced, errors } = getVariableValues(pipeline.schema, declared, variables, { maxErrors: 5 });
  if (errors) {
    const problem = errors.map(({ message }) => message).join(' ');
    return fail(BAD_USER_INPUT, { problem: problem.slice(0, 300) });
  }
  const paged = pagedDocument(document, operation, table, coerced);
  const shared = { operationName: operation.name?.value, today: todayInParis(), mediaType: null };
  const executePage = async (query: string, variables: Record<string, unknown>): Promise<FormattedExecutionResult> => {
    const request = { ...shared, query, hash: sha256Of(query), variables };
    const response = await answerOperation(pipeline, request, scope, transaction);
    if (response.errors) throw new PageError(response);
    return { data: response.data && JSON.parse(response.data) };
  };
  const writer = format.writer(table);
  const pieces: string[] = [];
  let bytes = 0;
  const add = (piece: string) => {
    bytes += Buffer.byteLength(piece);
    if (bytes > MAX_BYTES) fail(DOCUMENT_FILE_TOO_LARGE, { maximum: `${MAX_BYTES / 1e6} MB` });
    pieces.push(piece);
  };
  add(writer.opening());
  for await (const rows of documentRows(table, paged, variables, executePage)) add(writer.rows(rows));
  add(writer.closing());
  return pieces.join('');
}
