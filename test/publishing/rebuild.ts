import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/packageRoot.ts';

export const hasPython = spawnSync('python3', ['--version']).status === 0;

/** Runs `examples/rebuild/rebuild.py` on the directories of two releases, and returns its output. */
export function rebuild(previous: string, release: string): string {
  const script = join(packageRoot, 'examples/rebuild/rebuild.py');
  return execFileSync('python3', [script, previous, release], { encoding: 'utf8' });
}
