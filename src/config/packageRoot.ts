import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The directory of the package, whether its source or its build runs: where files that are not code are found. */
export const packageRoot: string = nearestPackage(dirname(fileURLToPath(import.meta.url)));

/** The version of the software, as the package says it. */
export function packageVersion(): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  return version;
}

function nearestPackage(directory: string): string {
  if (existsSync(join(directory, 'package.json'))) return directory;
  return nearestPackage(dirname(directory));
}
