import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/config/packageRoot.ts';
import type { Shared } from './TestServices.ts';

const run = promisify(execFile);

/** Compiles the program for tests that run it: what is in dist may be older, or missing. */
export async function buildProgram(): Promise<{ value: Shared['program']; stop(): Promise<void> }> {
  // Within the package, where the program finds its modules.
  const folder = await mkdtemp(join(packageRoot, 'node_modules', '.registre-tests-build-'));
  const compiler = join(packageRoot, 'node_modules/typescript/bin/tsc');
  const options = ['-p', 'tsconfig.build.json', '--outDir', folder];
  // Not synchronous: this process answers the other workers meanwhile.
  await run(process.execPath, [compiler, ...options], { cwd: packageRoot }).catch(({ stdout }: { stdout: string }) => {
    throw new Error(`The source does not compile:\n${stdout}`);
  });
  return { value: { path: join(folder, 'src/cli/main.js') }, stop: () => rm(folder, { recursive: true, force: true }) };
}
