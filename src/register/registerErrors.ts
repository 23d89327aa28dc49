import { defineError, type FieldError } from '../errors/errors.ts';

export const UNAUTHENTICATED = defineError({
  code: 'UNAUTHENTICATED',
  status: 401,
  meaning: 'The request needs a token, or its token is invalid, expired or revoked.',
  sentence: (facts: { problem: string }) =>
    `${facts.problem}. Send a valid token as Authorization: Bearer regnum_…; create one with \`registre token create\`.`,
});

export const FORBIDDEN = defineError({
  code: 'FORBIDDEN',
  status: 403,
  meaning: 'The role of the token does not allow the operation.',
  sentence: (facts: { command: string; role: string; needed: string }) =>
    `${facts.command} requires the role ${facts.needed}, but this token has the role ${facts.role}. Nothing was written.`,
});

export const TOKEN_UNKNOWN = defineError({
  code: 'TOKEN_UNKNOWN',
  status: 422,
  meaning: 'No valid token has the given name.',
  sentence: (facts: { name: string }) =>
    `No valid token is named ${facts.name}. List the tokens with \`registre token list\`; create one with \`registre token create\`.`,
});

export const TOKEN_NAME_TAKEN = defineError({
  code: 'TOKEN_NAME_TAKEN',
  status: 409,
  meaning: 'A valid token already has the given name.',
  sentence: (facts: { name: string }) =>
    `A valid token is already named ${facts.name}. Choose another name, or replace the token with \`registre token rotate\`.`,
});

export const TOKEN_ROTATING = defineError({
  code: 'TOKEN_ROTATING',
  status: 409,
  meaning: 'Two valid tokens already have the given name, which is the maximum.',
  sentence: (facts: { name: string; until: string }) =>
    `${facts.name} was already rotated, and its former token is valid until ${facts.until}. Wait until then, or revoke both tokens now with --overlap 0.`,
});

export const TOKEN_SECRET_CHANGED = defineError({
  code: 'TOKEN_SECRET_CHANGED',
  status: 500,
  meaning: 'The secret of token digests is not the secret that the valid tokens were created with.',
  sentence: () =>
    'The valid tokens were created with another secret. Set TOKEN_SECRET to it, or restore the file token-secret of REGISTRE_DIR. If it is lost, revoke the tokens with `registre token revoke` and create new ones.',
});

export const INPUT_INVALID = defineError({
  code: 'INPUT_INVALID',
  status: 400,
  meaning: 'The input of a command has errors: `fields` lists all of them.',
  sentence: ({ fields }: { fields: readonly FieldError[] }) =>
    `${fields.map(({ path, problem }) => `${path}: ${problem}`).join('; ')}. Nothing was written.`,
});

export const CONFLICT = defineError({
  code: 'CONFLICT',
  status: 409,
  meaning: 'The record was changed since the client read it: `version` is its current version.',
  sentence: (facts: { subject: string; given: number; version: number }) =>
    facts.given > facts.version
      ? `${facts.subject} is at version ${facts.version}, but the input gives version ${facts.given}. Read it again, then retry with its version. Nothing was written.`
      : `${facts.subject} was changed at version ${facts.version}, after the version ${facts.given} of the input. Read it again, then retry with its version. Nothing was written.`,
});

export const ENTITY_LOOP = defineError({
  code: 'ENTITY_LOOP',
  status: 409,
  meaning: 'A move would make an entity its own ancestor.',
  sentence: () =>
    'An entity can be neither its own parent nor below one of its descendants. Choose another parent. Nothing was written.',
});

export const AS_OF_OUT_OF_RANGE = defineError({
  code: 'AS_OF_OUT_OF_RANGE',
  status: 404,
  meaning: 'The register has no history of the version or instant: it is before the first version, or not made yet.',
  sentence: (facts: { requested: string; first: number; since: string; last: number }) =>
    `The register has no history of ${facts.requested}. Give a version from ${facts.first} (made at ${facts.since}) to ${facts.last}.`,
});

export const TOO_SLOW = defineError({
  code: 'TOO_SLOW',
  status: 503,
  meaning: 'The statements of the request took longer than the time limit of one request.',
  sentence: (facts: { seconds: number }) =>
    `The request took more than ${facts.seconds} s of the database and was cancelled. Request fewer items, or use a simpler filter.`,
});

export const CLIENT_GONE = defineError({
  code: 'CLIENT_GONE',
  status: 499,
  meaning: 'The client closed the connection before the response: the remaining statements were cancelled.',
  sentence: () => 'The client closed the connection before the response. The request was cancelled.',
});

export const ALREADY_DONE = defineError({
  code: 'ALREADY_DONE',
  status: 409,
  meaning: 'An earlier command already recorded the same thing.',
  sentence: (facts: { what: string }) => `${facts.what} already. Nothing was written.`,
});

export const STATE_CONTRADICTORY = defineError({
  code: 'STATE_CONTRADICTORY',
  status: 409,
  meaning: 'The change would leave a startup or a service in a state that contradicts itself.',
  sentence: (facts: { rule: string }) => `${facts.rule} Nothing was written.`,
});
