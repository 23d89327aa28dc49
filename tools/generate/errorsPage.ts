import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { definedErrors, type ErrorDefinition } from '../../src/errors/errors.ts';
import { markdownTable, page } from './page.ts';

/** Every error of the program, sorted by code. Imports the files that define them. */
export async function everyError(): Promise<ErrorDefinition<never>[]> {
  const source = join(packageRoot, 'src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /\wErrors\.ts$/.test(file));
  for (const file of files) await import(pathToFileURL(join(source, file)).href);
  return [...definedErrors.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** `docs/errors.md`. */
export async function errorsPage(): Promise<string> {
  const rows = (await everyError()).map(({ code, status, meaning, sentence }) => [
    `\`${code}\``,
    String(status),
    meaning,
    // Show each fact as its name.
    String(sentence(...([new Proxy({}, { get: (_facts, name) => shown(String(name)) })] as never))),
  ]);
  return page(
    'Errors',
    'the files src/**/*Errors.ts',
    [
      'This page lists every error of the register, in GraphQL, over HTTP and on the command line. In GraphQL and in the JSON of',
      'other paths, the code is in `extensions.code`. On the command line, the sentence is printed to standard error and the',
      'exit code is 1. The HTTP status is that of the response if the whole request is rejected. `‹name›` stands for a value of',
      'the case.',
    ],
    markdownTable(['Code', 'HTTP', 'Meaning', 'Sentence'], rows),
  );
}

// Some facts are lists: a list of one item is printed like that item.
function shown(name: string): object[] {
  return [Object.assign(new String(`‹${name}›`), { path: '‹path›', problem: '‹problem›' })];
}
