import type { Command } from 'commander';
import { ERASURE_INVALID } from '../../erasure/erasureErrors.ts';
import { fail } from '../../errors/errors.ts';
import type { Execute } from '../remote/remoteCommand.ts';
import { addHelp } from '../terminal/help.ts';
import type { EraseInput } from './runErase.ts';

/** Declares `registre erase`. */
export function eraseCommand(program: Command, execute: Execute): void {
  const command = program
    .command('erase')
    .argument('[texts...]', 'texts to erase: every spelling of a name')
    .description('Erase personal data from the register, its history, its import findings and all releases.')
    .requiredOption('--reason <reason>', 'reason for the erasure record, without the erased text')
    .option('--member <source and id...>', 'erase a member: the name of a source, then the ID of the member there')
    .option('--replacement <text>', 'text that replaces each occurrence', '[effacé]')
    .option('--dry-run', 'report what would be erased, and write nothing')
    .option('--json', 'print the report as JSON')
    .action((texts: string[], flags: EraseFlags) =>
      execute('erase', inputOf(texts, flags), { title: flags.dryRun ? 'Searching' : 'Erasing' }),
    );
  addHelp(command, {
    details: `
For requests under article 17 of the GDPR (RGPD). The search ignores accents, case, spaces, hyphens, dots and underscores:
"Jeanne Dupont" matches jeanne.dupont@… and jeanne-dupont. It does not match jdupont: give that text too. A text also
matches inside words.

The register keeps an erasure record: when and why something was erased, never what. The command works while the server
runs. If it is interrupted, run it again to finish.`,
    examples: [
      'registre erase "Jeanne Dupont" jdupont --reason "demande du 3 mars, réf. 42" --dry-run',
      'registre erase --member beta.gouv.fr jeanne.dupont --reason "demande du 3 mars, réf. 42"',
    ],
  });
}

type EraseFlags = Pick<EraseInput, 'reason' | 'replacement'> & { member?: string[]; dryRun?: boolean; json?: boolean };

function inputOf(texts: string[], flags: EraseFlags): EraseInput {
  const { reason, replacement, member = [], dryRun = false, json = false } = flags;
  if (member.length % 2 === 1) {
    const problem =
      '--member must be followed by pairs: the name of a source, then an ID. Give the texts before --member';
    fail(ERASURE_INVALID, { problem });
  }
  const members = member.flatMap((source, index) => (index % 2 === 0 ? [{ source, id: member[index + 1] ?? '' }] : []));
  return { texts, members, reason, replacement, dryRun, json };
}
