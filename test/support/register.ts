import 'reflect-metadata';
import type { ExecutionResult } from 'graphql';
import { graphql } from 'graphql';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { buildGraph } from '../../src/api/schema.ts';
import { poolOf } from '../../src/database.ts';
import { dataSourceOf } from '../../src/dataSource.ts';
import { openEmbedded } from '../../src/foundation/embeddedDatabase.ts';
import { readerOn } from '../../src/foundation/reader.ts';
import type { Desired } from '../../src/importing/desired.ts';
import { load } from '../../src/importing/load/load.ts';
import type { ImportReport } from '../../src/importing/load/report.ts';
import type { TestDatabase } from './databases.ts';

/** A migrated register on a database of its own. */
export interface TestRegister {
  readonly dataSource: DataSource;
  readonly pool: Pool;
  /** Loads what a source says, as an import does. */
  load(desired: Desired): Promise<ImportReport>;
  /** Executes a document as the API does, without HTTP, on a day; says which statements it cost. */
  ask(document: string, variables?: Record<string, unknown>): Promise<ExecutionResult & { statements: string[] }>;
  /** Makes it as it was when it was opened: faster than another. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** The day that every test is on. */
export const TODAY = '2026-08-20';

/** Opens a register on an empty database; close it in the end. */
export async function openRegister(open: () => Promise<TestDatabase>): Promise<TestRegister> {
  const database = await open();
  const { connection } = database;
  const embedded = connection.kind === 'embedded' ? openEmbedded(connection.directory) : null;
  const dataSource = dataSourceOf(
    connection.kind === 'url' ? { url: connection.url } : { embedded: embedded?.poolSettings ?? {} },
  );
  await dataSource.initialize();
  await dataSource.runMigrations();
  const pool = poolOf(dataSource);
  const schema = await buildGraph();
  return {
    dataSource,
    pool,
    load: (desired) => load(dataSource, desired, { memberSecret: 'a secret of the tests, long enough' }),
    async ask(source, variableValues) {
      const statements: string[] = [];
      const reader = readerOn(pool, ({ text }) => statements.push(text));
      const result = await graphql({ schema, source, variableValues, contextValue: { reader, today: TODAY } });
      return { ...result, statements };
    },
    async empty() {
      const { rows } = await pool.query<{ tables: string }>(
        "SELECT string_agg(relname, ', ') AS tables FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'migration'",
      );
      await pool.query(`TRUNCATE ${rows[0]?.tables} RESTART IDENTITY CASCADE`);
      await pool.query('INSERT INTO register (version, updated_at) VALUES (0, now())');
    },
    async close() {
      await dataSource.destroy();
      await embedded?.close();
      await database.drop();
    },
  };
}
