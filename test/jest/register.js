// @ts-check
// `node --import ./test/jest/register.js`: registers tsx for TypeScript, and resolves `@jest/globals` to ./globals.js.
import { register } from 'node:module';
import 'tsx';

register('./resolveGlobals.js', import.meta.url);
