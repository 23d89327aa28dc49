import { type Command, InvalidArgumentError } from 'commander';
import { OVERWRITE_WORDS } from '../../publishing/datagouv/plan/drifts.ts';
import { HOLD_MEANINGS, HoldReason } from '../../publishing/datagouv/plan/holds.ts';
import { minutes } from '../receipt/receiptCommand.ts';
import type { Execute } from '../remote/remoteCommand.ts';
import { addFormerFlag, addHelp } from '../terminal/help.ts';
import type { PublishFlags } from './runPublish.ts';

/** Declares `registre publish`. */
export function publishCommand(program: Command, execute: Execute): void {
  const command = program
    .command('publish')
    .description('Publish the latest release to data.gouv.fr: upload what changed, and verify each uploaded file.')
    .option(
      '--dry-run',
      'report what would be written, what holds the release and what was changed by hand; write nothing',
    )
    .option('--dataset <slug>', 'publish only this dataset')
    .option('--release <name>', 'publish this release instead of the latest one, to roll back')
    .option('--adopt <dataset=id>', 'take over a dataset of the platform, by its id or slug', adoptedDatasets)
    .option('--accept <what>', 'publish a held release, or keep a change made by hand: see below', acceptedWords)
    .option('--overwrite <what>', 'write the release over changes made by hand: see below', overwrittenWords)
    .option(
      '--wait [minutes]',
      'wait until the platform has read the files, and compare (default: 60 minutes)',
      minutes,
    )
    .option('--json', 'print the report as JSON')
    .option('--html', 'with --dry-run: print the plan as a page in French, for its approval')
    .action(async (flags: PublishFlags) => {
      if (flags.html && !flags.dryRun) command.error('error: --html shows a plan: add --dry-run');
      return (await import('./runPublish.ts')).startPublish(execute, flags);
    });
  addFormerFlag(command, '--plan', '--dry-run');
  addFormerFlag(command, '--force-metadata', '--overwrite', 'fields');
  addFormerFlag(command, '--recreate', '--overwrite', 'deleted');
  addHelp(command, {
    details: `
Requires DATAGOUV_API_KEY and DATAGOUV_ORGANIZATION. The default DATAGOUV_URL is the demonstration site,
demo.data.gouv.fr. A second run for the same release writes nothing. The command works while the server runs.

A release that would remove published data is held: nothing is written until --accept names the reason, such as
--accept shrink,columns. The reasons are:
${Object.entries(HOLD_MEANINGS)
  .map(([reason, meaning]) => `  ${reason.padEnd(10)} ${meaning}`)
  .join('\n')}

What people change on data.gouv.fr is left as it is and reported by name, such as startups:title or
startups:startups.csv:file. --accept keeps it, and reports it no more as a change to decide; --overwrite writes the release.
--overwrite also takes a dataset, or:
${Object.entries(OVERWRITE_WORDS)
  .map(([word, meaning]) => `  ${word.padEnd(10)} ${meaning}`)
  .join('\n')}

To try it without an account, run npm run udata in a checkout and follow its output.`,
    examples: [
      'registre publish --dry-run',
      'registre publish --dry-run --html > plan.html',
      'registre publish --accept shrink',
      'registre publish --release 2026-11-23T18-00-00Z-v42',
      'registre publish --adopt startups=startups-d-etat',
      'registre publish --dataset startups --json',
    ],
    exitCodes: {
      0: 'published, or nothing to do. Also if only texts or the order were changed by hand',
      1: 'the release is held; or a dataset failed, is blocked, or has a file that was replaced or deleted by hand or is not verified yet, or is hidden',
      2: 'invalid command line or settings; with --wait, also a file that the platform read differently',
    },
  });
}

/** Parses the values of `--accept`, separated by commas: reasons, and names of changes made by hand. */
function acceptedWords(text: string, former: readonly string[] = []): string[] {
  const words = text.split(',');
  const isKnown = (word: string) => HoldReason.safeParse(word).success || NAME_OF_DRIFT.test(word);
  if (words.every(isKnown)) return [...former, ...words];
  throw new InvalidArgumentError(
    `It must be one of ${HoldReason.options.join(', ')}, or the name of a change made by hand, such as startups:title.`,
  );
}

/** Parses the values of `--overwrite`, separated by commas: words, datasets, and names of changes made by hand. */
function overwrittenWords(text: string, former: readonly string[] = []): string[] {
  const words = text.split(',');
  if (words.every((word) => /^[a-z0-9-]+$/.test(word) || NAME_OF_DRIFT.test(word))) return [...former, ...words];
  throw new InvalidArgumentError(
    `It must be one of ${Object.keys(OVERWRITE_WORDS).join(', ')}, a dataset, or the name of a change made by hand, such as startups:title.`,
  );
}

/** Parses a value of `--adopt`: `startups=startups-d-etat`. */
function adoptedDatasets(text: string, former: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, dataset, idOrSlug] = /^([a-z0-9-]+)=([a-z0-9-]+)$/.exec(text) ?? [];
  if (dataset && idOrSlug) return { ...former, [dataset]: idOrSlug };
  throw new InvalidArgumentError(
    'It must be a dataset of the release and the id or slug on the platform, such as startups=startups-d-etat.',
  );
}

const NAME_OF_DRIFT = /^[a-z0-9-]+(:[^:,\s]+){1,2}$/;
