import { defineError } from '../errors/errors.ts';

export const DEPTH_OUT_OF_RANGE = defineError({
  code: 'DEPTH_OUT_OF_RANGE',
  status: 400,
  meaning: 'A number of levels of a tree is not a whole number from 1.',
  sentence: (facts: { argument: string; value: number }) =>
    `${facts.argument}: ${facts.value} is not a number of levels: give 1 or more, or leave it out to go down to the last.`,
});

export const MOVE_NOT_ALLOWED = defineError({
  code: 'MOVE_NOT_ALLOWED',
  status: 409,
  meaning: 'The method does not allow the move: `missing` lists what it lacks, as `nextSteps` does.',
  sentence: (facts: {
    startup: string;
    from: string;
    to: string;
    missing: readonly string[];
    open: readonly string[];
  }) =>
    facts.missing.length > 0
      ? `${facts.startup} can't move from ${facts.from} to ${facts.to} yet: it lacks ${facts.missing.join(', ')}. Nothing was written.`
      : `${facts.startup} ${facts.from === facts.to ? `is in ${facts.to} already` : `can't move from ${facts.from} to ${facts.to}`}: from there the method leads to ${facts.open.join(', ') || 'nothing more'}. Nothing was written.`,
});

export const METHOD_INCOMPLETE = defineError({
  code: 'METHOD_INCOMPLETE',
  status: 409,
  meaning: 'A step of the birth of a startup comes before those it needs: `missing` lists them.',
  sentence: (facts: { command: string; missing: readonly string[] }) =>
    `${facts.command} comes too early: the method still asks for ${facts.missing.join(', ')}. Nothing was written.`,
});

export const IN_USE = defineError({
  code: 'IN_USE',
  status: 409,
  meaning: 'Something to be closed is still used by other things: `missing` lists what must be moved first.',
  sentence: (facts: { subject: string; missing: readonly string[] }) =>
    `${facts.subject} is still in use: move or close first its ${facts.missing.join(', ')}. Nothing was written.`,
});

export const MEMBER_SECRET_CHANGED = defineError({
  code: 'MEMBER_SECRET_CHANGED',
  status: 422,
  meaning: 'The secret that member keys are made with is not the one that the register was filled with.',
  sentence: () =>
    'The members of this register were counted with another secret: set MEMBER_SECRET to that one. Nothing was written.',
});
