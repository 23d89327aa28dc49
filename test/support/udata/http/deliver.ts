import type { ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { writeJson } from './json.ts';
import type { FakeResponse } from './response.ts';

/** Sends a response in its delivery mode. */
export async function deliver(answer: FakeResponse, version: 1 | 2, response: ServerResponse, withBody: boolean) {
  const { type, bytes } = encode(answer, version);
  const { delivery } = answer;
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  response.setHeader('Content-Type', type);
  response.statusCode = answer.status;

  if (delivery?.kind === 'never') return;
  if (delivery?.kind === 'cut' && delivery.at === 'before headers') return cut(response);
  if (delivery?.kind === 'late') await wait(delivery.ms);
  if (delivery?.kind === 'last of its connection') response.setHeader('Connection', 'close');
  const packed = delivery?.kind === 'packed' ? pack(bytes, delivery.as, response) : bytes;
  if (!withBody || answer.status === 204) return response.end();
  if (delivery?.kind !== 'chunked') response.setHeader('Content-Length', packed.length);

  if (delivery?.kind === 'cut') {
    response.flushHeaders();
    if (delivery.at === 'mid body') response.write(packed.subarray(0, Math.ceil(packed.length / 2)));
    await wait(20);
    return cut(response);
  }
  if (delivery?.kind === 'drip' || delivery?.kind === 'chunked') {
    for (let at = 0; at < packed.length && !response.destroyed; at += 16) {
      response.write(packed.subarray(at, at + 16));
      if (delivery.kind === 'drip') await wait(delivery.ms);
    }
    return response.end();
  }
  return response.end(packed);
}

function encode({ content }: FakeResponse, version: 1 | 2): { type: string; bytes: Buffer } {
  switch (content.kind) {
    case 'json':
      return { type: 'application/json', bytes: Buffer.from(writeJson(content.body, version)) };
    case 'html':
      return { type: 'text/html; charset=utf-8', bytes: Buffer.from(content.text) };
    case 'file':
      return { type: content.type, bytes: content.bytes };
    case 'empty':
      return { type: 'application/json', bytes: Buffer.alloc(0) };
  }
}

function pack(bytes: Buffer, as: 'gzip' | 'br', response: ServerResponse): Buffer {
  response.setHeader('Content-Encoding', as);
  return as === 'gzip' ? gzipSync(bytes) : brotliCompressSync(bytes);
}

const cut = (response: ServerResponse) => {
  response.socket?.resetAndDestroy();
};

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms).unref());
