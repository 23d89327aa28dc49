import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import type { BucketAccess } from '../../src/publishing/bucket/Bucket.ts';

/** An S3 server with one empty bucket, behind a proxy that sees every request and can be shut. */
export interface BucketServer {
  readonly access: BucketAccess;
  /** Every write since it was last emptied: `PUT <key>`, below the prefix. */
  readonly writes: string[];
  /** After so many more writes nothing is answered any more; null opens the proxy again. */
  shutAfter(writes: number | null): void;
  /** An object as the public gets it; null when there is none. */
  read(key: string): Promise<{ text: string; headers: Headers } | null>;
  /** The folder of the objects: a later server can start with a copy of it. */
  readonly directory: string;
  close(): Promise<void>;
}

const PREFIX = '/registre/open-data/releases/';

/** @param contents the folder of the objects of another server; default: the bucket is empty. */
export async function startBucketServer(contents?: string): Promise<BucketServer> {
  const directory = await mkdtemp(join(tmpdir(), 'registre-bucket-'));
  if (contents !== undefined) await cp(contents, directory, { recursive: true });
  const options = { port: 0, address: '127.0.0.1', silent: true, directory };
  const server = new S3rver({ ...options, configureBuckets: [{ name: 'registre' }] });
  const { port } = await server.run();
  // s3rver leaves the slash at the end of the path of a list request out of what it verifies.
  const lists = new S3rver({ ...options, configureBuckets: [], allowMismatchedSignatures: true });
  const { port: listsPort } = await lists.run();
  const writes: string[] = [];
  let writesLeft: number | null = null;
  const proxy = createServer((incoming, response) => {
    const path = decodeURIComponent(incoming.url ?? '').replace(/\?.*/, '');
    const isWrite = incoming.method !== 'GET' && incoming.method !== 'HEAD';
    if (writesLeft === 0) return incoming.socket.destroy();
    if (isWrite) writes.push(`${incoming.method} ${path.replace(PREFIX, '')}`);
    if (isWrite && writesLeft !== null) writesLeft--;
    // With the Host that was signed.
    const { method, url, headers } = incoming;
    const to = url?.includes('list-type=') ? listsPort : port;
    const forwarded = request({ host: '127.0.0.1', port: to, method, path: url, headers }, (found) => {
      response.writeHead(found.statusCode ?? 500, found.headers);
      found.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    incoming.pipe(forwarded);
    return undefined;
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  const address = proxy.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`;
  return {
    access: {
      url: encodeURI(`${origin}${PREFIX}`).replace(/\/$/, ''),
      region: 'fr-par',
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
    writes,
    directory,
    shutAfter: (count) => {
      writesLeft = count;
    },
    async read(key) {
      const found = await fetch(`http://127.0.0.1:${port}${encodeURI(PREFIX + key)}`);
      // Not by text(), which takes the byte order mark away.
      return found.ok ? { text: Buffer.from(await found.arrayBuffer()).toString(), headers: found.headers } : null;
    },
    async close() {
      proxy.closeAllConnections();
      proxy.close();
      await server.close();
      await lists.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
