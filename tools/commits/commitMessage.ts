/** The longest subject that `git log --oneline` and code hosts show without cutting it, in characters. */
const LONGEST_SUBJECT = 72;

/**
 * Checks a commit message against the convention `area: what changed`. Git's own subjects of merges and reverts, and
 * of commits to squash, are accepted.
 * @returns one sentence for each problem; empty for a valid message.
 */
export function messageProblems(message: string): string[] {
  const [subject = '', second = ''] = message.split('\n').filter((line) => !line.startsWith('#'));
  if (/^(?:Merge |Revert "|fixup! |squash! )/.test(subject)) return [];
  const problems: string[] = [];
  if (!/^[a-z][\w./-]*(?:, [\w./-]+)*: \S/.test(subject)) {
    problems.push('The subject must be "area: what changed", for example "docs: explain the response cache".');
  }
  if (subject.length > LONGEST_SUBJECT) {
    problems.push(
      `The subject must have at most ${LONGEST_SUBJECT} characters (got ${subject.length}). Move the reasons to the body.`,
    );
  }
  if (subject.endsWith('.')) problems.push('The subject must not end with a period.');
  if (second.trim()) problems.push('The second line must be empty: it separates the subject from the body.');
  return problems;
}
