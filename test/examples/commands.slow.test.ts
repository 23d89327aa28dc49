import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { aDatabase } from '../support/databases.ts';
import { normalized, type ReferenceServer, startReferenceServer, WRITTEN_ORIGIN } from './referenceServer.ts';

const run = promisify(execFile);
const missing = ['bash', 'curl', 'jq'].filter((tool) => spawnSync(tool, ['--version']).error !== undefined);

/** The pages whose `sh` and `graphql` blocks run against a fresh register, in their order, and how many they have at least. */
const PAGES = [
  { page: 'README.md', blocks: 1 },
  { page: 'docs/api.md', blocks: 11 },
  { page: 'docs/caching.md', blocks: 3 },
  { page: 'docs/limits.md', blocks: 4 },
  { page: 'docs/filters-and-search.md', blocks: 10 },
  { page: 'docs/statistics.md', blocks: 2 },
  { page: 'docs/files.md', blocks: 9 },
  { page: 'docs/writing.md', blocks: 7 },
  { page: 'docs/time-travel.md', blocks: 4 },
  { page: 'docs/import.md', blocks: 1 },
  { page: 'docs/open-data.md', blocks: 5 },
  { page: 'docs/examples.md', blocks: 20 },
];

if (missing.length === 0) describe.each(PAGES)('the commands of $page', ofPage);
else it.skip(`the commands of the pages: skipped, because these tools are missing: ${missing.join(', ')}`, () => {});

function ofPage({ page, blocks: atLeast }: (typeof PAGES)[number]): void {
  const blocks = blocksOf(readFileSync(join(packageRoot, page), 'utf8'));
  let served: ReferenceServer;
  beforeAll(async () => {
    served = await startReferenceServer(aDatabase().open);
  });
  afterAll(() => served.close());

  test('are found', () => {
    expect(blocks.length).toBeGreaterThanOrEqual(atLeast);
  });

  test.each(blocks)('$title: the output is the one shown', async ({ command, language, shown }) => {
    const { stdout } = await run('bash', ['-euc', command.replaceAll(WRITTEN_ORIGIN, served.origin)], {
      cwd: packageRoot,
      env: { ...process.env, TOKEN: served.token },
    });
    if (language === 'json') expect(normalized(JSON.parse(stdout))).toMatchObject(normalized(JSON.parse(shown)));
    else if (language === 'text') expect(stdout.trim()).toBe(shown.trim());
    else expect(stdout).not.toBe('');
  });
}

interface Block {
  /** The section that contains the block, for the test report. */
  readonly title: string;
  readonly command: string;
  /** The language of the output that follows the block; null when none follows. */
  readonly language: string | null;
  readonly shown: string;
}

function blocksOf(markdown: string): Block[] {
  const parts = [...markdown.matchAll(/^##+ (?<title>[^\n]+)$|^```(?<language>\w+)\n(?<text>.*?)^```$/gms)];
  let title = '';
  return parts.flatMap(({ groups = {} }, at) => {
    title = groups.title ?? title;
    const command = commandOf(groups);
    const { language = null, text = '' } = parts[at + 1]?.groups ?? {};
    // A document that is followed by its command is sent by that command.
    if (command === null || (groups.language === 'graphql' && language === 'sh')) return [];
    const isOutput = language === 'json' || language === 'text';
    return [{ title, command, language: isOutput ? language : null, shown: isOutput ? text : '' }];
  });
}

/** The command of a block: its own, or one that sends its document. */
function commandOf({ language, text = '' }: Partial<Record<string, string>>): string | null {
  if (language === 'sh') return text;
  if (language !== 'graphql') return null;
  return `curl -s --fail-with-body -G ${WRITTEN_ORIGIN}/graphql --data-urlencode query@- <<'DOCUMENT'\n${text}DOCUMENT`;
}
