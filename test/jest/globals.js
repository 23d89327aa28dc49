// @ts-check
// What `@jest/globals` exports. The values change with each test file, and ES modules see it: exports are live bindings.

/** @typedef {typeof import('@jest/globals')} Globals */

/** @type {Globals['afterAll']} */
export let afterAll;
/** @type {Globals['afterEach']} */
export let afterEach;
/** @type {Globals['beforeAll']} */
export let beforeAll;
/** @type {Globals['beforeEach']} */
export let beforeEach;
/** @type {Globals['describe']} */
export let describe;
/** @type {Globals['expect']} */
export let expect;
/** @type {Globals['it']} */
export let it;
/** @type {Globals['test']} */
export let test;
/** @type {Pick<Globals['jest'], 'fn' | 'spyOn' | 'restoreAllMocks' | 'setTimeout'>} */
export let jest;

/** @param {Globals} globals those of the test file that starts */
export function setGlobals(globals) {
  ({ afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test, jest } = globals);
}
