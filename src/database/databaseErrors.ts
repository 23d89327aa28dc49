import { defineError } from '../errors/errors.ts';

export const DATABASE_BUSY = defineError({
  code: 'DATABASE_BUSY',
  status: 503,
  meaning: 'Every connection to the database is in use, or another transaction locks the row to write.',
  sentence: () => 'The database is busy with other requests. Retry in a few seconds.',
});

export const DATABASE_AWAY = defineError({
  code: 'DATABASE_AWAY',
  status: 503,
  meaning: 'The server lost the connection to the database, which stopped or restarted.',
  sentence: () =>
    'The database is unreachable. Retry in a few seconds. After a mutation, first check whether it was executed.',
});

export const DATABASE_FULL = defineError({
  code: 'DATABASE_FULL',
  status: 503,
  meaning: 'The disk of the database is full: writes fail until the operator frees space.',
  sentence: () =>
    'The disk of the database is full. Retry when the operator has freed space. After a mutation, first check whether it was executed.',
});

export const DATABASE_UNREACHABLE = defineError({
  code: 'DATABASE_UNREACHABLE',
  status: 503,
  meaning: 'A command or the server can’t connect to PostgreSQL at its start.',
  sentence: (facts: { setting: 'DATABASE_URL' | 'DATABASE_READ_URL'; database: string; problem: string }) =>
    `The database at ${facts.database} is unreachable (${facts.problem}). Check ${facts.setting}, and that PostgreSQL is running.`,
});

export const DATABASE_UNUSABLE = defineError({
  code: 'DATABASE_UNUSABLE',
  status: 503,
  meaning: 'The files of the embedded database cannot be opened.',
  sentence: (facts: { directory: string; problem: string }) =>
    `The embedded database in ${facts.directory} can't be opened (${facts.problem}). Keep this directory unchanged, restore a backup into another one, and set REGISTRE_DIR to it.`,
});

export const DATABASE_NEWER = defineError({
  code: 'DATABASE_NEWER',
  status: 503,
  meaning: 'The database was migrated by a later version of the software.',
  sentence: (facts: { migration: string }) =>
    `The database has the migration ${facts.migration}, which this version of the software lacks. Install a newer version.`,
});

export const DATABASE_NOT_MIGRATED = defineError({
  code: 'DATABASE_NOT_MIGRATED',
  status: 503,
  meaning: 'The database lacks migrations of this version.',
  sentence: (facts: { lacking: number }) =>
    `The database lacks ${facts.lacking} migration(s) of this version. Run \`registre migrate\`.`,
});

export const DATABASE_TOO_OLD = defineError({
  code: 'DATABASE_TOO_OLD',
  status: 503,
  meaning: 'PostgreSQL is older than 15.',
  sentence: (facts: { server: string }) => `PostgreSQL must be version 15 or later (got ${facts.server}).`,
});

export const REPLICA_BEHIND = defineError({
  code: 'REPLICA_BEHIND',
  status: 503,
  meaning: 'The read replica has not received the migrations of the primary database.',
  sentence: (facts: { replica: string; lacking: number; seconds: number }) =>
    `The replica at ${facts.replica} still lacks ${facts.lacking} migration(s) of the database after ${facts.seconds} s. Check its replication, or unset DATABASE_READ_URL.`,
});

export const REPLICA_OF_ANOTHER = defineError({
  code: 'REPLICA_OF_ANOTHER',
  status: 503,
  meaning: 'The read replica has another register than the primary database.',
  sentence: (facts: { replica: string; database: string }) =>
    `The database at ${facts.replica} is not a replica of the ${facts.database}. Set DATABASE_READ_URL to a replica, or unset it.`,
});
