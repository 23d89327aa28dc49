import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** The memory of a process in bytes, as `process.memoryUsage()` of its main thread reports it. */
export type Memory = z.infer<typeof memory>;

const memory = z.object({ rss: z.number(), heapUsed: z.number(), external: z.number(), arrayBuffers: z.number() });

/**
 * Preloaded by a server (`node --import`), writes its memory to the file in MEMORY_FILE ten times a second. `/metrics`
 * does not show array buffers.
 */
export const MEMORY_REPORTER = `data:text/javascript,${encodeURIComponent(`
  import { renameSync, writeFileSync } from 'node:fs';
  const file = process.env.MEMORY_FILE;
  const write = () => {
    writeFileSync(file + '.new', JSON.stringify(process.memoryUsage()));
    renameSync(file + '.new', file);
  };
  write();
  setInterval(write, 100).unref();`)}`;

export async function readMemory(file: string): Promise<Memory> {
  return memory.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** The end is compared with this minute: by then caches are full and code is compiled. */
export const WARM_MINUTES = 10;

/** The verdict on memory, in a sentence. */
export function growth(samples: readonly { readonly minute: number; readonly memory: Memory }[]): string {
  const warm = samples.find(({ minute }) => minute > WARM_MINUTES - 0.1);
  const last = samples.at(-1);
  if (!warm || !last || warm === last) return `Growth of memory: give more than ${WARM_MINUTES} minutes to know it.`;
  const percent = (last.memory.rss / warm.memory.rss - 1) * 100;
  const [from, to] = [warm, last].map(({ memory }) => (memory.rss / 2 ** 20).toFixed(0));
  return `RSS after minute ${WARM_MINUTES}: ${from} → ${to} MB, ${percent > 0 ? '+' : ''}${percent.toFixed(1)} %.`;
}
