import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Execute } from '../remote/remoteCommand.ts';
import { addHelp } from '../terminal/help.ts';

/** Declares `registre token` and its subcommands. */
export function tokenCommand(program: Command, execute: Execute): void {
  const token = program
    .command('token')
    .description('Create, list, rotate and revoke the tokens that clients need to write.');
  addHelp(token, {
    details: `
Name a token after the program or team that uses it, never after a person: the journal shows this name as the actor.

Roles:
  reader     reads, like a client without a token
  editor     also executes the mutations of the method on startups, entities, missions and services
  publisher  has the rights of an editor; for the job that publishes the open data
  admin      also reads the journal

A client sends the token in a header: Authorization: Bearer regnum_…
The commands work while the server runs.`,
    examples: [
      'registre token create --name suivi-incubateur --role editor --days 180',
      'registre token list',
      'registre token rotate suivi-incubateur --overlap 14   # the old token works for 14 more days',
      'registre token rotate suivi-incubateur --overlap 0    # after a leak: the old token is revoked now',
      'registre token revoke suivi-incubateur',
    ],
  });
  createCommand(token, execute);
  listCommand(token, execute);
  revokeCommand(token, execute);
  rotateCommand(token, execute);
}

function createCommand(token: Command, execute: Execute): void {
  const command = token
    .command('create')
    .description('Create a token and print it. It cannot be printed again.')
    .requiredOption('--name <name>', 'program or team that uses it: letters, digits, spaces, dots, hyphens')
    .addOption(
      new Option('--role <role>', 'rights of the token, see registre token --help')
        .choices(['reader', 'editor', 'publisher', 'admin'])
        .makeOptionMandatory(),
    )
    .option('--days <days>', 'days until it expires, 1 to 366', days(1, 366), 90)
    .option('--json', 'print the token as JSON')
    .action(({ role, ...flags }: { role: string }) => execute('token create', { ...flags, role: role.toUpperCase() }));
  addHelp(command, {
    examples: [
      'registre token create --name suivi-incubateur --role editor --days 180',
      'registre token create --name publication --role publisher --json | jq -r .token',
    ],
  });
}

function listCommand(token: Command, execute: Execute): void {
  const command = token
    .command('list')
    .description('List all tokens with their role, state (active, expired, revoked) and last use.')
    .option('--json', 'print the list as JSON')
    .action((flags: object) => execute('token list', flags));
  addHelp(command, {
    details: 'The list shows the first characters of each token. The rest is not stored.',
    examples: ['registre token list', `registre token list --json | jq '.[] | select(.state == "ACTIVE")'`],
  });
}

function revokeCommand(token: Command, execute: Execute): void {
  const command = token
    .command('revoke')
    .argument('<name>', 'name of the token, see registre token list')
    .description('Revoke the active tokens of a name. The server rejects them from now on.')
    .action((name: string) => execute('token revoke', { name }));
  addHelp(command, {
    examples: ['registre token revoke suivi-incubateur', 'registre token revoke "suivi incubateur"'],
  });
}

function rotateCommand(token: Command, execute: Execute): void {
  const command = token
    .command('rotate')
    .argument('<name>', 'name of the token, see registre token list')
    .description('Create a second token with the same name, role and lifetime, and print it.')
    .option('--overlap <days>', 'days that the old token stays valid, 0 to 90; 0 revokes it now', days(0, 90), 7)
    .option('--json', 'print the new token as JSON')
    .action((name: string, flags: object) => execute('token rotate', { name, ...flags }));
  addHelp(command, {
    examples: [
      'registre token rotate suivi-incubateur --overlap 14',
      'registre token rotate suivi-incubateur --overlap 0 --json',
    ],
  });
}

function days(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,3}$/.test(text) ? Number(text) : -1;
    if (number < minimum || number > maximum)
      throw new InvalidArgumentError(`It must be a number of days from ${minimum} to ${maximum}.`);
    return number;
  };
}
