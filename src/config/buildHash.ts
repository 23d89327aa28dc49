import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { programRoot } from './packageRoot.ts';

/** The hash that the build wrote (`tools/buildProgram.js`). Without a build, as in tests, there is none. */
const SOURCES_HASH = join(programRoot, 'sources.sha256');

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
  // Hashing all files would delay the first response.
  const files = existsSync(SOURCES_HASH) ? [SOURCES_HASH] : sourceFiles();
  for (const file of files)
    hash.update(file.slice(programRoot.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('base64url').slice(0, 16);
}

function sourceFiles(): string[] {
  return readdirSync(programRoot, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
