import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { Client } from 'pg';

/** What a test needs to know to connect to its database. */
export type TestConnection = { kind: 'embedded'; directory: string | null } | { kind: 'url'; url: string };

/** A brand-new, empty database. */
export interface TestDatabase {
  readonly connection: TestConnection;
  drop(): Promise<void>;
}

export const databases: readonly { name: 'PGlite' | 'PostgreSQL'; open(): Promise<TestDatabase> }[] = [
  { name: 'PGlite', open: async () => ({ connection: { kind: 'embedded', directory: null }, drop: async () => {} }) },
  { name: 'PostgreSQL', open: create },
];

/** The same, but the embedded one has files: it can be ended in the middle of a statement, and opened again. */
export const lastingDatabases: typeof databases = [
  { name: 'PGlite', open: createDirectory },
  { name: 'PostgreSQL', open: create },
];

/** A `describe` for each database: what holds on one must hold on the other. */
export function onEachDatabase(title: string, body: (open: () => Promise<TestDatabase>) => void): void {
  describe.each(databases)(`${title} ($name)`, ({ open }) => body(open));
}

async function createDirectory(): Promise<TestDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'registre-database-'));
  return { connection: { kind: 'embedded', directory }, drop: () => rm(directory, { recursive: true }) };
}

async function create(): Promise<TestDatabase> {
  const name = `registre_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'`);
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
  const url = process.env.REGISTRE_TEST_DATABASE_URL;
  if (!url) throw new Error('REGISTRE_TEST_DATABASE_URL is not set: run the tests through jest.config.js.');
  return url;
}
