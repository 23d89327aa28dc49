// @ts-check
// `npm run build`: always builds, also without a changed source.
import { buildProgram } from './buildProgram.js';

if (!(await buildProgram())) process.exit(1);
