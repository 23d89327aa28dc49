// @ts-check
// npm runs this after `npm ci`. Without the development dependencies it does not build: an existing build can still be started, and
// `npm start` prints what to do if there is none.
import { buildIfChanged, canBuild } from './buildProgram.js';

if (canBuild() && !(await buildIfChanged())) process.exit(1);
