// @ts-check
// npm runs this after `npm ci`. Without the development dependencies there is nothing to build with: what was built before can
// still be started, and `npm start` says what to do if there is no build.
import { buildIfChanged, canBuild } from './buildProgram.js';

if (canBuild() && !(await buildIfChanged())) process.exit(1);
