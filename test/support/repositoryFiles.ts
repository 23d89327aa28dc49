import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/packageRoot.ts';

/** The files of the repository, as paths from its root: also those that are not committed yet, without ignored files. */
export function repositoryFiles(): string[] {
  const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  return execFileSync('git', listing, { cwd: packageRoot, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(packageRoot, path)));
}

/** The Markdown files that describe the present: without the changelog and the decisions, which name what existed then. */
export function currentPages(): string[] {
  return repositoryFiles().filter(
    (path) => path.endsWith('.md') && !/^(?:CHANGELOG\.md$|docs\/decisions\/)/.test(path),
  );
}

/** The text of a file of the repository. */
export function readRepositoryFile(path: string): string {
  return readFileSync(join(packageRoot, path), 'utf8');
}

/** A fenced code block of Markdown: the fence, then its text. */
export const CODE_BLOCK = /^(`{3,})[^\n]*\n([\s\S]*?)^\1\s*$/gm;
