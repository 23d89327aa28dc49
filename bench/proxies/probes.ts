import { setTimeout } from 'node:timers/promises';

/** A request that is sent again and again while parts of the installation fail. */
export interface Probe {
  readonly name: string;
  /** The outcome: `ok`, or the reason of a failure, such as `503 DATABASE_AWAY`. */
  send(): Promise<string>;
}

interface Outcome {
  readonly result: string;
  readonly sentAt: number;
  readonly milliseconds: number;
}

/** The outcomes of one probe during a failure. */
export interface FailureResult {
  readonly probe: string;
  /** How often each result occurred between the failure and the restart. */
  readonly during: Readonly<Record<string, number>>;
  /** The slowest outcome between the failure and the restart. */
  readonly slowest: number;
  /** Milliseconds from the end of the restart to the last failure; 0 when no request failed after the restart. */
  readonly recovery: number;
}

export interface Failure {
  kill(): Promise<void>;
  restart(): Promise<void>;
}

const INTERVAL = 100;

/** Sends every probe each 100 ms: for `seconds` between `kill` and `restart`, then until all have succeeded for two seconds. */
export async function measureFailure(
  probes: readonly Probe[],
  { kill, restart }: Failure,
  seconds: number,
): Promise<FailureResult[]> {
  let isRunning = true;
  const outcomes = new Map<string, Outcome[]>(probes.map(({ name }) => [name, []]));
  const loops = probes.map(async ({ name, send }) => {
    while (isRunning) {
      const sentAt = performance.now();
      const result = await send().catch((error: unknown) => `no response (${causeOf(error)})`);
      outcomes.get(name)?.push({ result, sentAt, milliseconds: performance.now() - sentAt });
      await setTimeout(INTERVAL);
    }
  });
  await setTimeout(1_000);
  const killedAt = performance.now();
  await kill();
  await setTimeout(seconds * 1_000);
  await restart();
  const restartedAt = performance.now();
  const lastFailure = (name: string) =>
    outcomes.get(name)?.findLast(({ result }) => result !== 'ok')?.sentAt ?? Number.NEGATIVE_INFINITY;
  const isCalm = () => probes.every(({ name }) => performance.now() - lastFailure(name) > 2_000);
  const deadline = performance.now() + 30_000;
  while (performance.now() - restartedAt < 2_000 || (!isCalm() && performance.now() < deadline)) await setTimeout(100);
  isRunning = false;
  await Promise.all(loops);
  return probes.map(({ name }) => {
    const sent = outcomes.get(name) ?? [];
    const during = sent.filter(({ sentAt }) => sentAt >= killedAt && sentAt < restartedAt);
    const counts: Record<string, number> = {};
    for (const { result } of during) counts[result] = (counts[result] ?? 0) + 1;
    const slowest = Math.max(0, ...during.map(({ milliseconds }) => milliseconds));
    return { probe: name, during: counts, slowest, recovery: Math.max(0, lastFailure(name) - restartedAt) };
  });
}

/** `ECONNREFUSED`, or the message. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return cause instanceof Error ? cause.message : error.message;
}
