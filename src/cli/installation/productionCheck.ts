import type { Settings } from '../../config/settings.ts';
import { fail } from '../../errors/errors.ts';
import { PRODUCTION_UNSAFE } from '../cliErrors.ts';

/**
 * Refuses to start what calls itself production with settings that only suit a machine at hand (PRODUCTION_UNSAFE).
 * @param execArgv the options that Node.js itself was started with.
 */
export function checkProduction(settings: Settings, execArgv: readonly string[]): void {
  const problems = unsafeSettings(settings, execArgv);
  if (isProduction(settings) && problems.length > 0) fail(PRODUCTION_UNSAFE, { problems });
}

export function isProduction({ environment }: Settings): boolean {
  return environment.startsWith('prod');
}

/** The settings that are unsafe in production: a sentence for each, with what to do. */
export function unsafeSettings(settings: Settings, execArgv: readonly string[]): string[] {
  return CHECKS.flatMap(({ problem, holds }) => (holds(settings, execArgv) ? [] : [problem]));
}

interface Check {
  problem: string;
  holds(settings: Settings, execArgv: readonly string[]): boolean;
}

const CHECKS: readonly Check[] = [
  {
    problem:
      'PUBLIC_URL is not an https address that the public reaches: links and identifiers would lead nowhere, so set it to one',
    holds: ({ publicUrl }) =>
      publicUrl.startsWith('https://') && !/^https:\/\/(localhost|127\.|\[::1\])/.test(publicUrl),
  },
  {
    problem: 'DATABASE_URL is set without MEMBER_SECRET and TOKEN_SECRET: each server would make its own, so set both',
    holds: ({ databaseUrl, memberSecret, tokenSecret }) =>
      databaseUrl === null || (memberSecret !== null && tokenSecret !== null),
  },
  {
    problem: 'a secret looks like a placeholder: make it with openssl rand -base64 48',
    holds: ({ memberSecret, tokenSecret }) => [memberSecret, tokenSecret].every((secret) => !isPlaceholder(secret)),
  },
  {
    problem: 'LOG_LEVEL is debug: set it to info or warn',
    holds: ({ logLevel }) => logLevel !== 'debug',
  },
  {
    problem: 'Node.js listens for a debugger (--inspect): start it without',
    holds: (_settings, execArgv) => !execArgv.some((option) => option.startsWith('--inspect')),
  },
];

// Random text of 32 characters has more than ten different ones, but for one time in a thousand billions.
function isPlaceholder(secret: string | null): boolean {
  return secret !== null && (new Set(secret).size <= 10 || /change.?me|secret|password|example/i.test(secret));
}
