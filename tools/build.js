// @ts-check
// `npm run build`: builds, whether a source changed or not.
import { buildProgram } from './buildProgram.js';

if (!(await buildProgram())) process.exit(1);
