import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The directory of `package.json`, from the source as from the build. Files that are not code are found below it. */
export const packageRoot: string = nearestPackage(dirname(fileURLToPath(import.meta.url)));

/** The version of the software, from `package.json`. */
export function packageVersion(): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  return version;
}

function nearestPackage(directory: string): string {
  if (existsSync(join(directory, 'package.json'))) return directory;
  return nearestPackage(dirname(directory));
}
