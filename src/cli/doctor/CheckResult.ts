import { z } from 'zod';
import { errorMessage } from '../terminal/output.ts';

export const CheckResult = z.object({
  /** The subject, in a word or two. */
  check: z.string(),
  level: z.enum(['ok', 'warning', 'problem']),
  /** What was found and, unless it is ok, what to do. */
  message: z.string(),
});
export type CheckResult = z.infer<typeof CheckResult>;

export function ok(check: string, message: string): CheckResult {
  return { check, level: 'ok', message };
}

export function warning(check: string, message: string): CheckResult {
  return { check, level: 'warning', message };
}

export function problem(check: string, message: string): CheckResult {
  return { check, level: 'problem', message };
}

/** Runs a check; an error of the check becomes a finding of level `problem`. */
export async function runCheck(check: string, run: () => Promise<CheckResult[]>): Promise<CheckResult[]> {
  try {
    return await run();
  } catch (error) {
    return [problem(check, await errorMessage(error))];
  }
}
