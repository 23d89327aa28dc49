// @ts-check
// `node --import ./test/jest/register.js`: TypeScript by tsx, and `@jest/globals` as the runtime of the tests sets it.
import { register } from 'node:module';
import 'tsx';

register('./resolveGlobals.js', import.meta.url);
