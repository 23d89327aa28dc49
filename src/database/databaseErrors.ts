import { defineError } from '../errors/errors.ts';

export const DATABASE_BUSY = defineError({
  code: 'DATABASE_BUSY',
  status: 503,
  meaning: 'Every connection to the database is in use, or the row to be written is.',
  sentence: () => 'the database is busy with other requests: send this one again in a moment.',
});

export const DATABASE_AWAY = defineError({
  code: 'DATABASE_AWAY',
  status: 503,
  meaning: 'The database stopped answering, or was restarted, while the server runs.',
  sentence: () =>
    'the database does not answer at the moment: ask again in a moment; after a command, look first whether it was carried out.',
});

export const DATABASE_FULL = defineError({
  code: 'DATABASE_FULL',
  status: 503,
  meaning: 'The disk of the database is full: nothing can be written until its operator frees space.',
  sentence: () =>
    'the database has no space left to write: ask again once its operator has freed some; after a command, look first whether it was carried out.',
});

export const DATABASE_UNREACHABLE = defineError({
  code: 'DATABASE_UNREACHABLE',
  status: 503,
  meaning: 'PostgreSQL does not answer.',
  sentence: (facts: { setting: 'DATABASE_URL' | 'DATABASE_READ_URL'; database: string; problem: string }) =>
    `The database at ${facts.database} can't be reached (${facts.problem}): check ${facts.setting} and that PostgreSQL is running.`,
});

export const DATABASE_UNUSABLE = defineError({
  code: 'DATABASE_UNUSABLE',
  status: 503,
  meaning: 'The files of the embedded database cannot be opened.',
  sentence: (facts: { directory: string; problem: string }) =>
    `The embedded database in ${facts.directory} can't be opened (${facts.problem}): keep this directory as it is, and restore a backup into another one, named by REGISTRE_DIR.`,
});

export const DATABASE_NEWER = defineError({
  code: 'DATABASE_NEWER',
  status: 503,
  meaning: 'The database was migrated by a later version of the software.',
  sentence: (facts: { migration: string }) =>
    `The database is of a newer version than this software (it holds migration ${facts.migration}): install that version or a later one.`,
});

export const DATABASE_NOT_MIGRATED = defineError({
  code: 'DATABASE_NOT_MIGRATED',
  status: 503,
  meaning: 'The database lacks migrations of this version.',
  sentence: (facts: { lacking: number }) =>
    `The database lacks ${facts.lacking} migration(s) of this version: run registre migrate.`,
});

export const DATABASE_TOO_OLD = defineError({
  code: 'DATABASE_TOO_OLD',
  status: 503,
  meaning: 'PostgreSQL is older than 15.',
  sentence: (facts: { server: string }) => `PostgreSQL ${facts.server} is too old: the register needs 15 or later.`,
});

export const REPLICA_BEHIND = defineError({
  code: 'REPLICA_BEHIND',
  status: 503,
  meaning: 'The replica that is to be read has not received the migrations of the database.',
  sentence: (facts: { replica: string; lacking: number; seconds: number }) =>
    `The replica at ${facts.replica} lacked ${facts.lacking} migration(s) of the database for ${facts.seconds} s: check that it replicates, or unset DATABASE_READ_URL.`,
});

export const REPLICA_OF_ANOTHER = defineError({
  code: 'REPLICA_OF_ANOTHER',
  status: 503,
  meaning: 'The replica that is to be read holds another register than the database.',
  sentence: (facts: { replica: string; database: string }) =>
    `What the database at ${facts.replica} holds is no copy of the ${facts.database}: set DATABASE_READ_URL to a replica of it, or unset it.`,
});
