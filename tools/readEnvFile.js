// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Reads the settings of `.env` in a checkout. Variables that the environment already has take precedence.
 * @param {string} root
 */
export function readEnvFile(root) {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}
