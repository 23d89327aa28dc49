// @ts-check
// Runs PGlite in a worker thread. It is JavaScript, so that Node starts it unchanged from the build, under tsx and in tests.
import { openAsBlob } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { MemoryFS, PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { PrivateFiles } from '../../files/privateFiles.js';

if (!parentPort) throw new Error('this file must run as a worker thread: embeddedThread.ts starts it');
const port = parentPort;

/** @type {{ dataDir: string | null, copyOf: string | null }} */
const { dataDir, copyOf } = workerData;
const loadDataDir = copyOf === null ? undefined : await openAsBlob(copyOf);
const fs = dataDir === null ? new MemoryFS() : new PrivateFiles(dataDir);
// PGlite allocates its buffers at the start, 128 MB by default, and never frees memory. The files are in the cache of the system too.
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=24MB'];
const pglite = new PGlite({ fs, loadDataDir, startParams, extensions: { unaccent, pg_trgm, btree_gist } });
await pglite.waitReady;

/** @type {Promise<void>} */
let last = Promise.resolve();
port.on('message', (/** @type {Uint8Array | null} */ sent) => {
  last = last.then(() => (sent === null ? close() : exchange(sent)));
});
port.postMessage({ bytes: null, done: true });

/**
 * Executes complete messages of the protocol, and posts the response of PostgreSQL in portions.
 * @param {Uint8Array} sent
 */
async function exchange(sent) {
  /** @type {Uint8Array<ArrayBuffer> | null} */
  let pending = null;
  await pglite.execProtocolRawStream(sent, {
    onRawData: (bytes) => {
      if (pending) post(pending, false);
      // Copy: `bytes` is a view of the memory of PGlite, which overwrites it.
      pending = bytes.slice();
    },
  });
  post(pending, true);
}

/**
 * @param {Uint8Array<ArrayBuffer> | null} bytes
 * @param {boolean} done
 */
function post(bytes, done) {
  port.postMessage({ bytes, done }, bytes ? [bytes.buffer] : []);
}

async function close() {
  await pglite.close();
  port.close();
}
