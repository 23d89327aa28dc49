// @ts-check
const { pathToFileURL } = require('node:url');

/** @typedef {import('./globals.js').Globals} Globals */

const INITIALIZER = /jestAdapterInit/;
/** @type {Map<string, number>} how often this worker has imported each test file */
const importedFiles = new Map();
const TEST_TIMEOUT = Symbol.for('TEST_TIMEOUT_SYMBOL');

/**
 * A Jest `runtime` that loads test files as Node.js does: a worker loads TypeORM, type-graphql and the sources once. The default
 * runtime evaluates every module again, in a virtual machine context, for each test file. See
 * docs/decisions/0040-test-files-share-a-process.md.
 */
class NativeRuntime {
  #mocker;
  /** @type {Globals | undefined} */
  #globals;

  /**
   * @param {unknown} _config
   * @param {import('@jest/environment').JestEnvironment} environment
   */
  constructor(_config, environment) {
    if (!environment.moduleMocker) throw new Error('Set testEnvironment to nativeEnvironment.cjs.');
    this.#mocker = environment.moduleMocker;
  }

  /**
   * jest-circus stores the tests of a file in module state, so each file gets a new module.
   * @param {string} path
   */
  requireInternalModule(path) {
    if (INITIALIZER.test(path)) delete require.cache[require.resolve(path)];
    return require(path);
  }

  /** @param {string} path */
  requireModule(path) {
    return require(path);
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  /** @param {string} path */
  async unstable_importModule(path) {
    const { setGlobals } = await import('./globals.js');
    if (this.#globals) setGlobals(this.#globals);
    // Node.js loads a URL once. A file that runs again in another project needs another URL.
    const times = importedFiles.get(path) ?? 0;
    importedFiles.set(path, times + 1);
    return import(`${pathToFileURL(path)}${times > 0 ? `?${times}` : ''}`);
  }

  /** @param {Globals} globals */
  setGlobalsForRuntime(globals) {
    const mocker = this.#mocker;
    const jest = {
      fn: mocker.fn.bind(mocker),
      spyOn: mocker.spyOn.bind(mocker),
      restoreAllMocks: () => mocker.restoreAllMocks(),
      /** @param {number} milliseconds */
      setTimeout: (milliseconds) => Object.assign(globalThis, { [TEST_TIMEOUT]: milliseconds }),
    };
    this.#globals = Object.assign({}, globals, { jest });
  }

  teardown() {
    this.#mocker.restoreAllMocks();
    Reflect.deleteProperty(globalThis, TEST_TIMEOUT);
  }

  getSourceMaps() {
    return new Map();
  }

  getAllCoverageInfoCopy() {
    return undefined;
  }

  enterTestCode() {}
  leaveTestCode() {}
  resetModules() {}
  clearAllMocks() {}
  resetAllMocks() {}
  restoreAllMocks() {}
}

module.exports = NativeRuntime;
