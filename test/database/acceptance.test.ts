import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { onEachDatabase } from '../support/databases.ts';
import { openPartlyMigrated, type PartlyMigrated } from '../support/migrations.ts';

onEachDatabase('a database whose rows break the rules of migration 0016', (open) => {
  let database: PartlyMigrated;
  const run = async (statement: string) => (await database.pool.query(statement)).rows;

  beforeAll(async () => {
    database = await openPartlyMigrated(open);
    await database.migrateBefore('0016-acceptance.sql');
    await run(`INSERT INTO entity (slug, name, acronym, kind, website, contact) VALUES
      ('pre\u0301fecture', E'Portail\\u000bdes\\nagents', E'\\u200b', 'OTHER', 'https://x.fr/?mail=jeanne.dupont@exemple.fr', 'Contact@X.fr'),
      ('préfecture', E'\\u0301', NULL, 'OTHER', 'https://x.fr/e\u0301', NULL),
      ('fine', 'Tout va bien', 'TVB', 'OTHER', 'https://x.fr/?mail=contact@x.fr', 'contact@x.fr')`);
    await run(
      `INSERT INTO entity_identifier VALUES (1, 'siren', '123'), (2, 'SIREN', '130 025 265'), (3, 'rna', E' W75\\u200b1 ')`,
    );
    await run(`INSERT INTO startup (slug, name, pitch, topics) VALUES
      ('mes-aides', E'Mes\\u202eaides', E'Une\\r\\nligne\\ufeff', ARRAY[E'Santé\\n', 'Santé', E'\\u200b'])`);
    await run(`INSERT INTO phase (startup_id, name, started_on, ended_on) VALUES
      (1, 'INVESTIGATION', '0001-01-01', '2014-01-01'), (1, 'CONSTRUCTION', '2014-01-01', NULL)`);
    await run(
      "INSERT INTO startup_link VALUES (1, 'WEBSITE', 0, 'https://a.fr/|'), (1, 'REPOSITORY', 0, 'https://moi:secret@b.fr')",
    );
    await run("INSERT INTO service (slug, name, status) VALUES ('s', 's', 'LIVE')");
    await run(
      "INSERT INTO satisfaction_survey (service_id, surveyed_on, respondents, score) VALUES (1, '0001-01-01', 1, 1)",
    );
    await database.migrateBefore();
  });
  afterAll(() => database.close());

  test('is repaired as an import repairs it', async () => {
    expect(await run('SELECT slug, name, acronym, website, contact FROM entity ORDER BY id')).toEqual([
      { slug: 'préfecture-2', name: 'Portail des agents', acronym: null, website: null, contact: 'contact@x.fr' },
      { slug: 'préfecture', name: 'préfecture', acronym: null, website: 'https://x.fr/é', contact: null },
      {
        slug: 'fine',
        name: 'Tout va bien',
        acronym: 'TVB',
        website: 'https://x.fr/?mail=contact@x.fr',
        contact: 'contact@x.fr',
      },
    ]);
    expect(await run('SELECT entity_id, scheme, value FROM entity_identifier ORDER BY 1')).toEqual([
      { entity_id: 2, scheme: 'SIREN', value: '130025265' },
      { entity_id: 3, scheme: 'rna', value: 'W751' },
    ]);
    expect(await run('SELECT name, pitch, topics FROM startup')).toEqual([
      { name: 'Mesaides', pitch: 'Une\nligne', topics: ['Santé'] },
    ]);
    expect(await run('SELECT name, started_on::text FROM phase')).toEqual([
      { name: 'CONSTRUCTION', started_on: '2014-01-01' },
    ]);
    expect(await run('SELECT url FROM startup_link')).toEqual([{ url: 'https://a.fr/%7C' }]);
    expect(await run('SELECT surveyed_on::text FROM satisfaction_survey')).toEqual([{ surveyed_on: '1900-01-01' }]);
  });

  test('has the former values in its history, and one journal entry of the repair', async () => {
    const [entry] = await run("SELECT version, command FROM journal WHERE actor = 'migration 0016-acceptance'");
    expect(entry).toEqual({ version: expect.any(Number), command: 'migrate' });
    const names = await run('SELECT name, valid_to < 2147483647 AS ended FROM history.startup ORDER BY valid_from');
    expect(names[0]).toEqual({ name: 'Mes\u202eaides', ended: true });
    expect(names.at(-1)).toEqual({ name: 'Mesaides', ended: false });
  });
});
