import type { FastifyRequest } from 'fastify';
import type { FormattedExecutionResult, GraphQLSchema } from 'graphql';
import { getVariableValues } from 'graphql';
import type { Pool } from 'pg';
import { refuse } from '../../../foundation/errors.ts';
import type { Reading } from '../../../register/reading.ts';
import { readingOn } from '../../../register/reading.ts';
import type { Answer, Answered } from '../answer.ts';
import { documentRows } from './documentRows.ts';
import type { FileFormat } from './fileFormats.ts';
import { pagedDocument } from './pagedDocument.ts';
import type { ReadyDocument } from './readyDocument.ts';

/** The file of a document, whole. */
export interface DocumentFile {
  readonly bytes: Buffer;
  /** The version of the register that it is of. */
  readonly version: number;
}

/** What answers, and what of. */
export interface Source {
  readonly schema: GraphQLSchema;
  readonly pool: Pool;
  readonly answer: Answer;
}

/** A page was answered with an error: so is the file. */
export class PageRefused extends Error {
  readonly answered: Answered;

  constructor(answered: Answered) {
    super('a page of the file was answered with an error');
    this.answered = answered;
  }
}

const BYTES_AT_MOST = 20_000_000;

/**
 * Makes the file of a document: all of its pages, of one moment, each answered as any request is. It is whole before
 * its first byte is sent: nobody who reads slowly holds the database, and no error leaves half a file behind.
 */
export async function documentFile(
  { schema, pool, answer }: Source,
  { document, operation, table }: ReadyDocument,
  format: FileFormat,
  variables: Readonly<Record<string, unknown>>,
  request: FastifyRequest,
): Promise<DocumentFile> {
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 5 });
  if (coerced.errors) {
    return refuse('BAD_USER_INPUT', {
      problem: coerced.errors
        .map(({ message }) => message)
        .join(' ')
        .slice(0, 300),
    });
  }
  const paged = pagedDocument(document, operation, table, coerced.coerced);
  const reading = readingOn(pool);
  try {
    const ask = asking(answer, operation.name?.value ?? null, request, reading);
    const writer = format.writer(table);
    const file = new BoundedFile(writer.opening());
    for await (const rows of documentRows(table, paged, variables, ask)) file.add(writer.rows(rows));
    file.add(writer.closing());
    return { bytes: file.bytes(), version: await reading.version() };
  } finally {
    await reading.end();
  }
}

function asking(answer: Answer, operationName: string | null, request: FastifyRequest, reading: Reading) {
  return async (query: string, variables: Record<string, unknown>): Promise<FormattedExecutionResult> => {
    const answered = await answer({ query, operationName, variables }, request, reading);
    if (answered.result.errors) throw new PageRefused(answered);
    return answered.result;
  };
}

class BoundedFile {
  readonly #pieces: Buffer[] = [];
  #length = 0;

  constructor(opening: string) {
    this.add(opening);
  }

  add(text: string): void {
    const piece = Buffer.from(text, 'utf8');
    this.#length += piece.length;
    if (this.#length > BYTES_AT_MOST) refuse('DOCUMENT_FILE_TOO_LARGE', { maximum: `${BYTES_AT_MOST / 1e6} MB` });
    this.#pieces.push(piece);
  }

  bytes(): Buffer {
    return Buffer.concat(this.#pieces, this.#length);
  }
}
