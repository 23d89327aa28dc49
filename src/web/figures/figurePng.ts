import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { programRoot } from '../../config/packageRoot.ts';

let last: Promise<unknown> = Promise.resolve();

/** Converts an SVG to PNG at twice its size, in a thread of its own. One conversion runs at a time. */
export function figurePng(svg: string): Promise<Buffer> {
  const converted = last.then(() => convert(svg));
  last = converted.catch(() => undefined);
  return converted;
}

function convert(svg: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Without the Node flags of this process, which may load a TypeScript compiler that the thread does not need.
    const worker = new Worker(join(programRoot, 'web/figures/pngWorker.js'), { workerData: svg, execArgv: [] });
    worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the conversion to PNG ended without an image')));
  });
}
