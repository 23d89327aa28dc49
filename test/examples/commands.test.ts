import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { packageRoot } from '../../src/foundation/packageRoot.ts';
import { databases } from '../support/databases.ts';
import { type ServedReference, servedReference, settled, WRITTEN_ORIGIN } from './served.ts';

const run = promisify(execFile);
const missing = ['bash', 'curl', 'jq'].filter((tool) => spawnSync(tool, ['--version']).error !== undefined);

if (missing.length === 0) describe.each(['docs/curl.md', 'docs/examples.md'])('the commands of %s', ofPage);
else it.skip(`the commands of the pages: not run, there is no ${missing.join(', no ')} here`, () => {});

function ofPage(page: string): void {
  const blocks = blocksOf(readFileSync(join(packageRoot, page), 'utf8'));
  let served: ServedReference;
  beforeAll(async () => {
    const [embedded] = databases;
    if (!embedded) throw new Error('there is no database');
    served = await servedReference(embedded.open);
  });
  afterAll(() => served.close());

  test('are ten at least, each under its title', () => {
    expect(blocks.length).toBeGreaterThanOrEqual(10);
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
    if (groups.language !== 'sh') return [];
    const { language = null, text = '' } = parts[at + 1]?.groups ?? {};
    const isAnswer = language === 'json' || language === 'text';
    return [{ title, command: groups.text ?? '', language: isAnswer ? language : null, shown: isAnswer ? text : '' }];
  });
}
