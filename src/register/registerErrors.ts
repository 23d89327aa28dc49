import { defineError, type FieldError } from '../errors/errors.ts';

export const UNAUTHENTICATED = defineError({
  code: 'UNAUTHENTICATED',
  status: 401,
  meaning: 'The request writes without a token, or its token is not one in force.',
  sentence: (facts: { problem: string }) =>
    `${facts.problem}: send a token in force as Authorization: Bearer regnum_… (registre token create makes one).`,
});

export const FORBIDDEN = defineError({
  code: 'FORBIDDEN',
  status: 403,
  meaning: 'The role of the token does not allow what was asked.',
  sentence: (facts: { command: string; role: string; needed: string }) =>
    `${facts.command} needs the role ${facts.needed}, and this token has the role ${facts.role}; nothing was written.`,
});

export const TOKEN_UNKNOWN = defineError({
  code: 'TOKEN_UNKNOWN',
  status: 422,
  meaning: 'No token in force has the name.',
  sentence: (facts: { name: string }) =>
    `no token named ${facts.name} is in force: registre token list shows those that are, registre token create makes one.`,
});

export const TOKEN_NAME_TAKEN = defineError({
  code: 'TOKEN_NAME_TAKEN',
  status: 409,
  meaning: 'A token in force has the name already.',
  sentence: (facts: { name: string }) =>
    `a token named ${facts.name} is in force already: choose another name, or replace it with registre token rotate.`,
});

export const TOKEN_ROTATING = defineError({
  code: 'TOKEN_ROTATING',
  status: 409,
  meaning: 'Two tokens are in force under the name: a third would make it three.',
  sentence: (facts: { name: string; until: string }) =>
    `${facts.name} was rotated before, and its former token is in force until ${facts.until}: wait until then, or end both now with --overlap 0.`,
});

export const TOKEN_SECRET_CHANGED = defineError({
  code: 'TOKEN_SECRET_CHANGED',
  status: 500,
  meaning: 'The secret that tokens are stored with is not the one of the tokens in force.',
  sentence: () =>
    'The tokens in force were made with another secret: set TOKEN_SECRET to that one, or put the file token-secret of REGISTRE_DIR back. If it is lost, end them with registre token revoke and make new ones.',
});

export const INPUT_INVALID = defineError({
  code: 'INPUT_INVALID',
  status: 400,
  meaning: 'The input of a command has faults: `fields` lists every one of them.',
  sentence: ({ fields }: { fields: readonly FieldError[] }) =>
    `${fields.map(({ path, problem }) => `${path}: ${problem}`).join('; ')}. Nothing was written.`,
});

export const CONFLICT = defineError({
  code: 'CONFLICT',
  status: 409,
  meaning: 'The row was changed since it was read: `version` is the one it has now.',
  sentence: (facts: { subject: string; given: number; version: number }) =>
    facts.given > facts.version
      ? `${facts.subject} is at version ${facts.version} and was never at version ${facts.given}: read it again, then decide. Nothing was written.`
      : `${facts.subject} was changed at version ${facts.version}, after the version ${facts.given} that was seen: read it again, then decide. Nothing was written.`,
});

export const ENTITY_LOOP = defineError({
  code: 'ENTITY_LOOP',
  status: 409,
  meaning: 'A move would put an entity under itself.',
  sentence: () =>
    'an entity can be neither its own parent nor under one of its descendants: choose another parent. Nothing was written.',
});

export const AS_OF_INVALID = defineError({
  code: 'AS_OF_INVALID',
  status: 400,
  meaning: 'A moment of the past is asked for by neither or both of version and instant, or from within another.',
  sentence: (facts: { problem: string }) => facts.problem,
});

export const AS_OF_OUT_OF_RANGE = defineError({
  code: 'AS_OF_OUT_OF_RANGE',
  status: 404,
  meaning: 'The register does not know that moment: it is before its history begins, or a version not yet made.',
  sentence: (facts: { asked: string; first: number; since: string; last: number }) =>
    `the register does not know ${facts.asked}: its history goes from version ${facts.first} (${facts.since}) to version ${facts.last}.`,
});

export const TOO_SLOW = defineError({
  code: 'TOO_SLOW',
  status: 503,
  meaning: 'What was asked takes longer than one request may take of the database.',
  sentence: (facts: { seconds: number }) =>
    `the answer was not found within ${facts.seconds} s, and the search was stopped: ask for less at a time, with fewer items or a simpler filter.`,
});

export const CLIENT_GONE = defineError({
  code: 'CLIENT_GONE',
  status: 499,
  meaning: 'The client closed the connection before the answer: what was left to read was not read.',
  sentence: () => 'nobody waits for this answer any more: it was not finished.',
});

export const ALREADY_DONE = defineError({
  code: 'ALREADY_DONE',
  status: 409,
  meaning: 'The same thing was recorded before.',
  sentence: (facts: { what: string }) => `${facts.what} already. Nothing was written.`,
});
