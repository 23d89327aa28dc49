import type { FormattedExecutionResult, GraphQLSchema } from 'graphql';
import { getVariableValues } from 'graphql';
import { fail } from '../../../errors/errors.ts';
import type { Reading } from '../../../register/reading.ts';
import type { Answer, Asker } from '../../answer.ts';
import type { Answering } from '../../answering.ts';
import { objectOfData } from '../../dataText.ts';
import { BAD_USER_INPUT, DOCUMENT_FILE_TOO_LARGE } from '../../serverErrors.ts';
import { documentRows } from './documentRows.ts';
import type { FileFormat } from './fileFormats.ts';
import { pagedDocument } from './pagedDocument.ts';
import type { ReadyDocument } from './readyDocument.ts';

/** The file of a document, whole. */
export interface DocumentFile {
  readonly text: string;
  /** The stamp of the register that it is of. */
  readonly stamp: string;
}

/** What answers, and what of. */
export interface Source {
  readonly schema: GraphQLSchema;
  readonly answers: Answering;
}

/** A page was answered with an error: so is the file. */
export class PageRefused extends Error {
  readonly answered: Answer;

  constructor(answered: Answer) {
    super('a page of the file was answered with an error');
    this.answered = answered;
  }
}

const BYTES_AT_MOST = 20_000_000;

/** A file is of many pages: it may read for so many times as long as one answer. */
const TIMES_A_REQUEST = 6;

/**
 * Makes the file of a document: all of its pages, of one moment, each answered as any request is. It is whole before
 * its first byte is sent: nobody who reads slowly holds the database, and no error leaves half a file behind.
 */
export async function documentFile(
  { schema, answers }: Source,
  { document, operation, table }: ReadyDocument,
  format: FileFormat,
  variables: Readonly<Record<string, unknown>>,
  asker: Asker,
): Promise<DocumentFile> {
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 5 });
  if (coerced.errors) {
    return fail(BAD_USER_INPUT, {
      problem: coerced.errors
        .map(({ message }) => message)
        .join(' ')
        .slice(0, 300),
    });
  }
  const paged = pagedDocument(document, operation, table, coerced.coerced);
  const reading = answers.moment(asker, TIMES_A_REQUEST);
  try {
    // Opens the moment that all pages are read in.
    const stamp = await reading.stamp();
    const ask = asking(answers, operation.name?.value, asker, reading);
    const writer = format.writer(table);
    const file = new BoundedFile(writer.opening());
    for await (const rows of documentRows(table, paged, variables, ask)) file.add(writer.rows(rows));
    file.add(writer.closing());
    return { text: file.text(), stamp };
  } finally {
    await reading.close();
  }
}

function asking(answers: Answering, operationName: string | undefined, asker: Asker, reading: Reading) {
  return async (query: string, variables: Record<string, unknown>): Promise<FormattedExecutionResult> => {
    const answered = await answers.answer({ query, operationName, variables }, asker, reading);
    if (answered.result.errors) throw new PageRefused(answered);
    const { data, ...result } = answered.result;
    return { ...result, data: data && objectOfData(data) };
  };
}

class BoundedFile {
  readonly #pieces: string[] = [];
  #bytes = 0;

  constructor(opening: string) {
    this.add(opening);
  }

  add(piece: string): void {
    this.#bytes += Buffer.byteLength(piece);
    if (this.#bytes > BYTES_AT_MOST) fail(DOCUMENT_FILE_TOO_LARGE, { maximum: `${BYTES_AT_MOST / 1e6} MB` });
    this.#pieces.push(piece);
  }

  text(): string {
    return this.#pieces.join('');
  }
}
