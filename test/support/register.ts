import 'reflect-metadata';
import type { ExecutionResult } from 'graphql';
import { graphql } from 'graphql';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { poolOf } from '../../src/database/database.ts';
import { createDataSource } from '../../src/database/dataSource.ts';
import { openEmbedded } from '../../src/database/embedded/embeddedDatabase.ts';
import type { MappedSource } from '../../src/importing/mappedSource.ts';
import type { ImportReport } from '../../src/importing/merge/ImportReport.ts';
import { type MergeOptions, mergeSource } from '../../src/importing/merge/mergeSource.ts';
import type { Actor } from '../../src/register/Actor.ts';
import { registerContext } from '../../src/register/registerContext.ts';
import { buildApiSchema } from '../../src/server/schema/schema.ts';
import type { OpenDatabase } from './databases.ts';
import { emptyRegister } from './emptyRegister.ts';

/** A migrated register on a separate database. */
export interface TestRegister {
  readonly dataSource: DataSource;
  readonly pool: Pool;
  /** Whether other processes can use the database at the same time. */
  readonly shared: boolean;
  /** Merges a mapped source, as an import does. */
  load(desired: MappedSource, options?: Partial<MergeOptions>): Promise<ImportReport>;
  /**
   * Executes a document as the API does, without HTTP. Default: as an admin, on {@link TODAY}. Returns the response and the SQL
   * statements that it executed.
   */
  execute(
    document: string,
    variables?: Record<string, unknown>,
    options?: { as?: Actor | null; today?: string },
  ): Promise<ExecutionResult & { statements: string[] }>;
  /** Deletes all rows, including history: faster than opening another register. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** The default actor of tests. */
export const AN_ADMIN: Actor = { name: 'tests', role: 'ADMIN' };

/** The secret of member keys in tests. */
export const MEMBER_SECRET = 'a secret of the tests, long enough';

/** The current day in tests. */
export const TODAY = '2026-08-20';

/** Opens an empty register. Close it at the end. */
export async function openRegister(open: OpenDatabase): Promise<TestRegister> {
  const database = await open('migrated');
  const { connection } = database;
  const embedded = connection.kind === 'embedded' ? openEmbedded(connection.directory, connection.copyOf) : null;
  const dataSource = createDataSource(
    connection.kind === 'url' ? { url: connection.url } : { embedded: embedded?.poolSettings ?? {} },
  );
  await dataSource.initialize();
  await dataSource.runMigrations();
  const pool = poolOf(dataSource);
  const schema = await buildApiSchema();
  return {
    dataSource,
    pool,
    shared: connection.kind === 'url',
    load: (desired, options) =>
      mergeSource(dataSource, desired, { memberSecret: MEMBER_SECRET, accept: true, ...options }),
    async execute(source, variableValues, { as = AN_ADMIN, today = TODAY } = {}) {
      const statements: string[] = [];
      const contextValue = registerContext({
        pool,
        dataSource,
        actor: as,
        memberSecret: MEMBER_SECRET,
        today,
        observe: ({ text }) => statements.push(text),
      });
      try {
        return { ...(await graphql({ schema, source, variableValues, contextValue })), statements };
      } finally {
        await contextValue.transaction.end();
      }
    },
    empty: () => emptyRegister(pool),
    async close() {
      await dataSource.destroy();
      await embedded?.close();
      await database.drop();
    },
  };
}
