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
  /** The file name, from which udata derives the format and the title. */
  readonly name: string;
  readonly mime: string;
}

/**
 * Uploads a file in one request, or in chunks if it is larger than 20 MB or if a proxy answers 413. At most one chunk is in
 * memory. The caller must compare the checksum and the size of the response with the file.
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

/** The limit of one request, and the size of a chunk, in the official front end. */
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

/** Uploads all chunks again under a new uuid if the result of one is unknown: a chunk can't be sent twice under one uuid. */
async function uploadChunked(
  client: DatagouvClient,
  upload: Upload,
  size: number,
  chunkBytes: number,
): Promise<WriteResult<RemoteResource>> {
  const path = uploadPath(upload.datasetId, upload.resourceId);
  for (let attempt = 1; ; attempt++) {
    const uuid = randomUUID();
    const problem = await sendChunks(client, upload, size, chunkBytes, uuid);
    // The last call, without a file, joins the chunks.
    const joinForm = () => chunkForm(upload, uuid, Math.ceil(size / chunkBytes), {}, null);
    if (problem === null) return client.send(RemoteResource, path, joinForm);
    if (attempt >= MAX_ATTEMPTS) throw new PlatformError('unavailable', 0, `${upload.name}: ${problem}`);
    await client.retryPolicy.sleep(client.retryPolicy.firstDelayMs);
  }
}

const MAX_ATTEMPTS = 3;
const ChunkResponse = z.object({ success: z.literal(true) });

async function sendChunks(
  client: DatagouvClient,
  upload: Upload,
  size: number,
  chunkBytes: number,
  uuid: string,
): Promise<string | null> {
  const total = Math.ceil(size / chunkBytes);
  for (let index = 0; index < total; index++) {
    const offset = index * chunkBytes;
    const bytes = await readBytes(upload.path, offset, Math.min(chunkBytes, size - offset));
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
  chunkFields: Record<string, number>,
  bytes: Uint8Array<ArrayBuffer> | null,
): FormData {
  const form = new FormData();
  for (const [field, value] of Object.entries({ uuid, filename: name, totalparts, ...chunkFields })) {
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
      if (bytesRead === 0) throw new Error(`${path} became shorter during the upload`);
      read += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}
