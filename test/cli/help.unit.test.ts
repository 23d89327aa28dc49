import { describe, expect, jest, test } from '@jest/globals';
import { declaredCommands, helpOf, isFormer, parseArguments, shellWords } from './declaredCommands.ts';

const { program, commands } = declaredCommands();

describe.each([...commands])('registre %s --help', (words, command) => {
  const help = helpOf(command);

  test('has a sentence, the usage, the exit codes and a description of each argument and option', () => {
    expect(command.description()).toMatch(/^[A-Z].*\.$/s);
    expect(help).toContain(`Usage: registre ${words}`);
    expect(help).toMatch(/^Exit codes:\n {2}0 {2}\S.*\n {2}1 {2}\S.*\n {2}2 {2}\S.*$/m);
    for (const { description } of [...command.options, ...command.registeredArguments])
      expect(description).not.toBe('');
  });

  test('has two examples that are valid', () => {
    const examples = examplesIn(help);
    expect(examples.length).toBeGreaterThanOrEqual(2);
    for (const example of examples) {
      expect(example.slice(0, words.split(' ').length).join(' ')).toBe(words);
      expect(() => parseArguments(example)).not.toThrow();
    }
  });
});

test('registre token --help has valid examples', () => {
  const token = program.commands.find((command) => command.name() === 'token');
  const examples = examplesIn(token ? helpOf(token) : '');
  expect(examples.length).toBeGreaterThanOrEqual(2);
  for (const example of examples) expect(() => parseArguments(example)).not.toThrow();
});

describe('the former name of an option', () => {
  const former = [...commands].flatMap(([words, command]) =>
    command.options.filter(isFormer).map((option) => ({ words, option })),
  );

  test('is declared for some options', () => {
    expect(former.map(({ option }) => option.long)).toContain('--plan');
  });

  test.each(former)('$option.long of registre $words sets its new option, and warns', ({ words, option }) => {
    const [, name = '', value] = /^Deprecated: use (--[a-z-]+)(?: (\w+))?\.$/.exec(option.description) ?? [];
    const { program: parsed, commands: declared } = declaredCommands();
    const command = declared.get(words);
    const replacement = command?.options.find(({ long }) => long === name);
    expect(replacement?.hidden).toBe(false);
    const stderr = jest.spyOn(console, 'error').mockImplementation(() => {});
    parsed.parse([...words.split(' '), option.long ?? ''], { from: 'user' });
    expect(command?.opts()).toMatchObject({ [replacement?.attributeName() ?? '']: value ? [value] : true });
    expect(stderr).toHaveBeenCalledWith(
      `The option ${option.long} is deprecated. Use ${value ? `${name} ${value}` : name} instead.`,
    );
    stderr.mockRestore();
    expect(command && helpOf(command)).not.toContain(option.long);
  });
});

/** The words after `registre` in each example of a help text. */
function examplesIn(help: string): string[][] {
  const [, lines = ''] = /^Examples:\n((?: {2}.+\n)+)/m.exec(help) ?? [];
  return lines
    .trimEnd()
    .split('\n')
    .map((line) => {
      const words = shellWords(line);
      return words.slice(words.indexOf('registre') + 1);
    });
}
