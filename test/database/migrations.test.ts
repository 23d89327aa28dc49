import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Client, Pool } from 'pg';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { migrate, missingMigrations } from '../../src/database/migrate.ts';
import { migrationNames } from '../../src/database/migrations/migrations.ts';
import { dumpSchema } from '../../tools/generate/dumpSchema.ts';
import { onEachDatabase, POSTGRESQL } from '../support/databases.ts';
import { openRegister } from '../support/register.ts';

const COMMITTED = readFileSync(join(packageRoot, 'schema/schema.sql'), 'utf8');
const withoutHeading = (dump: string) => dump.replace(/^-- Generated.*\n\n/, '');

onEachDatabase('a migrated database', (open) => {
  test('has the schema of schema/schema.sql', async () => {
    const register = await openRegister(open);
    expect(await dumpSchema(register.pool)).toBe(withoutHeading(COMMITTED));
    await register.close();
  });
});

describe('on PostgreSQL', () => {
  test('schema/schema.sql creates the schema that its dump shows', async () => {
    await withDatabase(async (url) => {
      const pool = new Pool({ connectionString: url });
      await pool.query(COMMITTED);
      expect(await dumpSchema(pool)).toBe(withoutHeading(COMMITTED));
      await pool.end();
    });
  });

  test('every migration runs once, and a second call runs none', async () => {
    await withOpened(async (database) => {
      expect(await missingMigrations(database.pool)).toEqual(migrationNames());
      expect(await migrate(database)).toEqual(migrationNames());
      expect(await migrate(database)).toEqual([]);
      expect(await missingMigrations(database.pool)).toEqual([]);
    });
  });

  test('of several concurrent calls, one runs the migrations and the others run none', async () => {
    await withDatabase(async (url) => {
      const opened = await Promise.all([openAt(url), openAt(url), openAt(url)]);
      const done = await Promise.all(opened.map(migrate));
      expect(done.sort((a, b) => b.length - a.length)).toEqual([migrationNames(), [], []]);
      await Promise.all(opened.map((database) => database.close()));
    });
  });

  test('a database of a newer version is rejected and unchanged', async () => {
    await withOpened(async (database) => {
      await migrate(database);
      await database.pool.query("INSERT INTO migration (timestamp, name) VALUES (9999, 'later0000000009999')");
      const before = await dumpSchema(database.pool);
      await expect(migrate(database)).rejects.toMatchObject({
        code: 'DATABASE_NEWER',
        message:
          'The database has the migration later0000000009999, which this version of the software lacks. Install a newer version.',
      });
      expect(await dumpSchema(database.pool)).toBe(before);
    });
  });

  test('a migration that fails is rolled back', async () => {
    await withOpened(async (database) => {
      // Makes the second migration fail.
      await database.pool.query('CREATE TABLE startup ()');
      await expect(migrate(database)).rejects.toThrow('startup');
      expect(await missingMigrations(database.pool)).toEqual(migrationNames().slice(1));
      const { rows } = await database.pool.query<{ there: boolean }>(
        "SELECT to_regclass('entity') IS NOT NULL AS there",
      );
      expect(rows).toEqual([{ there: false }]);
    });
  });

  test('an unreachable address is reported without its password', async () => {
    const opening = openAt('postgres://user:hunter2@127.0.0.1:1/registre');
    await expect(opening).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
    await expect(opening).rejects.not.toThrow('hunter2');
    await expect(opening).rejects.toThrow('127.0.0.1:1/registre');
  });

  test('an unknown user and an unknown database are reported', async () => {
    await withDatabase(async (url) => {
      const asUnknownUser = new URL(url);
      asUnknownUser.username = 'unknown_user';
      asUnknownUser.password = 'hunter2';
      await expect(openAt(asUnknownUser.href)).rejects.toMatchObject({
        code: 'DATABASE_UNREACHABLE',
        message: expect.stringMatching(/unknown_user/),
      });
      const elsewhere = new URL(url);
      elsewhere.pathname = '/not_there';
      await expect(openAt(elsewhere.href)).rejects.toMatchObject({
        code: 'DATABASE_UNREACHABLE',
        message: expect.stringMatching(/not_there/),
      });
    });
  });

  test('a user with no privilege but CREATE can migrate a database', async () => {
    await withDatabase(async (url) => {
      const admin = new Client(url);
      await admin.connect();
      const owner = `owner_${Math.random().toString(36).slice(2)}`;
      await admin.query(`CREATE ROLE ${owner} LOGIN; GRANT CREATE ON DATABASE ${admin.database} TO ${owner}`);
      await admin.query(`GRANT CREATE ON SCHEMA public TO ${owner}`);
      const asOwner = new URL(url);
      asOwner.username = owner;
      const database = await openAt(asOwner.href);
      expect(await migrate(database)).toEqual(migrationNames());
      await database.close();
      await admin.query(`DROP OWNED BY ${owner} CASCADE; DROP ROLE ${owner}`);
      await admin.end();
    });
  });
});

function openAt(url: string): Promise<Database> {
  return openDatabase({ databaseUrl: url, registreDir: '' });
}

async function withOpened(body: (database: Database) => Promise<void>): Promise<void> {
  await withDatabase(async (url) => {
    const database = await openAt(url);
    await body(database);
    await database.close();
  });
}

async function withDatabase(body: (url: string) => Promise<void>): Promise<void> {
  const database = await POSTGRESQL.open();
  if (database.connection.kind !== 'url') throw new Error('there is no PostgreSQL');
  await body(database.connection.url);
  await database.drop();
}
