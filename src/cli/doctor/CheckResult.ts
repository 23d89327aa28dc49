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

const at = (level: CheckResult['level']) => {
  return (check: string, message: string): CheckResult => ({ check, level, message });
};
export const [ok, warning, problem] = [at('ok'), at('warning'), at('problem')];

/** Runs a check; an error of the check becomes a finding of level `problem`. */
export async function runCheck(check: string, run: () => Promise<CheckResult[]>): Promise<CheckResult[]> {
  try {
    return await run();
  } catch (error) {
    return [problem(check, await errorMessage(error))];
  }
}
