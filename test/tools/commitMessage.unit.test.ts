import { expect, test } from '@jest/globals';
import { messageProblems } from '../../tools/commits/commitMessage.ts';

test.each([
  'docs: explain the response cache',
  'server/limits: count aliases\n\nA client could repeat a field 1,000 times.\n',
  'server, web: one Content-Security-Policy',
  '# a comment of Git\ndocs: explain the response cache\n# another',
  "Merge branch 'docs'",
  'Revert "docs: explain the response cache"',
])('%j is a valid message', (message) => {
  expect(messageProblems(message)).toEqual([]);
});

test.each([
  ['Explain the response cache', /must be "area: what changed"/],
  ['Docs: explain the response cache', /must be "area: what changed"/],
  ['docs:explain', /must be "area: what changed"/],
  ['', /must be "area: what changed"/],
  [`docs: ${'x'.repeat(67)}`, /at most 72 characters \(got 73\)/],
  ['docs: explain the response cache.', /must not end with a period/],
  ['docs: explain\nthe response cache', /second line must be empty/],
])('%j is rejected', (message, problem) => {
  expect(messageProblems(message)).toEqual([expect.stringMatching(problem)]);
});
