/**
 * `npm run lint:commits [-- <range>]`: checks the messages of the commits of a range (default: origin/main..HEAD).
 * `.githooks/commit-msg` calls it with the file of the message that Git is about to record. Exits with 1 on a problem.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { messageProblems } from './commitMessage.ts';

const [argument = 'origin/main..HEAD'] = process.argv.slice(2);

const messages = existsSync(argument) ? [readFileSync(argument, 'utf8')] : messagesOf(argument);
const problems = messages.flatMap((message) =>
  messageProblems(message).map((problem) => `${message.split('\n', 1)[0]}\n  ${problem}`),
);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

function messagesOf(range: string): string[] {
  const log = execFileSync('git', ['log', '-z', '--format=%B', range, '--'], { encoding: 'utf8' });
  return log.split('\0').filter((message) => message.trim());
}
