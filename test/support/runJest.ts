import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { packageRoot } from '../../src/config/packageRoot.ts';

/** Runs Jest in a separate process, with only the given environment variables besides PATH and HOME. */
export function runJest(args: readonly string[], environment: Record<string, string> = {}): SpawnSyncReturns<string> {
  const program = [
    '--import',
    './test/jest/register.js',
    'node_modules/jest/bin/jest.js',
    '--config',
    'jest.config.js',
  ];
  return spawnSync(process.execPath, [...program, ...args], {
    cwd: packageRoot,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    encoding: 'utf8',
  });
}
