import { Command, type Option } from 'commander';
import { declareCommands } from '../../src/cli/commands.ts';

/** Commands without subcommands, by their words, such as `token create`. */
export type DeclaredCommands = ReadonlyMap<string, Command>;

/** The commands of `registre`, which parse their arguments and do nothing. */
export function declaredCommands(): { program: Command; commands: DeclaredCommands } {
  const program = new Command('registre').exitOverride().configureOutput({ writeErr: () => {} });
  declareCommands(program, async () => undefined);
  const commands = new Map(program.commands.flatMap((command) => leaves(command, command.name())));
  for (const command of commands.values()) command.action(() => {});
  return { program, commands };
}

function leaves(command: Command, words: string): [string, Command][] {
  command.exitOverride().configureOutput({ writeErr: () => {} });
  if (command.commands.length === 0) return [[words, command]];
  return command.commands.flatMap((child) => leaves(child, `${words} ${child.name()}`));
}

/** The help of a command, as `--help` prints it. */
export function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({
    writeOut: (text) => {
      help += text;
    },
  });
  command.outputHelp();
  return help;
}

/** Parses the arguments of `registre`. Throws if they are invalid. */
export function parseArguments(words: readonly string[]): void {
  declaredCommands().program.parse(words, { from: 'user' });
}

export function isFormer({ description, hidden }: Option): boolean {
  return hidden && description.startsWith('Deprecated: ');
}

/** The words of a shell command line: quotes group words; a comment, a pipe or a redirection ends the command. */
export function shellWords(line: string): string[] {
  const words: string[] = [];
  for (const [, double, single, bare, end] of line.matchAll(/"([^"]*)"|'([^']*)'|([^\s"'#|;&<>]+)|([#|;&<>])/g)) {
    if (end !== undefined) break;
    words.push(double ?? single ?? bare ?? '');
  }
  return words;
}
