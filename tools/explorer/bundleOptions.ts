import { readFile } from 'node:fs/promises';
import type { BuildOptions, Plugin } from 'esbuild';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { BUNDLE_FOLDER } from '../../src/web/explorer/bundle.ts';

/** The name of the script that the page loads. */
export const SCRIPT = 'explorer';

/** The web workers of the editor, by their label in Monaco. GraphQL and JSON are its only languages. */
export const WORKERS = {
  editor: 'monaco-editor/esm/vs/editor/editor.worker.js',
  graphql: 'monaco-graphql/esm/graphql.worker.js',
  json: 'monaco-editor/esm/vs/language/json/json.worker.js',
};

// The style sheet of GraphiQL already contains that of the editor, and fonts that are larger than the rest of the bundle.
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
  // This also selects the production build of React.
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
