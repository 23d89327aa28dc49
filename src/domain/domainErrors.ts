import { defineError } from '../errors/errors.ts';

export const DEPTH_OUT_OF_RANGE = defineError({
  code: 'DEPTH_OUT_OF_RANGE',
  status: 400,
  meaning: 'The number of levels of a tree is less than 1.',
  sentence: (facts: { argument: string; value: number }) =>
    `\`${facts.argument}\` must be at least 1 (got ${facts.value}). Leave it out to include all levels.`,
});

export const DATE_RANGE_REVERSED = defineError({
  code: 'DATE_RANGE_REVERSED',
  status: 400,
  meaning: 'The last day of a range is before its first day.',
  sentence: (facts: { from: string; to: string }) =>
    `\`to\` (${facts.to}) must not be before \`from\` (${facts.from}). The default of \`to\` is today.`,
});

export const PERIODS_TOO_MANY = defineError({
  code: 'PERIODS_TOO_MANY',
  status: 400,
  meaning: 'A range has more periods than one field returns.',
  sentence: (facts: { from: string; to: string; every: string; maximum: number }) =>
    `The range from ${facts.from} to ${facts.to} must have at most ${facts.maximum} periods. Use a longer period than \`every: ${facts.every}\`, or a shorter range.`,
});

export const MOVE_NOT_ALLOWED = defineError({
  code: 'MOVE_NOT_ALLOWED',
  status: 409,
  meaning: 'The method does not allow the move. `missing` lists the missing conditions, as `nextSteps` does.',
  sentence: (facts: {
    startup: string;
    from: string;
    to: string;
    missing: readonly string[];
    open: readonly string[];
  }) =>
    facts.missing.length > 0
      ? `${facts.startup} can't move from ${facts.from} to ${facts.to} yet: it lacks ${facts.missing.join(', ')}. Nothing was written.`
      : `${facts.startup} ${facts.from === facts.to ? `already has the phase ${facts.to}` : `can't move from ${facts.from} to ${facts.to}`}. The method allows ${facts.open.length > 0 ? `only ${facts.open.join(', ')}` : 'no further move'}. Nothing was written.`,
});

export const METHOD_INCOMPLETE = defineError({
  code: 'METHOD_INCOMPLETE',
  status: 409,
  meaning: 'A step of the birth of a startup is not possible yet. `missing` lists the missing conditions.',
  sentence: (facts: { command: string; missing: readonly string[] }) =>
    `${facts.command} is not possible yet. The method first requires ${facts.missing.join(', ')}. Nothing was written.`,
});

export const DECISIONS_DIFFER = defineError({
  code: 'DECISIONS_DIFFER',
  status: 409,
  meaning: 'Two startups can’t be merged, because the decisions recorded about them differ.',
  sentence: (facts: { startup: string; decision: string; into: string; other: string | null }) =>
    `${facts.startup} has the decision ${facts.decision}, but ${facts.into} has ${facts.other ?? 'none'}. First record the same decision about ${facts.into} with \`concludeStartup\`. Nothing was written.`,
});

export const IN_USE = defineError({
  code: 'IN_USE',
  status: 409,
  meaning: 'Open records depend on the record to close. `missing` lists their kinds.',
  sentence: (facts: { subject: string; missing: readonly string[] }) =>
    `${facts.subject} is still in use. First move or close its ${facts.missing.join(', ')}. Nothing was written.`,
});

export const MEMBER_SECRET_CHANGED = defineError({
  code: 'MEMBER_SECRET_CHANGED',
  status: 422,
  meaning: 'MEMBER_SECRET is not the secret that the stored member keys were computed with.',
  sentence: () =>
    'The member keys of this register were computed with another secret. Set MEMBER_SECRET to that secret. Nothing was written.',
});
