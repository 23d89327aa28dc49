import { randomUUID } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { z } from 'zod';
import type { DatagouvClient, WriteResult } from './client.ts';
import { uploadPath } from './endpoints.ts';
import { PlatformError } from './platformError.ts';
import { RemoteResource } from './responseSchemas.ts';

export interface Upload {
  readonly datasetId: string;
  /** The resource whose file is replaced; null for a new one. */
  readonly resourceId: string | null;
  readonly path: string;
  /** The platform makes the format and the title from it. */
  readonly name: string;
  readonly mime: string;
}

/**
 * Sends a file: at once, or in pieces when it is long, or when something in front of the platform finds it too large.
 * Never more than one piece is in state. The answer must still be compared with the file by the caller.
 */
export async function uploadFile(client: DatagouvClient, upload: Upload): Promise<WriteResult<RemoteResource>> {
  const { size } = await stat(upload.path);
  if (size > MAX_SINGLE_REQUEST_BYTES) return uploadChunked(client, upload, size, MAX_SINGLE_REQUEST_BYTES);
  try {
    return await uploadWhole(client, upload, size);
  } catch (error) {
    const tooLarge = error instanceof PlatformError && error.kind === 'tooLarge';
    if (!tooLarge || size < 2) throw error;
    return uploadChunked(client, upload, size, Math.min(SMALL_CHUNK_BYTES, Math.ceil(size / 2)));
  }
}

/** What the official front end sends in one request, and the size of its pieces beyond. */
const MAX_SINGLE_REQUEST_BYTES = 20_000_000;
const SMALL_CHUNK_BYTES = 4_000_000;

async function uploadWhole(client: DatagouvClient, upload: Upload, size: number): Promise<WriteResult<RemoteResource>> {
  const bytes = await readBytes(upload.path, 0, size);
  return client.send(RemoteResource, uploadPath(upload.datasetId, upload.resourceId), () => {
    const form = new FormData();
    form.append('file', new Blob([bytes], { type: upload.mime }), upload.name);
    return form;
  });
}

/** A piece can't be sent twice under one uuid: after any doubt about one, all start again under another. */
async function uploadChunked(
  client: DatagouvClient,
  upload: Upload,
  size: number,
  each: number,
): Promise<WriteResult<RemoteResource>> {
  const path = uploadPath(upload.datasetId, upload.resourceId);
  for (let start = 1; ; start++) {
    const uuid = randomUUID();
    const problem = await sendChunks(client, upload, size, each, uuid);
    // The last call, without a file, joins the pieces.
    const join = () => chunkForm(upload, uuid, Math.ceil(size / each), {}, null);
    if (problem === null) return client.send(RemoteResource, path, join);
    if (start >= MAX_ATTEMPTS) throw new PlatformError('unavailable', 0, `${upload.name}: ${problem}`);
    await client.retryPolicy.sleep(client.retryPolicy.firstDelayMs);
  }
}

const MAX_ATTEMPTS = 3;
const ChunkResponse = z.object({ success: z.literal(true) });

async function sendChunks(
  client: DatagouvClient,
  upload: Upload,
  size: number,
  each: number,
  uuid: string,
): Promise<string | null> {
  const total = Math.ceil(size / each);
  for (let index = 0; index < total; index++) {
    const offset = index * each;
    const bytes = await readBytes(upload.path, offset, Math.min(each, size - offset));
    const sent = await client.send(ChunkResponse, uploadPath(upload.datasetId, upload.resourceId), () =>
      chunkForm(upload, uuid, total, { partindex: index, partbyteoffset: offset, chunksize: bytes.length }, bytes),
    );
    if (sent.kind === 'unknown') return sent.problem;
  }
  return null;
}

function chunkForm(
  { name, mime }: Upload,
  uuid: string,
  totalparts: number,
  numbers: Record<string, number>,
  bytes: Uint8Array<ArrayBuffer> | null,
): FormData {
  const form = new FormData();
  for (const [field, value] of Object.entries({ uuid, filename: name, totalparts, ...numbers })) {
    form.append(field, String(value));
  }
  if (bytes) form.append('file', new Blob([bytes], { type: mime }), name);
  return form;
}

async function readBytes(path: string, offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  const handle = await open(path, 'r');
  try {
    let read = 0;
    while (read < length) {
      const { bytesRead } = await handle.read(bytes, read, length - read, offset + read);
      if (bytesRead === 0) throw new Error(`${path} became shorter while it was being sent`);
      read += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}
