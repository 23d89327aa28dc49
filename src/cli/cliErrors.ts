import { defineError } from '../errors/errors.ts';

export const PRODUCTION_UNSAFE = defineError({
  code: 'PRODUCTION_UNSAFE',
  status: 500,
  meaning: 'The settings of a production server would make it unsafe, or wrong.',
  sentence: ({ problems }: { problems: readonly string[] }) =>
    `ENVIRONMENT says that this is production, but ${problems.join('; ')}. Nothing was started: mend these, or set another ENVIRONMENT.`,
});

export const CONTROL_FAILED = defineError({
  code: 'CONTROL_FAILED',
  status: 503,
  meaning: 'The server that uses the embedded database did not carry out a command that was handed to it.',
  sentence: (facts: { directory: string; command: string; problem: string }) =>
    `the server running on ${facts.directory} did not answer registre ${facts.command} (${facts.problem}): look whether it was done before you try again.`,
});

export const OUTPUT_FAILED = defineError({
  code: 'OUTPUT_FAILED',
  status: 500,
  meaning: 'What a command answers could not be written to its standard output.',
  sentence: (facts: { problem: string; undone: boolean }) =>
    facts.undone
      ? `The answer could not be written to standard output (${facts.problem}), so the command was undone: run it again where its output can be written.`
      : `The answer could not be written to standard output (${facts.problem}). The command was carried out; only its answer is lost.`,
});

export const PORT_IN_USE = defineError({
  code: 'PORT_IN_USE',
  status: 503,
  meaning: 'Another program listens on the port.',
  sentence: (facts: { host: string; port: number }) =>
    `Port ${facts.port} of ${facts.host} is in use: stop the other program, or set PORT to a free one.`,
});
