import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { bundleProgram } from '../../tools/bundleProgram.js';
import type { SharedResources } from './TestServices.ts';

const run = promisify(execFile);

/** Compiles the program for tests that run it, because `dist/` may be outdated or missing. */
export async function buildProgram(): Promise<{ value: SharedResources['program']; stop(): Promise<void> }> {
  // Inside the package, where the program finds node_modules.
  const folder = await mkdtemp(join(packageRoot, 'node_modules', '.registre-tests-build-'));
  await bundleProgram(folder);
  const archive = join(folder, 'src/database/embedded/emptyDatabase.tar.gz');
  // Asynchronous: this process also serves the workers.
  await run(process.execPath, ['tools/createEmptyDatabase.js', archive], { cwd: packageRoot });
  return { value: { path: join(folder, 'src/cli/main.js') }, stop: () => rm(folder, { recursive: true, force: true }) };
}
