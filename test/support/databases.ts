import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { onServer } from './onServer.ts';
import { shared } from './shared.ts';
import { tier } from './tier.ts';

/** What a test needs to know to connect to its database. */
export type TestConnection =
  | { kind: 'embedded'; directory: string | null; copyOf: string | null }
  | { kind: 'url'; url: string };

/** A brand-new database. */
export interface TestDatabase {
  readonly connection: TestConnection;
  drop(): Promise<void>;
}

/** What a database begins as: `migrated`, a register without rows. Both are copies. */
export type Beginning = 'empty' | 'migrated';

/** Opens a brand-new database, empty by default. */
export type OpenDatabase = (beginning?: Beginning) => Promise<TestDatabase>;

/** A database system that tests run on. */
export interface DatabaseKind {
  readonly name: 'PGlite' | 'PostgreSQL';
  readonly open: OpenDatabase;
}

export const PGLITE: DatabaseKind = { name: 'PGlite', open: createInMemory };
export const POSTGRESQL: DatabaseKind = { name: 'PostgreSQL', open: create };

/** Both databases, whatever the tier: for tests whose subject is the database. */
export const everyDatabase: readonly DatabaseKind[] = [PGLITE, POSTGRESQL];

/** The databases of the present tier: PostgreSQL in `npm test`, PGlite when the same tests run again. */
export function databases(): readonly DatabaseKind[] {
  return everyDatabase.filter(({ name }) => tier().databases.includes(name));
}

/** The first database of the present tier, for tests whose subject is not the database. */
export function aDatabase(): DatabaseKind {
  const [first] = databases();
  if (!first) throw new Error('A unit test has no database.');
  return first;
}

/** Both databases; the embedded one has files: it can be ended in the middle of a statement, and opened again. */
export const everyLastingDatabase: readonly DatabaseKind[] = [{ ...PGLITE, open: createDirectory }, POSTGRESQL];

/** A `describe` for each database of the tier: what holds on one must hold on the other. */
export function onEachDatabase(title: string, body: (open: OpenDatabase) => void): void {
  describe.each(databases())(`${title} ($name)`, ({ open }) => body(open));
}

async function createInMemory(beginning: Beginning = 'empty'): Promise<TestDatabase> {
  const { archive } = (await shared('embedded'))[beginning];
  return { connection: { kind: 'embedded', directory: null, copyOf: archive }, drop: async () => {} };
}

async function createDirectory(): Promise<TestDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'registre-database-'));
  return { connection: { kind: 'embedded', directory, copyOf: null }, drop: () => rm(directory, { recursive: true }) };
}

async function create(beginning: Beginning = 'empty'): Promise<TestDatabase> {
  const { url: serverUrl, template } = await shared('postgres');
  const name = `registre_test_${randomUUID().replaceAll('-', '')}`;
  const copyOf = beginning === 'empty' ? 'template0' : template;
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${copyOf} ENCODING 'UTF8' LOCALE 'C'`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    connection: { kind: 'url', url: url.href },
    drop: () => onServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}
