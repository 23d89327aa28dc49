import type { Command } from 'commander';
import { ERASURE_INVALID } from '../../erasure/erasureErrors.ts';
import { fail } from '../../errors/errors.ts';
import type { Execute } from '../remote/remoteCommand.ts';
import type { EraseInput } from './runErase.ts';

export function eraseCommand(program: Command, execute: Execute): void {
  program
    .command('erase')
    .argument('[texts...]', 'what is to be erased: each way that a name is written')
    .description(
      'erase what must be forgotten (RGPD, article 17) from the register, its history, its findings and all its releases',
    )
    .requiredOption('--reason <why>', 'why, for the tombstone: without what is erased')
    .option('--member <source and id...>', 'erase what a member did: the name of the source, then their id there')
    .option('--replacement <words>', 'what stands in its place', '[effacé]')
    .option('--dry-run', 'say what would be erased, and write nothing')
    .option('--json', 'say it as JSON, for programs')
    .addHelpText(
      'after',
      `
Accents, capitals, blanks, hyphens, dots and underscores make no difference: "Jeanne Dupont" is found in
jeanne.dupont@… and in jeanne-dupont, not in jdupont: give that too. A text is found within words.
The register keeps a tombstone: that something was erased, when and why, never what. It works while the server runs;
if it is stopped on the way, the same command finishes.

Examples:
  registre erase "Jeanne Dupont" jdupont --reason "demande du 3 mars, réf. 42" --dry-run
  registre erase --member beta.gouv.fr jeanne.dupont --reason "demande du 3 mars, réf. 42"`,
    )
    .action((texts: string[], flags: EraseFlags) => execute('erase', inputOf(texts, flags)));
}

type EraseFlags = Pick<EraseInput, 'reason' | 'replacement'> & { member?: string[]; dryRun?: boolean; json?: boolean };

function inputOf(texts: string[], flags: EraseFlags): EraseInput {
  const { reason, replacement, member = [], dryRun = false, json = false } = flags;
  if (member.length % 2 === 1) {
    fail(ERASURE_INVALID, { problem: '--member wants the name of a source, then an id; give the texts before it' });
  }
  const members = member.flatMap((source, at) => (at % 2 === 0 ? [{ source, id: member[at + 1] ?? '' }] : []));
  return { texts, members, reason, replacement, dryRun, json };
}
