import { z } from 'zod';
import { sentenceOf } from '../output.ts';

/** What a check of `registre doctor` found. */
export const Finding = z.object({
  /** What was looked at, in a word or two. */
  check: z.string(),
  level: z.enum(['ok', 'warning', 'problem']),
  /** What was found and, unless it is ok, what to do. */
  message: z.string(),
});
export type Finding = z.infer<typeof Finding>;

export function ok(check: string, message: string): Finding {
  return { check, level: 'ok', message };
}

export function warning(check: string, message: string): Finding {
  return { check, level: 'warning', message };
}

export function problem(check: string, message: string): Finding {
  return { check, level: 'problem', message };
}

/** Runs a check; an error of the check becomes a finding of level `problem`. */
export async function found(check: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    return [problem(check, await sentenceOf(error))];
  }
}
