import { readFile } from 'node:fs/promises';
import type { BuildOptions, Plugin } from 'esbuild';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { BUNDLE_FOLDER } from '../../src/web/explorer/bundle.ts';

/** What the file that the page loads is called. */
export const SCRIPT = 'explorer';

/** What the editor does beside the page, by the names that it gives: GraphQL and JSON are all the languages there are. */
export const WORKERS = {
  editor: 'monaco-editor/esm/vs/editor/editor.worker.js',
  graphql: 'monaco-graphql/esm/graphql.worker.js',
  json: 'monaco-editor/esm/vs/language/json/json.worker.js',
};

// The style sheet of GraphiQL holds that of the editor already, and fonts that weigh more than all the rest.
const styleOnce: Plugin = {
  name: 'style-once',
  setup({ onLoad }) {
    onLoad({ filter: /monaco-editor\/.*\.css$/ }, () => ({ contents: '', loader: 'css' }));
    onLoad({ filter: /graphiql\/dist\/style\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/@font-face \{[^}]*\}/g, ''),
      loader: 'css',
    }));
  },
};

export const OPTIONS = {
  absWorkingDir: packageRoot,
  bundle: true,
  // Which means React's own way of production, too.
  minify: true,
  write: false,
  outdir: BUNDLE_FOLDER,
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  target: 'es2022',
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [styleOnce],
} satisfies BuildOptions & { write: false };
