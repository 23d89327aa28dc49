import type { Command } from 'commander';
import type { PublishFlags } from './runPublish.ts';

/** Declares `registre publish`. */
export function publishCommand(program: Command): void {
  program
    .command('publish')
    .description(
      'publish the latest release to data.gouv.fr: only what changed, each file verified; twice writes nothing',
    )
    .option(
      '--plan',
      'say what would be created, updated, left alone, and what was changed there by hand; write nothing',
    )
    .option('--dataset <slug>', 'this dataset only')
    .option('--force-metadata', 'write over what was changed there by hand')
    .option('--recreate', 'make again what was deleted there by hand')
    .option('--json', 'say it as JSON, for programs')
    .addHelpText(
      'after',
      '\nNeeds DATAGOUV_API_KEY and DATAGOUV_ORGANIZATION. Publishes to demo.data.gouv.fr unless DATAGOUV_URL says otherwise.\nExits with 0 when done, 1 when a dataset failed or is held, 2 when the settings are unusable.\n\nTo try it without an account: npm run udata, then follow what it prints.',
    )
    .action(async (flags: PublishFlags) => (await import('./runPublish.ts')).runPublish(flags));
}
