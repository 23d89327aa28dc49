import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { packageRoot } from '../../src/config/packageRoot.ts';

/**
 * Translates the calls of `localize` in a module of Monaco. Its modules have keys and English texts; only its prebuilt script has
 * the numbers of the French texts.
 */
export function translateMonaco(source: string): string {
  return source.replaceAll(LOCALIZE_KEY, (call: string, start: string, literal: string) => {
    const french = FRENCH.get(evaluate(literal));
    return french === undefined ? call : start + JSON.stringify(french);
  });
}

const STRING = '"(?:[^"\\\\\\n]|\\\\.)*"|\'(?:[^\'\\\\\\n]|\\\\.)*\'|`[^`$]*`';
const LOCALIZE_NUMBER = new RegExp(`\\blocalize2?\\((\\d+),(${STRING})`, 'g');
const LOCALIZE_KEY = new RegExp(
  `(\\blocalize2?\\(\\s*(?:'[^']*'|"[^"]*"|\\{\\s*key:[^]{0,600}?\\]\\s*\\})\\s*,\\s*)(${STRING})`,
  'g',
);

/** A context for literals and scripts of Monaco. */
const CONTEXT = createContext({ define: (_dependencies: unknown, run: () => void) => run() });

/** The French texts by their English text. */
const FRENCH: ReadonlyMap<string, string> = frenchTexts();

function frenchTexts(): Map<string, string> {
  const prebuilt = join(packageRoot, 'node_modules', 'monaco-editor', 'min', 'vs');
  runInContext(readFileSync(join(prebuilt, 'nls.messages.fr.js'), 'utf8'), CONTEXT);
  const french: readonly (string | null)[] = runInContext('globalThis._VSCODE_NLS_MESSAGES', CONTEXT);
  const calls = readFileSync(join(prebuilt, 'editor', 'editor.main.js'), 'utf8').matchAll(LOCALIZE_NUMBER);
  const texts = new Map<string, string>();
  for (const [, number = '', literal = ''] of calls) {
    const [english, translation] = [evaluate(literal), french[Number(number)]];
    if (translation && !texts.has(english)) texts.set(english, translation);
  }
  if (texts.size < 1_000)
    throw new Error(`Monaco has only ${texts.size} French texts: update tools/explorer/monacoTexts.ts.`);
  return texts;
}

function evaluate(literal: string): string {
  return String(runInContext(literal, CONTEXT));
}
