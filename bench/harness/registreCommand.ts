import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { startProcess } from './processes.ts';

/** The output of a command, its duration including the start of the process, and its peak RSS. */
export interface CommandResult {
  readonly output: string;
  readonly seconds: number;
  readonly peakMegabytes: number;
}

/** Returns a function that runs a command of the built program with these settings, and throws if it fails. */
export function registreCommand(
  settings: Readonly<Record<string, string>>,
): (...given: string[]) => Promise<CommandResult> {
  return async (...given) => {
    const start = performance.now();
    const { child, ended } = startProcess('node', [join(packageRoot, 'dist/src/cli/main.js'), ...given], {
      env: { ...process.env, ...settings },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    let peakMegabytes = 0;
    child.stdout?.on('data', (piece) => {
      output += piece;
    });
    const sampling = setInterval(async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
      peakMegabytes = Math.max(peakMegabytes, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    }, 100);
    const code = await ended;
    clearInterval(sampling);
    if (code !== 0) throw new Error(`registre ${given.join(' ')} exited with ${code}`);
    return { output, seconds: (performance.now() - start) / 1000, peakMegabytes };
  };
}
