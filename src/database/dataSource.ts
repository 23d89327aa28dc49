import pg, { type ClientBase } from 'pg';
import { DataSource, getMetadataArgsStorage } from 'typeorm';
import { migrations } from './migrations/migrations.ts';

/** The URL of a PostgreSQL database, or the pool settings of the embedded database. */
export type DatabaseConnection = { url: string } | { embedded: object };

// A date has no time and no time zone, so it stays the text `YYYY-MM-DD` instead of becoming a Date.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
// Columns of this type have a CHECK for the range that a number represents exactly.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * Creates the TypeORM DataSource of the register, not yet connected. TypeORM manages the connection, the migrations and the
 * transactions of commands. Reads use `src/sql/reader.ts` on the same pool.
 */
export function createDataSource(connection: DatabaseConnection): DataSource {
  return new DataSource({
    type: 'postgres',
    ...('url' in connection ? { url: connection.url, extra: POOL } : { extra: connection.embedded }),
    entities: tableClasses(),
    migrations: migrations(),
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
  });
}

/** The imported classes that have TypeORM's decorator `@Entity`. */
export function tableClasses(): (new () => object)[] {
  return getMetadataArgsStorage().tables.flatMap(({ target }) => (isClass(target) ? [target] : []));
}

function isClass(target: unknown): target is new () => object {
  return typeof target === 'function';
}

/**
 * Settings of a pool whose connections have these parameters of PostgreSQL. They are set by SQL: a pooler such as PgBouncer rejects the
 * startup parameter `options`.
 */
function poolSettings(parameters: Readonly<Record<string, string>>) {
  const statements = Object.entries(parameters).map(([name, value]) => `SET ${name} = '${value}'`);
  return {
    max: 10,
    // By default, the driver waits without limit.
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    onConnect: (client: ClientBase) => client.query(statements.join('; ')),
  };
}

// The settings of the server could change the format of dates.
const PARAMETERS = {
  timezone: 'UTC',
  datestyle: 'ISO, YMD',
  lock_timeout: '10s',
  idle_in_transaction_session_timeout: '300s',
};

const POOL = poolSettings(PARAMETERS);

/**
 * Settings of the read-only pool. JIT is off, because compiling takes longer than executing the statements of a request. Merge joins
 * are off too: PostgreSQL plans one for the few entities of each startup of a page, and reads an index from its beginning each time.
 * Parallel workers are for statements that read a large part of a table: to start them takes longer than to read a page.
 */
export const READ_POOL = {
  ...poolSettings({
    ...PARAMETERS,
    default_transaction_read_only: 'on',
    jit: 'off',
    enable_mergejoin: 'off',
    parallel_setup_cost: '20000',
  }),
  // Closing a connection frees its prepared statements: each combination of filters has one.
  maxLifetimeSeconds: 3_600,
};
