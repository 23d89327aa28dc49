import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCE = join(import.meta.dirname, '..');

let cachedHash: string | undefined;

/**
 * A hash of the source files: 16 characters of base64url. It differs between builds and is equal on all machines that run a
 * build. Responses depend on it as much as on the register, so it is part of their ETag.
 */
export function buildHash(): string {
  cachedHash ??= hashOfFiles();
  return cachedHash;
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
