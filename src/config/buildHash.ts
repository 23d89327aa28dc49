import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCE = join(import.meta.dirname, '..');

let known: string | undefined;

/**
 * Tells this build of the software from any other, and is the same on every machine that runs it: what it answers
 * depends on it as on the register.
 */
export function buildHash(): string {
  known ??= hashOfFiles();
  return known;
}

function hashOfFiles(): string {
  const hash = createHash('sha256');
  const files = readdirSync(SOURCE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(SOURCE.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('base64url').slice(0, 16);
}
