import type { Call } from '../http/call.ts';
import { type Form, readForm } from '../http/multipart.ts';
import { errorMessage, errorResponse, type FakeResponse, json, serverError } from '../http/response.ts';
import type { State } from '../model/State.ts';
import { slugifyFileName } from '../model/slug.ts';
import { readInteger } from './body.ts';
import { demandAllowed } from './files.ts';

export interface ReceivedFile {
  name: string;
  extension: string;
  bytes: Buffer;
}

/** The whole file, when this call completes one; the status of its piece otherwise. */
export type Received = { file: ReceivedFile } | { status: FakeResponse };

export function receive(call: Call): Received {
  const { state } = call;
  const form = readForm(call.headers['content-type'] ?? '', call.body);
  if (form.longestField > LONGEST_FIELD)
    throw errorMessage(413, 'The data value transmitted exceeds the capacity limit.');
  const piece = readPiece(form);
  if (piece.total > 1 && form.file !== null) return { status: storePiece(state, piece, form.file.bytes) };
  if (piece.total > 1) return { file: combine(state, piece) };
  if (form.file === null) throw uploadError('Missing file parameter');
  return { file: named(state, form.file.name, form.file.bytes) };
}

const LONGEST_FIELD = 500_000;

interface Piece {
  uuid: string;
  filename: string;
  index: number | null;
  size: number | null;
  total: number;
}

function readPiece({ fields }: Form): Piece {
  const integer = (name: string) => readInteger(name, fields.get(name));
  integer('partbyteoffset');
  return {
    // As Python writes its null: two publishers that forget the uuid share one file.
    uuid: fields.get('uuid') ?? 'None',
    filename: fields.get('filename') ?? 'None',
    index: integer('partindex'),
    size: integer('chunksize'),
    total: integer('totalparts') ?? 1,
  };
}

function storePiece(state: State, { uuid, index, size }: Piece, bytes: Buffer): FakeResponse {
  if (bytes.length !== size) throw uploadError('Chunk size mismatch');
  const key = `${uuid}/${index ?? 0}`;
  // A piece is written once: sending it again meets its own file.
  if (state.chunks.has(key)) throw serverError();
  state.chunks.set(key, { bytes, at: state.clock.time() });
  return json(200, { success: true, error: null, message: '' });
}

function combine(state: State, { uuid, filename, total }: Piece): ReceivedFile {
  demandAllowed(state, slugifyFileName(filename));
  const keys = Array.from({ length: total }, (_, index) => `${uuid}/${index}`);
  const pieces = keys.map((key) => state.chunks.get(key));
  const bytes = Buffer.concat(
    pieces.map((piece) => {
      if (piece === undefined) throw serverError();
      return piece.bytes;
    }),
  );
  for (const key of keys) state.chunks.delete(key);
  return named(state, filename, bytes);
}

function named(state: State, original: string, bytes: Buffer): ReceivedFile {
  const name = slugifyFileName(original);
  return { name, extension: demandAllowed(state, name), bytes };
}

const uploadError = (error: string) => errorResponse(400, { success: false, error, message: '' });
