import type { Call } from '../http/call.ts';
import { DRIFT } from './drift.ts';
import { ERROR_RESPONSES } from './errorResponses.ts';
import type { Fault } from './Fault.ts';
import { NETWORK } from './network.ts';

const CATALOGUE = { ...ERROR_RESPONSES, ...NETWORK, ...DRIFT } satisfies Record<string, Fault>;

/** Every fault that a test can inject: F1 to F26 are the families, and the part after the dot is the variant. */
export type FaultName = keyof typeof CATALOGUE;
export const FAULT_NAMES = Object.keys(CATALOGUE).filter((name): name is FaultName => Object.hasOwn(CATALOGUE, name));

/** Which calls: the `nth` that fits (from 1, counted since the injection), then the following ones, `times` in all. */
export interface Aim {
  method?: string;
  /** A part of the path, or a pattern of it. The query is not looked at. */
  path?: string | RegExp;
  nth?: number;
  times?: number;
  delayMs?: number;
}

export interface Struck {
  name: string;
  fault: Fault;
  delayMs: number;
}

/** The faults that wait for their call. */
export class Faults {
  /** The names of those that struck, in order. */
  readonly struck: string[] = [];
  #waiting: { name: string; fault: Fault; aim: Aim; seen: number; struck: number }[] = [];

  inject(name: FaultName, aim: Aim = {}): void {
    this.custom(name, CATALOGUE[name], aim);
  }

  /** A fault of a test's own. */
  custom(name: string, fault: Fault, aim: Aim = {}): void {
    this.#waiting.push({ name, fault, aim, seen: 0, struck: 0 });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** Counts this call, and says what strikes it: the first fault that is due. Another that is due too waits for the next. */
  take(call: Call): Struck | null {
    let struck: Struck | null = null;
    for (const waiting of this.#waiting) {
      const { name, fault, aim } = waiting;
      if (!fits(aim, call)) continue;
      waiting.seen += 1;
      const isDue = waiting.seen >= (aim.nth ?? 1) && waiting.struck < (aim.times ?? 1);
      if (struck !== null || !isDue) continue;
      waiting.struck += 1;
      struck = { name, fault, delayMs: aim.delayMs ?? 100 };
      this.struck.push(name);
    }
    return struck;
  }
}

function fits({ method, path }: Aim, call: Call): boolean {
  if (method !== undefined && method !== call.method) return false;
  if (path === undefined) return true;
  return typeof path === 'string' ? call.path.includes(path) : path.test(call.path);
}
