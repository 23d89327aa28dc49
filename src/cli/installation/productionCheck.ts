import type { Settings } from '../../config/settings.ts';
import { fail } from '../../errors/errors.ts';
import { PRODUCTION_UNSAFE } from '../cliErrors.ts';

/**
 * Fails with PRODUCTION_UNSAFE if this is a production environment with settings for a local machine.
 * @param execArgv the options of Node.js itself, as `process.execArgv` has them.
 */
export function checkProduction(settings: Settings, execArgv: readonly string[]): void {
  const problems = unsafeSettings(settings, execArgv);
  if (isProduction(settings) && problems.length > 0) fail(PRODUCTION_UNSAFE, { problems });
}

export function isProduction({ environment }: Settings): boolean {
  return environment.startsWith('prod');
}

/** The problems of the settings in a production environment, each with its fix. */
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
      'PUBLIC_URL is not a public https address, so links and identifiers would not work: set it to the address of the server',
    holds: ({ publicUrl }) =>
      publicUrl.startsWith('https://') && !/^https:\/\/(localhost|127\.|\[::1\])/.test(publicUrl),
  },
  {
    problem:
      'DATABASE_URL is set without MEMBER_SECRET and TOKEN_SECRET, so each server would generate its own: set both',
    holds: ({ databaseUrl, memberSecret, tokenSecret }) =>
      databaseUrl === null || (memberSecret !== null && tokenSecret !== null),
  },
  {
    problem: 'a secret looks like a placeholder: generate one with openssl rand -base64 48',
    holds: ({ memberSecret, tokenSecret }) => [memberSecret, tokenSecret].every((secret) => !isPlaceholder(secret)),
  },
  {
    problem: 'LOG_LEVEL is debug: set it to info or warn',
    holds: ({ logLevel }) => logLevel !== 'debug',
  },
  {
    problem: 'Node.js listens for a debugger: start it without --inspect',
    holds: (_settings, execArgv) => !execArgv.some((option) => option.startsWith('--inspect')),
  },
];

// Random text of 32 characters has ten different characters or fewer with a probability below 1e-12.
function isPlaceholder(secret: string | null): boolean {
  return secret !== null && (new Set(secret).size <= 10 || /change.?me|secret|password|example/i.test(secret));
}
