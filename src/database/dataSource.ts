import pg from 'pg';
import { DataSource, getMetadataArgsStorage } from 'typeorm';
import { migrations } from './migrations/migrations.ts';

/** A PostgreSQL by its URL, or the pool settings of the embedded database. */
export type DatabaseConnection = { url: string } | { embedded: object };

// A date has no time and no zone: it stays the text that PostgreSQL wrote.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/**
 * THE DataSource of the register, not yet connected. TypeORM is here for the connection, the migrations and the
 * transactions of commands; reads go through `src/sql/reader.ts`, on the same pool.
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

/** The classes annotated with TypeORM's `@Entity` that the program has imported. */
export function tableClasses(): (new () => object)[] {
  return getMetadataArgsStorage().tables.flatMap(({ target }) => (isClass(target) ? [target] : []));
}

function isClass(target: unknown): target is new () => object {
  return typeof target === 'function';
}

// Without these the driver waits for ever, and the settings of the server change how values are written.
const POOL = {
  max: 10,
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  options: '-c timezone=UTC -c datestyle=ISO,YMD -c lock_timeout=10s -c idle_in_transaction_session_timeout=300s',
};

/** Settings of the pool for reads. JIT compilation takes longer than the statements of a request. */
export const READ_POOL = {
  ...POOL,
  // Frees the prepared statements, of which filters make many.
  maxLifetimeSeconds: 3_600,
  options: `${POOL.options} -c default_transaction_read_only=on -c jit=off`,
};
