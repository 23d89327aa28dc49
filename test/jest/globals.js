// @ts-check
// The exports of `@jest/globals`. They are live bindings, so that importing modules get the values of each test file.

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

/** @param {Globals} globals the globals of the test file that starts */
export function setGlobals(globals) {
  ({ afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test, jest } = globals);
}
