import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { aDatabase } from '../support/databases.ts';
import { type ServedReference, servedReference, settled, WRITTEN_ORIGIN } from './served.ts';

const run = promisify(execFile);
const missing = ['bash', 'curl', 'jq'].filter((tool) => spawnSync(tool, ['--version']).error !== undefined);

const PAGES = [
  { page: 'README.md', blocks: 4 },
  { page: 'docs/api.md', blocks: 3 },
  { page: 'docs/curl.md', blocks: 20 },
  { page: 'docs/import.md', blocks: 1 },
  { page: 'docs/open-data.md', blocks: 5 },
  { page: 'docs/examples.md', blocks: 20 },
];

if (missing.length === 0) describe.each(PAGES)('the commands of $page', ofPage);
else it.skip(`the commands of the pages: not run, there is no ${missing.join(', no ')} here`, () => {});

function ofPage({ page, blocks: atLeast }: (typeof PAGES)[number]): void {
  const blocks = blocksOf(readFileSync(join(packageRoot, page), 'utf8'));
  let served: ServedReference;
  beforeAll(async () => {
    served = await servedReference(aDatabase().open);
  });
  afterAll(() => served.close());

  test('are all found', () => {
    expect(blocks.length).toBeGreaterThanOrEqual(atLeast);
  });

  test.each(blocks)('$title: print what is shown', async ({ command, language, shown }) => {
    const { stdout } = await run('bash', ['-euc', command.replaceAll(WRITTEN_ORIGIN, served.origin)], {
      cwd: packageRoot,
    });
    if (language === 'json') expect(settled(JSON.parse(stdout))).toMatchObject(JSON.parse(shown));
    else if (language === 'text') expect(stdout.trim()).toBe(shown.trim());
    else expect(stdout).not.toBe('');
  });
}

interface Block {
  /** Where it stands, for who reads the report. */
  readonly title: string;
  readonly command: string;
  /** Of what is shown below it; null when nothing is. */
  readonly language: string | null;
  readonly shown: string;
}

function blocksOf(markdown: string): Block[] {
  const parts = [...markdown.matchAll(/^## (?<title>[^\n]+)$|^```(?<language>\w+)\n(?<text>.*?)^```$/gms)];
  let title = '';
  return parts.flatMap(({ groups = {} }, at) => {
    title = groups.title ?? title;
    const command = commandOf(groups);
    const { language = null, text = '' } = parts[at + 1]?.groups ?? {};
    // A document that is followed by its command is asked by that one.
    if (command === null || (groups.language === 'graphql' && language === 'sh')) return [];
    const isAnswer = language === 'json' || language === 'text';
    return [{ title, command, language: isAnswer ? language : null, shown: isAnswer ? text : '' }];
  });
}

/** What a block asks: a command, or a document alone, as it would be sent. */
function commandOf({ language, text = '' }: Partial<Record<string, string>>): string | null {
  if (language === 'sh') return text;
  if (language !== 'graphql') return null;
  return `curl -s --fail-with-body -G ${WRITTEN_ORIGIN}/graphql --data-urlencode query@- <<'DOCUMENT'\n${text}DOCUMENT`;
}
