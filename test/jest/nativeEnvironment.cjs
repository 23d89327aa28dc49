// @ts-check
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { ModuleMocker } = require('jest-mock');

const { memoryUsage } = process;

/**
 * Between two test files, Jest compares the heap of an idle worker with workerIdleMemoryLimit. The memory of PGlite is not in the
 * heap: what the whole process takes is compared instead.
 */
const residentAsHeap = Object.assign(() => ({ ...memoryUsage(), heapUsed: memoryUsage.rss() }), {
  rss: memoryUsage.rss,
});

/**
 * The environment of the tests: this Node process itself, in an empty directory, so that no relative path reaches the checkout.
 * What a test file changes of the process is undone after it.
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
    // Jest would map stacks by its own transforms; Node knows the source maps of tsx.
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
