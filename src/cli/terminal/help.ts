import { type Command, Option } from 'commander';

interface Help {
  /** Text before the examples. */
  readonly details?: string;
  /** Command lines, each possibly with a comment after `#`. */
  readonly examples: readonly string[];
  /** Meanings of exit codes that differ from {@link EXIT_CODES}. */
  readonly exitCodes?: Readonly<Record<number, string>>;
}

const EXIT_CODES = {
  0: 'success',
  1: 'failure; the message is on standard error',
  2: 'invalid command line',
};

/** Adds details, examples and exit codes to the end of the help of a command. */
export function addHelp(command: Command, { details, examples, exitCodes }: Help): Command {
  const sections = [
    ...(details === undefined ? [] : [details.trim()]),
    section('Examples:', examples),
    exitCodeHelp(exitCodes),
  ];
  return command.addHelpText('after', `\n${sections.join('\n\n')}`);
}

/** The section *Exit codes* of the help. */
export function exitCodeHelp(exitCodes: Help['exitCodes'] = {}): string {
  const lines = Object.entries({ ...EXIT_CODES, ...exitCodes }).map(([code, meaning]) => `${code}  ${meaning}`);
  return section('Exit codes:', lines);
}

function section(title: string, lines: readonly string[]): string {
  return [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

/**
 * Declares the former name of a flag, for one release: it sets the flag, prints a warning to standard error, and is hidden
 * from the help.
 * @param value the value that it adds to the list of the option `name`, if this is no flag.
 */
export function addFormerFlag(command: Command, formerName: string, name: string, value?: string): void {
  const present = value === undefined ? name : `${name} ${value}`;
  const option = new Option(formerName, `Deprecated: use ${present}.`).hideHelp();
  const attribute = new Option(name).attributeName();
  command.addOption(option).on(`option:${option.name()}`, () => {
    const former: unknown = command.getOptionValue(attribute);
    command.setOptionValue(attribute, value === undefined ? true : [...(Array.isArray(former) ? former : []), value]);
    console.error(`The option ${formerName} is deprecated. Use ${present} instead.`);
  });
}
