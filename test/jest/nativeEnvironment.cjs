// @ts-check
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { ModuleMocker } = require('jest-mock');

const { memoryUsage } = process;

/**
 * Between two test files, Jest compares the heap of an idle worker with workerIdleMemoryLimit. The heap does not include the memory
 * of PGlite, so this reports the RSS as the heap.
 */
const residentAsHeap = Object.assign(() => ({ ...memoryUsage(), heapUsed: memoryUsage.rss() }), {
  rss: memoryUsage.rss,
});

/**
 * The test environment: the Node.js process itself, in an empty directory, so that no relative path reaches the checkout. After a test
 * file, it restores the environment variables, the working directory and `process.exit`.
 */
class NativeEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  fakeTimersModern = null;
  #exit = process.exit;
  #environment = { ...process.env };
  #directory = process.cwd();
  #scratch = mkdtempSync(join(tmpdir(), 'registre-cwd-'));

  /** @param {import('@jest/environment').JestEnvironmentConfig} config */
  constructor({ projectConfig }) {
    Object.assign(globalThis, projectConfig.globals);
    process.memoryUsage = memoryUsage;
  }

  async setup() {
    // Jest would map stack traces with its own transforms; Node.js uses the source maps of tsx.
    Reflect.set(Error, 'prepareStackTrace', undefined);
    process.chdir(this.#scratch);
  }

  async teardown() {
    process.exit = this.#exit;
    for (const name of Object.keys(process.env)) if (!(name in this.#environment)) delete process.env[name];
    Object.assign(process.env, this.#environment);
    process.memoryUsage = residentAsHeap;
    process.chdir(this.#directory);
    rmSync(this.#scratch, { recursive: true, force: true });
  }

  getVmContext() {
    return null;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }
}

module.exports = NativeEnvironment;
