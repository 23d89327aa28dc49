import { readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { aWorkspace, type Workspace } from '../cli/commandLine.ts';
import { startUdata, type Udata } from '../support/udata/startUdata.ts';

const PAGES = ['docs/import.md', 'docs/open-data.md', 'docs/operations.md', 'docs/publishing.md'];

/** The address and the organisation that `npm run udata` prints. */
const WRITTEN_PLATFORM = 'http://127.0.0.1:7000';
const WRITTEN_ORGANIZATION = /\b[0-9a-f]{24}\b/g;

/** A line of the page that stands for any output, from there to the next line that is shown. */
const ANYTHING = '…';

describe.each(PAGES)('the terminal sessions of %s', (page) => {
  const commands = commandsOf(readFileSync(join(packageRoot, page), 'utf8'));
  let workspace: Workspace;
  let platform: Udata;
  let outputs: string[];

  // In one shell and in the order of the page: a command relies on those before it.
  beforeAll(async () => {
    [workspace, platform] = [await aWorkspace(), await startUdata()];
    await cp(join(packageRoot, 'examples/source'), join(workspace.folder, 'examples/source'), { recursive: true });
    const { stdout } = await workspace.shell(scriptOf(commands, platform)).output;
    outputs = stdout.split(MARK).slice(1);
  }, 180_000);
  afterAll(async () => {
    await workspace.remove();
    await platform.close();
  });

  test('has commands', () => {
    expect(commands.length).toBeGreaterThan(1);
  });

  test.each(commands.map((each, at) => ({ ...each, at })))('$at: $command', ({ shown, at }) => {
    const printed = settled((outputs[at] ?? '').replaceAll(platform.url, WRITTEN_PLATFORM), workspace.folder);
    expect(printed).toMatch(patternOf(settled(shown, workspace.folder)));
  });
});

interface TerminalCommand {
  readonly command: string;
  /** The output, as the page shows it. */
  readonly shown: string;
}

/** The commands of the blocks of a page in the language `console`: a line after `$ `, then the lines that it prints. */
function commandsOf(markdown: string): TerminalCommand[] {
  const sessions = [...markdown.matchAll(/^```console\n(.*?)^```$/gms)].map(([, text = '']) => text);
  return sessions.flatMap((session) =>
    session
      .split(/^\$ /m)
      .slice(1)
      .map((text) => {
        const [command = '', ...shown] = text.trimEnd().split('\n');
        return { command, shown: shown.join('\n') };
      }),
  );
}

const MARK = '>>>>>> next command\n';

/** One script for all commands, which keeps variables and the exit code of the command before, as a terminal does. */
function scriptOf(commands: readonly TerminalCommand[], { url, organizationId }: Udata): string {
  const lines = commands.map(({ command }) => {
    const here = command.replaceAll(WRITTEN_PLATFORM, url).replaceAll(WRITTEN_ORGANIZATION, organizationId);
    return `code=$?; printf '${MARK.trimEnd()}\\n'; (exit $code)\n${here}`;
  });
  return ['exec 2>&1', 'npx() { shift; $REGISTRE "$@"; }', ...lines].join('\n');
}

/** Names of releases and the working directory, always the same. */
function settled(output: string, folder: string): string {
  return output
    .replaceAll(folder, '/srv/registre')
    .replace(/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-v\d+/g, '2026-11-23T18-00-00Z-v1')
    .replace(/ +$/gm, '')
    .trim();
}

/** What matches the shown output: exactly, except where it has {@link ANYTHING}. */
function patternOf(shown: string): RegExp {
  const literal = shown.split(ANYTHING).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('[^]*')}$`);
}
