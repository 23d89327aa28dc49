import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { GRAPHIQL_TEXTS } from './graphiqlTexts.ts';
import { translateMonaco } from './monacoTexts.ts';

const FOLDER = 'node_modules/';

/**
 * Translates GraphiQL and its editor Monaco while they are bundled, so that browsers load no translations. The web workers keep
 * their English messages about errors in queries and in JSON.
 */
export const inFrench: Plugin = {
  name: 'in-french',
  setup({ onLoad, onEnd }) {
    const absent = new Set(Object.keys(GRAPHIQL_TEXTS));
    onLoad({ filter: /node_modules\/(?:@graphiql|graphiql)\/.*\.js$/ }, async ({ path }) => {
      // The folder of the packages may be a link: esbuild gives the path that it leads to.
      const file = path.slice(path.lastIndexOf(FOLDER) + FOLDER.length);
      absent.delete(file);
      return { contents: translateGraphiql(file, await readFile(path, 'utf8')) };
    });
    onLoad({ filter: /node_modules\/monaco-editor\/esm\/vs\/.*\.js$/ }, async ({ path }) => ({
      contents: translateMonaco(await readFile(path, 'utf8')),
    }));
    onEnd(() => {
      if (absent.size > 0) throw new Error(outdated([...absent].join(', ')));
    });
  },
};

function translateGraphiql(file: string, source: string): string {
  return (GRAPHIQL_TEXTS[file] ?? []).reduce((text, [english, french]) => {
    if (!text.includes(english)) throw new Error(outdated(`${english} in ${file}`));
    return text.replaceAll(english, () => french);
  }, source);
}

function outdated(text: string): string {
  return `GraphiQL has no ${text}. Compare tools/explorer/graphiqlTexts.ts with its sources.`;
}
