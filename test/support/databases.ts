import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { Client } from 'pg';

/** What a test needs to know to connect to its database. */
export type TestConnection =
  | { kind: 'embedded'; directory: string | null; copyOf: string | null }
  | { kind: 'url'; url: string };

/** A brand-new database. */
export interface TestDatabase {
  readonly connection: TestConnection;
  drop(): Promise<void>;
}

/** What a database begins as: `migrated`, a register without rows. Both are copies of what globalSetup made once. */
export type Beginning = 'empty' | 'migrated';

/** Opens a brand-new database, empty unless said. */
export type OpenDatabase = (beginning?: Beginning) => Promise<TestDatabase>;

export const databases: readonly { name: 'PGlite' | 'PostgreSQL'; open: OpenDatabase }[] = [
  { name: 'PGlite', open: createInMemory },
  { name: 'PostgreSQL', open: create },
];

/** The same, but the embedded one has files: it can be ended in the middle of a statement, and opened again. */
export const lastingDatabases: typeof databases = [
  { name: 'PGlite', open: createDirectory },
  { name: 'PostgreSQL', open: create },
];

/** A `describe` for each database: what holds on one must hold on the other. */
export function onEachDatabase(title: string, body: (open: OpenDatabase) => void): void {
  describe.each(databases)(`${title} ($name)`, ({ open }) => body(open));
}

async function createInMemory(beginning: Beginning = 'empty'): Promise<TestDatabase> {
  const copyOf = made(beginning === 'empty' ? 'REGISTRE_TEST_EMPTY' : 'REGISTRE_TEST_MIGRATED');
  return { connection: { kind: 'embedded', directory: null, copyOf }, drop: async () => {} };
}

async function createDirectory(): Promise<TestDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'registre-database-'));
  return { connection: { kind: 'embedded', directory, copyOf: null }, drop: () => rm(directory, { recursive: true }) };
}

async function create(beginning: Beginning = 'empty'): Promise<TestDatabase> {
  const name = `registre_test_${randomUUID().replaceAll('-', '')}`;
  const template = beginning === 'empty' ? 'template0' : made('REGISTRE_TEST_TEMPLATE');
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template} ENCODING 'UTF8' LOCALE 'C'`);
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return {
    connection: { kind: 'url', url: url.href },
    drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function onServer(sql: string): Promise<void> {
  const client = new Client(serverUrl());
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  return made('REGISTRE_TEST_DATABASE_URL');
}

/** The directory of an embedded database, to be copied. */
export function filesOf(beginning: Beginning): string {
  return made(beginning === 'empty' ? 'REGISTRE_TEST_FILES' : 'REGISTRE_TEST_MIGRATED_FILES');
}

/** Where commands are built, once for all tests. */
export function testBuild(): string {
  return made('REGISTRE_TEST_BUILD');
}

/** What globalSetup made. */
function made(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests through jest.config.js.`);
  return value;
}
