import type { Command } from 'commander';

/** Declares `registre doctor`. */
export function doctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check what the register needs to work, say what is wrong and what to do; changes nothing')
    .option('--json', 'say it as JSON, for programs')
    .addHelpText(
      'after',
      `
Looks at the settings, the database and its migrations, the directories (permissions, free space), the secrets, the
latest release and its checksums, and, if its settings are there, the access to data.gouv.fr. It works while the server
runs: start it with the same settings, as the same user. One line for each check:
  ok       nothing to do
  warning  it works, but not as a public server should
  problem  something fails, or will: the line says what to do

Exits with 0 when there is no problem, 1 otherwise.

Examples:
  registre doctor
  registre doctor --json | jq '.checks[] | select(.level != "ok")'`,
    )
    .action(async (flags: { json?: boolean }) => (await import('./runDoctor.ts')).runDoctor(flags));
}
