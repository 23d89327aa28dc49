import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mergeSource } from '../../src/importing/merge/mergeSource.ts';
import { anEntity, aPhase, aService, aSource, aStartup } from '../support/builders.ts';
import { everyDatabase } from '../support/databases.ts';
import { openPartlyMigrated, type PartlyMigrated } from '../support/migrations.ts';
import { MEMBER_SECRET } from '../support/register.ts';

/** An import of the former release: it wrote whole rows, and did not store what the source gave. */
const IMPORTED = `
  INSERT INTO import_source (name, title, licence, imported_at) VALUES ('test', 'Source', 'etalab-2.0', now());
  INSERT INTO entity (slug, name, kind) VALUES ('dinum', 'DINUM', 'DIRECTORATE'), ('agence', 'Agence', 'OTHER'), ('inconnue', 'Inconnue', 'OTHER');
  INSERT INTO entity_identifier (entity_id, scheme, value) VALUES (1, 'seg', '1');
  INSERT INTO startup (slug, name, pitch) VALUES ('aides', 'Aides', 'Aider.'), ('perdue', 'Perdue', NULL), ('reprise', 'Reprise', NULL);
  INSERT INTO phase (startup_id, name, started_on) VALUES (1, 'CONSTRUCTION', '2020-01-01'), (2, 'CONSTRUCTION', '2020-01-01'), (3, 'CONSTRUCTION', '2020-01-01');
  INSERT INTO service (slug, name, status) VALUES ('aides', 'Aides', 'LIVE'), ('close', 'Close', 'CLOSED'), ('perdue', 'Perdue', 'LIVE');
  INSERT INTO service_startup (service_id, startup_id, position) VALUES (1, 1, 0), (3, 2, 0);
  INSERT INTO source_record (source_id, source_key, fingerprint, content, entity_id) VALUES (1, 'entity/dinum', 'f', '{}', 1), (1, 'entity/agence', 'f', '{}', 2);
  INSERT INTO source_record (source_id, source_key, fingerprint, content, startup_id)
    VALUES (1, 'startup/aides', 'f', '{}', 1), (1, 'startup/perdue', 'f', '{}', 2), (1, 'startup/reprise', 'f', '{}', 3);
  INSERT INTO source_record (source_id, source_key, fingerprint, content, service_id) VALUES (1, 'service/aides', 'f', '{}', 1), (1, 'service/close', 'f', '{}', 2)`;

const EDITED = `
  UPDATE entity SET acronym = 'D.' WHERE slug = 'dinum';
  DELETE FROM entity_identifier;
  INSERT INTO phase (startup_id, name, started_on) VALUES (1, 'ACCELERATION', '2025-06-01');
  UPDATE service SET status = 'CLOSED', closed_on = '2025-01-01' WHERE slug = 'aides'`;

/** Decisions whose phase an import removed: the later phase of \`reprise\` contradicts its decision. */
const UNDONE = `
  UPDATE startup SET decision = 'ABANDONED', decided_on = '2024-01-01' WHERE slug IN ('perdue', 'reprise');
  INSERT INTO phase (startup_id, name, started_on) VALUES (3, 'ACCELERATION', '2025-01-01')`;

describe.each(everyDatabase)('A register of the former release, on $name,', ({ open }) => {
  let database: PartlyMigrated;

  beforeAll(async () => {
    database = await openPartlyMigrated(open);
    await database.migrateBefore('0018-last-imported-values.sql');
    await write('source test', IMPORTED);
    await write('an editor', EDITED);
    await write(
      'source test',
      "UPDATE phase SET ended_on = '2025-01-01' WHERE startup_id = 3; UPDATE startup SET pitch = NULL WHERE slug = 'perdue'",
    );
    await write('an editor', UNDONE);
    await database.migrateBefore();
  }, 120_000);
  afterAll(() => database.close());

  test('gets a phase for a decision, loses a contradicted decision, and has days of closed services', async () => {
    expect(
      await rows("SELECT slug, decision, last_phase(id) FROM startup WHERE slug <> 'aides' ORDER BY slug"),
    ).toEqual([
      { slug: 'perdue', decision: 'ABANDONED', last_phase: 'ABANDONED' },
      { slug: 'reprise', decision: null, last_phase: 'ACCELERATION' },
    ]);
    expect(await rows('SELECT slug, status, closed_on IS NOT NULL AS has_day FROM service ORDER BY slug')).toEqual([
      { slug: 'aides', status: 'CLOSED', has_day: true },
      { slug: 'close', status: 'CLOSED', has_day: true },
      { slug: 'perdue', status: 'CLOSED', has_day: true },
    ]);
    expect(await rows('SELECT command FROM journal ORDER BY version DESC LIMIT 1')).toEqual([{ command: 'migrate' }]);
  });

  test('compares its next import with the latest phase that the source gave, not with one that a command recorded', async () => {
    expect(await rows('SELECT latest_on::text FROM import_run')).toEqual([{ latest_on: '2020-01-01' }]);
  });

  test('follows its source at the next import, except where it was edited', async () => {
    const source = aSource({
      entities: [
        anEntity('dinum', {
          name: 'Direction',
          kind: 'OTHER',
          acronym: 'DINUM',
          identifiers: [{ scheme: 'seg', value: '1' }],
        }),
        anEntity('agence', { name: 'Agence nationale', kind: 'OTHER' }),
        anEntity('inconnue', { name: 'Autre nom', acronym: 'I', kind: 'OTHER' }),
      ],
      startups: [
        aStartup('aides', { name: 'Aides', pitch: 'Aider mieux.', phases: [aPhase('ACCELERATION', '2024-01-01')] }),
        aStartup('perdue', { name: 'Perdue', phases: [aPhase('CONSTRUCTION', '2020-01-01')] }),
        aStartup('reprise', { name: 'Reprise', phases: [aPhase('CONSTRUCTION', '2020-01-01', '2025-01-01')] }),
      ],
      services: [aService('aides', { name: 'Les aides', startups: ['aides'] }), aService('close', { name: 'Close' })],
    });
    const options = { memberSecret: MEMBER_SECRET, accept: true };
    await mergeSource(database.dataSource, source, options);
    expect(await rows('SELECT slug, name, acronym, kind FROM entity ORDER BY slug')).toEqual([
      { slug: 'agence', name: 'Agence nationale', acronym: null, kind: 'OTHER' },
      { slug: 'dinum', name: 'Direction', acronym: 'D.', kind: 'OTHER' },
      // No import is known to have written it.
      { slug: 'inconnue', name: 'Inconnue', acronym: 'I', kind: 'OTHER' },
    ]);
    expect(await rows('SELECT slug, pitch, last_phase(id) FROM startup ORDER BY slug')).toEqual([
      { slug: 'aides', pitch: 'Aider mieux.', last_phase: 'ACCELERATION' },
      { slug: 'perdue', pitch: null, last_phase: 'ABANDONED' },
      { slug: 'reprise', pitch: null, last_phase: 'ACCELERATION' },
    ]);
    expect(await rows('SELECT slug, name, status FROM service ORDER BY slug')).toEqual([
      { slug: 'aides', name: 'Les aides', status: 'CLOSED' },
      { slug: 'close', name: 'Close', status: 'LIVE' },
      { slug: 'perdue', name: 'Perdue', status: 'CLOSED' },
    ]);
    expect(
      await rows(
        "SELECT source_key, field, before FROM import_finding WHERE code = 'EDITED_HERE' AND field <> 'phases' ORDER BY source_key, field",
      ),
    ).toEqual([
      { source_key: 'entity/dinum', field: 'acronym', before: 'DINUM' },
      { source_key: 'entity/dinum', field: 'identifiers', before: 'seg 1' },
      { source_key: 'entity/inconnue', field: 'name', before: 'Autre nom' },
      { source_key: 'service/aides', field: 'closedOn', before: null },
      { source_key: 'service/aides', field: 'status', before: 'LIVE' },
    ]);
    expect(await mergeSource(database.dataSource, source, options)).toMatchObject({ wrote: false });
  });

  async function rows(statement: string): Promise<object[]> {
    return (await database.pool.query<object>(statement)).rows;
  }

  /** Writes one version of the register. */
  async function write(actor: string, statements: string): Promise<void> {
    const command = actor === 'an editor' ? 'edit' : 'import';
    await database.pool.query(
      `BEGIN; SELECT set_config('registre.actor', '${actor}', true), set_config('registre.command', '${command}', true); ${statements}; COMMIT`,
    );
  }
});
