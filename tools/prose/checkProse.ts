/**
 * `npm run lint:prose [-- <path>…]`: reports words that have a standard term (`replacedWords.ts`), and sentences of
 * comments and Markdown that are too long to be read once. Exits with 1 when it reports something.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { longSentences, type Problem, replacedWords } from './prose.ts';

/** Text that people write. Migrations never change once merged; the rest derives from the code or is data. */
const CHECKED = /\.(?:ts|js|cjs|md|graphql|sh|ya?ml)$/;
const LEFT_OUT =
  /^(?:tools\/prose\/|test\/tools\/|schema\/|src\/database\/migrations\/|src\/server\/telemetry\/formerMetrics\.ts|examples\/client\/src\/gql\/)/;

const paths = execFileSync('git', ['ls-files', '-z', '--', ...process.argv.slice(2)], {
  cwd: packageRoot,
  encoding: 'utf8',
});
const files = paths.split('\0').filter((path) => CHECKED.test(path) && !LEFT_OUT.test(path));

const problems = files.flatMap((path): Problem[] => {
  const text = readFileSync(join(packageRoot, path), 'utf8');
  return [...replacedWords(path, text), ...longSentences(path, text)];
});
for (const { path, line, message } of problems) console.error(`${path}:${line}: ${message}`);
console.error(`${files.length} files, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
