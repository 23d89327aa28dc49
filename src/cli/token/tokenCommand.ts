import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Execute } from '../remote/remoteCommand.ts';

export function tokenCommand(program: Command, execute: Execute): void {
  const token = program
    .command('token')
    .description('make, list, replace and end the tokens that writing needs; works while the server runs')
    .addHelpText(
      'after',
      `
A token is named after what uses it (a program, a team), never after a person: the journal shows its name.
Roles, each of which may do what those before it may:
  reader     reads, as anyone may
  editor     follows the method: writes startups, entities, missions and services
  publisher  the same, for what publishes the open data
  admin      also reads the journal

Examples:
  registre token create --name suivi-incubateur --role editor --days 180
  registre token list
  registre token rotate suivi-incubateur --overlap 14   a second one; the former works for 14 more days
  registre token rotate suivi-incubateur --overlap 0    it leaked: the former is refused at once
  registre token revoke suivi-incubateur

Then: curl -H "Authorization: Bearer regnum_…" …/graphql`,
    );

  token
    .command('create')
    .description('make a token, and show it: this once')
    .requiredOption('--name <name>', 'what uses it: letters, digits, spaces, dots, hyphens')
    .addOption(
      new Option('--role <role>', 'what it allows')
        .choices(['reader', 'editor', 'publisher', 'admin'])
        .makeOptionMandatory(),
    )
    .option('--days <days>', 'how long it is in force, 366 days at most', days(1, 366), 90)
    .option('--json', 'say it as JSON, for programs')
    .addHelpText('after', '\nExample:\n  registre token create --name suivi-incubateur --role editor --days 180')
    .action(({ role, ...flags }: { role: string }) => execute('token create', { ...flags, role: role.toUpperCase() }));

  token
    .command('list')
    .description('list the tokens that were made, without themselves: role, state, last use')
    .option('--json', 'say it as JSON, for programs')
    .action((flags: object) => execute('token list', flags));

  token
    .command('revoke')
    .argument('<name>', 'as registre token list shows it')
    .description('end the tokens of a name: they are refused from now on')
    .addHelpText('after', '\nExample:\n  registre token revoke suivi-incubateur')
    .action((name: string) => execute('token revoke', { name }));

  token
    .command('rotate')
    .argument('<name>', 'as registre token list shows it')
    .description('replace a token by another of the same name, role and length of life, and show it: this once')
    .option('--overlap <days>', 'how long the former stays in force, 0 to end it at once', days(0, 90), 7)
    .option('--json', 'say it as JSON, for programs')
    .addHelpText('after', '\nExample:\n  registre token rotate suivi-incubateur --overlap 14')
    .action((name: string, flags: object) => execute('token rotate', { name, ...flags }));
}

function days(from: number, to: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,3}$/.test(text) ? Number(text) : -1;
    if (number < from || number > to)
      throw new InvalidArgumentError(`It must be a number of days from ${from} to ${to}.`);
    return number;
  };
}
