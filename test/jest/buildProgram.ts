import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/config/packageRoot.ts';
import type { SharedResources } from './TestServices.ts';

const run = promisify(execFile);

/** Compiles the program for tests that run it, because `dist/` may be outdated or missing. */
export async function buildProgram(): Promise<{ value: SharedResources['program']; stop(): Promise<void> }> {
  // Inside the package, where the program finds node_modules.
  const folder = await mkdtemp(join(packageRoot, 'node_modules', '.registre-tests-build-'));
  const compiler = join(packageRoot, 'node_modules/typescript/bin/tsc');
  const options = ['-p', 'tsconfig.build.json', '--outDir', folder];
  // Asynchronous: this process also serves the workers.
  await run(process.execPath, [compiler, ...options], { cwd: packageRoot }).catch(({ stdout }: { stdout: string }) => {
    throw new Error(`The source does not compile:\n${stdout}`);
  });
  const archive = join(folder, 'src/database/embedded/emptyDatabase.tar.gz');
  await run(process.execPath, ['tools/createEmptyDatabase.js', archive], { cwd: packageRoot });
  return { value: { path: join(folder, 'src/cli/main.js') }, stop: () => rm(folder, { recursive: true, force: true }) };
}
