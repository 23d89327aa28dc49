import { z } from 'zod';
import { type MergeReview, proposeMerges } from '../../importing/review/proposeMerges.ts';
import { readerOn } from '../../sql/reader.ts';
import { remoteCommand } from '../remote/remoteCommand.ts';

/** `registre import --review`: lists the startups that a source probably renamed. Reads only. */
export const runReview = remoteCommand(
  z.object({ json: z.boolean().default(false) }),
  async ({ database }, { json }) => {
    const review = await proposeMerges(readerOn(database.pool));
    return json ? JSON.stringify(review) : inWords(review);
  },
);

function inWords({ absent, proposals }: MergeReview): string {
  if (absent.length === 0) return 'No startup is absent from its source: there is nothing to review.';
  const count = absent.length === 1 ? '1 startup is' : `${absent.length} startups are`;
  const resembling = new Set(proposals.map(({ startup }) => startup));
  const others = absent.filter((slug) => !resembling.has(slug));
  return [
    `${count} absent from the source. ${proposals.length === 0 ? 'No startup that came since resembles one of them.' : 'Review these pairs, and run the mutation of those that are one product:'}`,
    ...proposals.flatMap(({ startup, name, absentSince, into, intoName, score, reasons, command }) => [
      '',
      `${startup} (${name}), absent since ${absentSince} → ${into} (${intoName}): ${score.toFixed(2)}`,
      `  ${reasons.join(', ')}`,
      `  ${command}`,
    ]),
    ...(others.length === 0 || proposals.length === 0 ? [] : ['', `Without a likely successor: ${others.join(', ')}.`]),
    ...(proposals.length === 0 ? [`Absent: ${absent.join(', ')}.`] : []),
  ].join('\n');
}
