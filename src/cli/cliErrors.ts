import { defineError } from '../errors/errors.ts';

export const PRODUCTION_UNSAFE = defineError({
  code: 'PRODUCTION_UNSAFE',
  status: 500,
  meaning: 'The settings of a production server are unsafe or wrong.',
  sentence: ({ problems }: { problems: readonly string[] }) =>
    `The server did not start. ENVIRONMENT is a production environment, but ${problems.join('; ')}. Correct these settings, or choose an ENVIRONMENT that does not begin with prod.`,
});

export const CONTROL_FAILED = defineError({
  code: 'CONTROL_FAILED',
  status: 503,
  meaning: 'A command was forwarded to the server that uses the embedded database, and that server did not answer.',
  sentence: (facts: { directory: string; command: string; problem: string }) =>
    `The server that uses ${facts.directory} did not answer registre ${facts.command} (${facts.problem}). The command may have run: check its effect before you run it again.`,
});

export const COMMAND_CANCELLED = defineError({
  code: 'COMMAND_CANCELLED',
  status: 503,
  meaning: 'A command was cancelled before its end, with Ctrl-C or because the server that executed it stopped.',
  sentence: (facts: { command: string; reason: string }) =>
    `registre ${facts.command} was cancelled, because ${facts.reason}. Nothing was written. Run it again.`,
});

export const OUTPUT_FAILED = defineError({
  code: 'OUTPUT_FAILED',
  status: 500,
  meaning: 'The output of a command could not be written to standard output.',
  sentence: (facts: { problem: string; undone: boolean }) =>
    facts.undone
      ? `The output could not be written to standard output (${facts.problem}). The command was undone: run it again where its output can be written.`
      : `The output could not be written to standard output (${facts.problem}). The command succeeded; only its output is lost.`,
});

export const PORT_IN_USE = defineError({
  code: 'PORT_IN_USE',
  status: 503,
  meaning: 'The port of the server is in use by another program.',
  sentence: (facts: { host: string; port: number }) =>
    `Port ${facts.port} of ${facts.host} is in use. Stop the other program, or set PORT to a free port.`,
});
