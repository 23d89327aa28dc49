import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { BenchError } from '../harness/runBench.ts';

/**
 * The memory of a process in bytes: its RSS, and the memory of its main thread after a garbage collection. Garbage that is not yet
 * collected is no leak.
 */
export type Memory = z.infer<typeof memory>;

const memory = z.object({
  sample: z.number(),
  rss: z.number(),
  heapUsed: z.number(),
  external: z.number(),
  arrayBuffers: z.number(),
});

/**
 * The arguments of a server that writes its memory to the file in MEMORY_FILE each time it receives SIGUSR2. `/metrics`
 * shows neither array buffers nor the heap after a collection.
 */
export const MEMORY_REPORTER = [
  '--expose-gc',
  '--import',
  `data:text/javascript,${encodeURIComponent(`
  import { renameSync, writeFileSync } from 'node:fs';
  const file = process.env.MEMORY_FILE;
  let sample = 0;
  process.on('SIGUSR2', () => {
    const rss = process.memoryUsage.rss();
    globalThis.gc();
    sample += 1;
    writeFileSync(file + '.new', JSON.stringify({ ...process.memoryUsage(), rss, sample }));
    renameSync(file + '.new', file);
  });`)}`,
];

/** Makes a server write its memory, and reads it. Calls must not overlap. */
export async function readMemory({ pid, file }: { readonly pid: number; readonly file: string }): Promise<Memory> {
  const sampleIn = async () => memory.parse(JSON.parse(await readFile(file, 'utf8')));
  const before = await sampleIn().catch(() => null);
  process.kill(pid, 'SIGUSR2');
  for (let attempt = 0; attempt < 600; attempt += 1) {
    await sleep(50);
    const found = await sampleIn().catch(() => null);
    if (found && found.sample !== before?.sample) return found;
  }
  throw new BenchError('The server did not write its memory within 30 seconds.');
}

/** Growth up to this is flat: garbage and memory held by the allocator vary by as much. */
const FLAT_PERCENT = 5;

interface Sample {
  readonly minute: number;
  readonly memory: Memory;
}

/** The conclusion on memory, as a sentence. */
export interface Growth {
  readonly text: string;
  readonly isFlat: boolean;
}

/** @param warm the minute to compare the end with: caches are then full and code is compiled. */
export function growth(samples: readonly Sample[], warm: number): Growth {
  const first = samples.find(({ minute }) => minute > warm - 0.1);
  const last = samples.at(-1);
  if (!first || !last || first === last) {
    return { text: `Growth of memory: unknown. It needs more than ${warm} minutes.`, isFlat: true };
  }
  const changes = KINDS.map(({ name, bytes }) => {
    const [from, to] = [bytes(first.memory), bytes(last.memory)];
    return { name, from, to, percent: (to / from - 1) * 100 };
  });
  const isFlat = changes.every(({ percent }) => percent <= FLAT_PERCENT);
  const texts = changes.map(
    ({ name, from, to, percent }) =>
      `${name} ${megabytes(from)} → ${megabytes(to)} MB (${percent > 0 ? '+' : ''}${percent.toFixed(1)} %)`,
  );
  const verdict = isFlat ? 'flat' : `not flat, more than ${FLAT_PERCENT} %`;
  return { text: `Memory after minute ${warm} is ${verdict}: ${texts.join(', ')}.`, isFlat };
}

const KINDS = [
  { name: 'RSS', bytes: ({ rss }: Memory) => rss },
  { name: 'heap and external', bytes: ({ heapUsed, external }: Memory) => heapUsed + external },
];

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
