// @ts-check
// Runs PGlite in a thread of its own. JavaScript, so that Node starts it as it is: from the build, under tsx and in tests.
import { openAsBlob } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { MemoryFS, PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { PrivateFiles } from '../../files/privateFiles.js';

if (!parentPort) throw new Error('this file is the code of a worker thread: embeddedThread.ts starts it');
const port = parentPort;

/** @type {{ dataDir: string | null, copyOf: string | null }} */
const { dataDir, copyOf } = workerData;
const loadDataDir = copyOf === null ? undefined : await openAsBlob(copyOf);
const fs = dataDir === null ? new MemoryFS() : new PrivateFiles(dataDir);
const pglite = new PGlite({ fs, loadDataDir, extensions: { unaccent, pg_trgm, btree_gist } });
await pglite.waitReady;

/** @type {Promise<void>} */
let last = Promise.resolve();
port.on('message', (/** @type {Uint8Array | null} */ sent) => {
  last = last.then(() => (sent === null ? close() : exchange(sent)));
});
port.postMessage({ bytes: null, done: true });

/**
 * Carries out whole messages of the protocol, and sends back what PostgreSQL answers, in portions.
 * @param {Uint8Array} sent
 */
async function exchange(sent) {
  /** @type {Uint8Array<ArrayBuffer> | null} */
  let held = null;
  await pglite.execProtocolRawStream(sent, {
    onRawData: (bytes) => {
      if (held) tell(held, false);
      // A view of the memory of PGlite, which goes on.
      held = bytes.slice();
    },
  });
  tell(held, true);
}

/**
 * @param {Uint8Array<ArrayBuffer> | null} bytes
 * @param {boolean} done
 */
function tell(bytes, done) {
  port.postMessage({ bytes, done }, bytes ? [bytes.buffer] : []);
}

async function close() {
  await pglite.close();
  port.close();
}
