import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { executeOnServer } from './executeOnServer.ts';
import { sharedResource } from './sharedResource.ts';
import { tier } from './tier.ts';

/** How a test connects to its database. */
export type TestConnection =
  | { kind: 'embedded'; directory: string | null; copyOf: string | null }
  | { kind: 'url'; url: string };

/** A new database. */
export interface TestDatabase {
  readonly connection: TestConnection;
  drop(): Promise<void>;
}

/** `migrated` is a register without rows, `empty` a database without tables. Both are copies of a template. */
export type InitialState = 'empty' | 'migrated';

/** Creates a database, empty by default. */
export type OpenDatabase = (state?: InitialState) => Promise<TestDatabase>;

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

/** Both databases. The embedded one has files, so it can be terminated during a statement and opened again. */
export const everyRestartableDatabase: readonly DatabaseKind[] = [{ ...PGLITE, open: createDirectory }, POSTGRESQL];

/** A `describe` for each database of the tier. */
export function onEachDatabase(title: string, body: (open: OpenDatabase) => void): void {
  describe.each(databases())(`${title} ($name)`, ({ open }) => body(open));
}

async function createInMemory(state: InitialState = 'empty'): Promise<TestDatabase> {
  const { archive } = (await sharedResource('embedded'))[state];
  return { connection: { kind: 'embedded', directory: null, copyOf: archive }, drop: async () => {} };
}

async function createDirectory(): Promise<TestDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'registre-database-'));
  return { connection: { kind: 'embedded', directory, copyOf: null }, drop: () => rm(directory, { recursive: true }) };
}

async function create(state: InitialState = 'empty'): Promise<TestDatabase> {
  const { url: serverUrl, template } = await sharedResource('postgres');
  const name = `registre_test_${randomUUID().replaceAll('-', '')}`;
  const copyOf = state === 'empty' ? 'template0' : template;
  await executeOnServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${copyOf} ENCODING 'UTF8' LOCALE 'C'`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    connection: { kind: 'url', url: url.href },
    drop: () => executeOnServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}
