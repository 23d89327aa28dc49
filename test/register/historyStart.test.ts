import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { onEachDatabase } from '../support/databases.ts';
import { openPartlyMigrated, type PartlyMigrated } from '../support/migrations.ts';

onEachDatabase('a register with rows from before its history', (open) => {
  let database: PartlyMigrated;

  beforeAll(async () => {
    database = await openPartlyMigrated(open);
    await database.migrateBefore('0006-history.sql');
    await database.pool.query("INSERT INTO entity (slug, name, kind) VALUES ('dinsic', 'DINSIC', 'DIRECTORATE')");
    await database.pool.query('UPDATE register SET version = version + 1');
    await database.migrateBefore();
  });
  afterAll(() => database.close());

  test('has one journal entry, and the current row versions', async () => {
    const { rows } = await database.pool.query('SELECT version, command FROM journal');
    expect(rows).toEqual([{ version: 1, command: 'keepHistory' }]);
    const { rows: recorded } = await database.pool.query('SELECT slug, valid_from, version FROM history.entity');
    expect(recorded).toEqual([{ slug: 'dinsic', valid_from: 1, version: 1 }]);
  });

  test('records each change from then on', async () => {
    await database.pool.query("UPDATE entity SET name = 'DINUM'");
    await database.pool.query('UPDATE register SET version = version + 1');
    const { rows } = await database.pool.query('SELECT name, valid_from FROM history.entity ORDER BY valid_from');
    expect(rows).toEqual([
      { name: 'DINSIC', valid_from: 1 },
      { name: 'DINUM', valid_from: 2 },
    ]);
  });
});
