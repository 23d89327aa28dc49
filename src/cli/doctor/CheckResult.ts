import { z } from 'zod';
import { errorMessage } from '../terminal/output.ts';

export const CheckResult = z.object({
  /** The name of the check, such as `database`. */
  check: z.string(),
  level: z.enum(['ok', 'warning', 'problem']),
  /** The result and, unless the level is ok, how to fix it. */
  message: z.string(),
});
export type CheckResult = z.infer<typeof CheckResult>;

const at = (level: CheckResult['level']) => {
  return (check: string, message: string): CheckResult => ({ check, level, message });
};
export const [ok, warning, problem] = [at('ok'), at('warning'), at('problem')];

/** Runs a check. An error that it throws becomes a result of level `problem`. */
export async function runCheck(check: string, run: () => Promise<CheckResult[]>): Promise<CheckResult[]> {
  try {
    return await run();
  } catch (error) {
    return [problem(check, await errorMessage(error))];
  }
}
