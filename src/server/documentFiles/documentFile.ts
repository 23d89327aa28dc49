import type { FormattedExecutionResult } from 'graphql';
import { getVariableValues } from 'graphql';
import { refuse } from '../../errors/errors.ts';
import { todayInParis } from '../../graphql/context.ts';
import { variableLimitError } from '../limits/variableLimits.ts';
import { sha256Of } from '../persistedDocuments/documentId.ts';
import { answerOperation, type Pipeline } from '../pipeline/answer.ts';
import { openTransaction, type RequestScope } from '../pipeline/apiContext.ts';
import type { OperationResponse } from '../pipeline/operationResponse.ts';
import { documentRows } from './documentRows.ts';
import type { FileFormat } from './fileFormats.ts';
import { pagedDocument } from './pagedDocument.ts';
import type { ReadyDocument } from './readyDocument.ts';

/** The whole file of a document. */
export interface DocumentFile {
  readonly text: string;
  /** The version of the register that it was read from. */
  readonly versionToken: string;
}

/** A page of a file was answered with an error. */
export class PageError extends Error {
  readonly response: OperationResponse;

  constructor(response: OperationResponse) {
    super('a page of the file was answered with an error');
    this.response = response;
  }
}

const BYTES_AT_MOST = 20_000_000;

/** A file has many pages: it may read for as long as so many requests. */
const REQUESTS = 6;

/**
 * Makes the file of a document from all of its pages, read in one transaction, each answered as any request is. It is
 * complete before its first byte is sent: no slow client holds a connection, and no error cuts a file.
 */
export async function documentFile(
  pipeline: Pipeline,
  { document, operation, table }: ReadyDocument,
  format: FileFormat,
  variables: Readonly<Record<string, unknown>>,
  scope: RequestScope,
): Promise<DocumentFile> {
  const { schema } = pipeline;
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
    maxErrors: 5,
  });
  if (errors) {
    const problem = errors.map(({ message }) => message).join(' ');
    return refuse('BAD_USER_INPUT', { problem: problem.slice(0, 300) });
  }
  const paged = pagedDocument(document, operation, table, coerced);
  const transaction = openTransaction(pipeline, scope, REQUESTS);
  const page = { operationName: operation.name?.value, today: todayInParis(), mediaType: null };
  const executePage = async (query: string, variables: Record<string, unknown>): Promise<FormattedExecutionResult> => {
    const variablesError = variableLimitError(variables);
    const request = { ...page, query, hash: sha256Of(query), variables, variablesError };
    const response = await answerOperation(pipeline, request, scope, transaction);
    if (response.errors) throw new PageError(response);
    return { data: response.data && JSON.parse(response.data) };
  };
  try {
    // Opens the transaction that all pages are read in.
    const versionToken = await transaction.versionToken();
    const writer = format.writer(table);
    const file = new BoundedFile(writer.opening());
    for await (const rows of documentRows(table, paged, variables, executePage)) file.add(writer.rows(rows));
    file.add(writer.closing());
    return { text: file.text(), versionToken };
  } finally {
    await transaction.close();
  }
}

class BoundedFile {
  readonly #pieces: string[] = [];
  #bytes = 0;

  constructor(opening: string) {
    this.add(opening);
  }

  add(piece: string): void {
    this.#bytes += Buffer.byteLength(piece);
    if (this.#bytes > BYTES_AT_MOST) refuse('DOCUMENT_FILE_TOO_LARGE', { maximum: `${BYTES_AT_MOST / 1e6} MB` });
    this.#pieces.push(piece);
  }

  text(): string {
    return this.#pieces.join('');
  }
}
