// @ts-check
// Converts one SVG to PNG in a worker thread. It is JavaScript, so that Node starts it unchanged from the build, under tsx and in tests.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

const { resolve } = createRequire(import.meta.url);
const read = (/** @type {string} */ name) => readFileSync(resolve(name));

await initWasm(read('@resvg/resvg-wasm/index_bg.wasm'));
const fontBuffers = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) => read(`dejavu-fonts-ttf/ttf/${file}`));
const image = new Resvg(String(workerData), {
  font: { fontBuffers, defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' },
  fitTo: { mode: 'zoom', value: 2 },
  background: '#ffffff',
});
parentPort?.postMessage(image.render().asPng());
