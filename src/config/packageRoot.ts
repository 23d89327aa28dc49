import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The directory of `package.json`, from the source as from the build. Files that are not code are found below it. */
export const packageRoot: string = nearestPackage(import.meta.dirname);

/** The directory `src` of the running program. That of a build has the files that the build adds, and the code of threads. */
export const programRoot: string = nearestSource(import.meta.dirname);

/** The version of the software, from `package.json`. */
export function packageVersion(): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  return version;
}

function nearestPackage(directory: string): string {
  if (existsSync(join(directory, 'package.json'))) return directory;
  return nearestPackage(dirname(directory));
}

function nearestSource(directory: string): string {
  return basename(directory) === 'src' ? directory : nearestSource(dirname(directory));
}
