import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { startProcess } from './processes.ts';

/** What a command printed, how long it took, start of the process included, and the most memory that it held. */
export interface Ran {
  readonly output: string;
  readonly seconds: number;
  readonly peakMegabytes: number;
}

/** Runs commands of the build as people do, with these settings. */
export function registreOn(settings: Readonly<Record<string, string>>): (...given: string[]) => Promise<Ran> {
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
