import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { MappedSource } from '../../src/importing/mappedSource.ts';
import { aMission, anEntity, aPhase, aService, aSource, aStartup, aTheme } from '../support/builders.ts';
import { type Commands, createCommands, toPlainObject } from '../support/commands.ts';
import { everyDatabase } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';

const OTHER = { name: 'other', title: 'Autre source', licence: 'etalab-2.0', url: null };
const REFERENCE = { ...OTHER, name: 'reference' };

/** A source with a startup in construction, its service and its administration. */
function source(change: Partial<{ [K in 'startup' | 'service' | 'entity' | 'mission']: object }> = {}): MappedSource {
  return aSource({
    entities: [
      anEntity('dinum', { acronym: 'DINUM', identifiers: [{ scheme: 'seg', value: '1' }], ...change.entity }),
      anEntity('ministere', { kind: 'MINISTRY' }),
      anEntity('agence'),
    ],
    themes: [aTheme('open'), aTheme('source')],
    missions: [
      aMission('ouvrir', 'dinum', {
        themes: ['open', 'source'],
        actions: [
          { kind: 'OPERATES', description: 'Opère.', beneficiaryKind: null, partner: null, service: 'aides' },
          { kind: 'MANAGES', description: 'Gère.', beneficiaryKind: null, partner: 'agence', service: null },
        ],
        ...change.mission,
      }),
    ],
    startups: [
      aStartup('aides', {
        pitch: 'Aider.',
        topics: ['Social'],
        phases: [aPhase('INVESTIGATION', '2020-01-01', '2020-06-01'), aPhase('CONSTRUCTION', '2020-06-01')],
        sponsors: ['dinum'],
        ...change.startup,
      }),
    ],
    services: [
      aService('aides', { status: 'IN_INCUBATION', operator: 'dinum', startups: ['aides'], ...change.service }),
    ],
  });
}

describe.each(everyDatabase)('An import after edits, on $name,', ({ open }) => {
  let register: TestRegister;
  let commands: Commands;

  beforeAll(async () => {
    register = await openRegister(open);
    commands = createCommands(register);
  });
  beforeEach(() => register.empty());
  afterAll(() => register.close());

  test('keeps the phases, the decision and the services of a startup that was concluded here', async () => {
    await register.load(source());
    await commands.execute('concludeStartup', { startup: 'aides', decision: 'ABANDONED', on: '2026-03-01' });
    const changed = source({ startup: { pitch: 'Aider mieux.' } });
    const report = await register.load(changed);
    expect(report).toMatchObject({ wrote: true, version: 3 });
    expect(await read(STARTUP)).toEqual({
      startup: {
        pitch: 'Aider mieux.',
        phase: 'ABANDONED',
        isActive: false,
        decision: 'ABANDONED',
        phases: [
          { name: 'INVESTIGATION', startedOn: '2020-01-01', endedOn: '2020-06-01' },
          { name: 'CONSTRUCTION', startedOn: '2020-06-01', endedOn: '2026-03-01' },
          { name: 'ABANDONED', startedOn: '2026-03-01', endedOn: null },
        ],
        services: { nodes: [{ status: 'CLOSED' }] },
      },
    });
    expect(await edits()).toEqual([
      'STARTUP phases: - → ABANDONED 2026-03-01',
      'STARTUP phases: CONSTRUCTION 2020-06-01 construction → CONSTRUCTION 2020-06-01 2026-03-01 construction',
      'SERVICE closedOn: - → 2026-03-01',
      'SERVICE status: IN_INCUBATION → CLOSED',
    ]);
    expect(await register.load(changed)).toMatchObject({ wrote: false, version: 3 });
  });

  test('does not take the phases that the source gives from a decision on, unless it takes the source', async () => {
    await register.load(source());
    await commands.execute('concludeStartup', { startup: 'aides', decision: 'ABANDONED', on: '2026-03-01' });
    const changed = source({
      startup: {
        phases: [
          aPhase('INVESTIGATION', '2020-01-01', '2020-06-01'),
          aPhase('CONSTRUCTION', '2020-06-01', '2026-04-01'),
          aPhase('ACCELERATION', '2026-04-01'),
        ],
      },
    });
    await register.load(changed);
    expect(await read('{ startup(by: { slug: "aides" }) { phase decision phases { name } } }')).toEqual({
      startup: {
        phase: 'ABANDONED',
        decision: 'ABANDONED',
        phases: [{ name: 'INVESTIGATION' }, { name: 'CONSTRUCTION' }, { name: 'ABANDONED' }],
      },
    });
    expect(await edits()).toContain('STARTUP phases: ACCELERATION 2026-04-01 acceleration → -');

    await register.load(changed, { takeSource: true });
    expect(await read('{ startup(by: { slug: "aides" }) { phase decision services { nodes { status } } } }')).toEqual({
      startup: { phase: 'ACCELERATION', decision: null, services: { nodes: [{ status: 'IN_INCUBATION' }] } },
    });
    expect(await edits()).toEqual([]);
    expect(await register.load(changed)).toMatchObject({ wrote: false });
  });

  test('keeps the edited values of an entity until the source comes to them', async () => {
    await register.load(source());
    await update('entity', { entity: 'dinum', kind: 'SECRETARIAT', acronym: 'D.', parent: 'ministere' });
    await register.load(source({ entity: { name: 'Direction du numérique', acronym: 'DNUM' } }));
    const entity = '{ entity(by: { slug: "dinum" }) { name acronym kind parent { slug } } }';
    expect(await read(entity)).toEqual({
      entity: { name: 'Direction du numérique', acronym: 'D.', kind: 'SECRETARIAT', parent: { slug: 'ministere' } },
    });
    expect(await edits()).toEqual(['ENTITY acronym: DNUM → D.', 'ENTITY kind: DIRECTORATE → SECRETARIAT']);
    await register.load(source({ entity: { acronym: 'D.', kind: 'SECRETARIAT', parent: 'ministere' } }));
    expect(await edits()).toEqual([]);
    await register.load(source({ entity: { acronym: 'DX', parent: null } }));
    expect(await read(entity)).toMatchObject({ entity: { acronym: 'DX', kind: 'DIRECTORATE', parent: null } });
  });

  test('keeps what the source has no value for, even if it takes the source', async () => {
    await register.load(source({ entity: { acronym: null } }));
    await update('entity', { entity: 'dinum', acronym: 'D.', website: 'https://d.example' });
    await register.load(source({ entity: { acronym: null, name: 'Direction' } }), { takeSource: true });
    expect(await read('{ entity(by: { slug: "dinum" }) { name acronym website } }')).toEqual({
      entity: { name: 'Direction', acronym: 'D.', website: 'https://d.example' },
    });
    expect(await edits()).toEqual([]);
  });

  test('never makes an entity its own ancestor, whatever the source and the edits say', async () => {
    await register.load(source());
    await update('entity', { entity: 'dinum', parent: 'ministere' });
    const changed = source();
    for (const entity of changed.entities) {
      if (entity.slug === 'ministere') entity.parent = 'agence';
      if (entity.slug === 'agence') entity.parent = 'dinum';
    }
    await register.load(changed);
    expect(await read('{ entities { nodes { slug parent { slug } } } }')).toEqual({
      entities: {
        nodes: [
          { slug: 'agence', parent: null },
          { slug: 'dinum', parent: { slug: 'ministere' } },
          { slug: 'ministere', parent: null },
        ],
      },
    });
    expect(await edits()).toEqual(['ENTITY parent: agence → -', 'ENTITY parent: dinum → -']);
    expect(await register.load(changed)).toMatchObject({ wrote: false });
  });

  test('keeps items that were added and removed here, and follows the source for the others', async () => {
    await register.load(source());
    await update('entity', { entity: 'dinum', identifiers: [{ scheme: 'uai', value: '2' }] });
    await update('mission', { mission: 'ouvrir', themes: ['source'] });
    await commands.execute('createService', { slug: 'autre', name: 'Autre', startups: ['aides'] });
    const changed = source({
      entity: {
        identifiers: [
          { scheme: 'seg', value: '1' },
          { scheme: 'rna', value: '3' },
        ],
      },
      mission: { themes: ['open', 'source'], actions: [] },
      startup: { sponsors: ['agence', 'ministere'] },
    });
    await register.load(changed);
    expect(
      await read(`{
        entity(by: { slug: "dinum" }) { identifiers { scheme } }
        mission(by: { slug: "ouvrir" }) { themes { slug } actions { kind } }
        startup(by: { slug: "aides" }) { sponsors { slug } services { nodes { slug } } }
      }`),
    ).toEqual({
      entity: { identifiers: [{ scheme: 'rna' }, { scheme: 'uai' }] },
      mission: { themes: [{ slug: 'source' }], actions: [] },
      startup: {
        sponsors: [{ slug: 'agence' }, { slug: 'ministere' }],
        services: { nodes: [{ slug: 'autre' }, { slug: 'aides' }] },
      },
    });
    expect(await edits()).toEqual([
      'ENTITY identifiers: - → uai 2',
      'ENTITY identifiers: seg 1 → -',
      'MISSION themes: open → -',
    ]);
    await register.load(changed, { takeSource: true });
    expect(
      await read(
        '{ entity(by: { slug: "dinum" }) { identifiers { scheme } } mission(by: { slug: "ouvrir" }) { themes { slug } } }',
      ),
    ).toEqual({
      entity: { identifiers: [{ scheme: 'rna' }, { scheme: 'seg' }] },
      mission: { themes: [{ slug: 'open' }, { slug: 'source' }] },
    });
  });

  test('does not take an identifier from the entity that got it here', async () => {
    await register.load(source({ entity: { identifiers: [] } }));
    await update('entity', { entity: 'agence', identifiers: [{ scheme: 'seg', value: '1' }] });
    await register.load(source());
    expect(await edits()).toEqual(['ENTITY identifiers: seg 1 → -']);
    expect(await register.load(source())).toMatchObject({ wrote: false });
  });

  test('keeps the values of a row that was created here', async () => {
    await commands.execute('createEntity', { slug: 'dinum', name: 'DINUM', kind: 'SECRETARIAT' });
    await register.load(source());
    expect(await read('{ entity(by: { slug: "dinum" }) { name acronym kind } }')).toEqual({
      entity: { name: 'DINUM', acronym: 'DINUM', kind: 'SECRETARIAT' },
    });
  });

  test('keeps a closed entity with what moved to its successor', async () => {
    await register.load(source());
    await commands.execute(
      'recordSuccession',
      { kind: 'RENAMED', predecessors: ['dinum'], successors: ['agence'], on: '2026-03-01', legalSource: 'Décret' },
      '{ slug }',
    );
    await register.load(source({ service: { name: 'Aides' }, mission: { name: 'Ouvrir' } }));
    expect(
      await read(`{
        entity(by: { slug: "dinum" }) { closedOn }
        service(by: { slug: "aides" }) { name operator { slug } }
        mission(by: { slug: "ouvrir" }) { name entity { slug } }
      }`),
    ).toEqual({
      entity: { closedOn: '2026-03-01' },
      service: { name: 'Aides', operator: { slug: 'agence' } },
      mission: { name: 'Ouvrir', entity: { slug: 'agence' } },
    });
  });

  test('of several sources has the same result in any order, and counts no value of a source as an edit', async () => {
    const sources = {
      test: source(),
      other: aSource({
        source: OTHER,
        entities: [anEntity('dinum', { website: 'https://o.example', acronym: 'O', kind: 'OTHER' })],
      }),
      reference: aSource({
        source: REFERENCE,
        entities: [
          anEntity('dinum', {
            name: 'R',
            acronym: 'R',
            contact: 'contact@r.example',
            identifiers: [{ scheme: 'r', value: '1' }],
          }),
        ],
        startups: [aStartup('aides', { sponsors: ['dinum'], incubators: ['dinum'], technologies: ['R'] })],
        memberships: [],
      }),
    };
    const results: unknown[] = [];
    for (const order of [
      ['test', 'other', 'reference'],
      ['reference', 'test', 'other'],
      ['other', 'reference', 'test', 'reference', 'other', 'test'],
    ] as const) {
      await register.empty();
      for (const name of order) await register.load(sources[name]);
      expect(await edits()).toEqual([]);
      for (const name of order) expect(await register.load(sources[name])).toMatchObject({ wrote: false });
      results.push(
        await read(`{
          entity(by: { slug: "dinum" }) { name acronym kind website contact identifiers { scheme } }
          startup(by: { slug: "aides" }) { pitch technologies incubators { slug } sponsors { slug } phases { name } }
        }`),
      );
    }
    expect(results[0]).toEqual({
      entity: {
        name: 'Entité dinum',
        acronym: 'O',
        kind: 'OTHER',
        website: 'https://o.example',
        contact: 'contact@r.example',
        identifiers: [{ scheme: 'r' }, { scheme: 'seg' }],
      },
      startup: {
        pitch: 'Aider.',
        technologies: ['R'],
        incubators: [{ slug: 'dinum' }],
        sponsors: [{ slug: 'dinum' }],
        phases: [{ name: 'INVESTIGATION' }, { name: 'CONSTRUCTION' }],
      },
    });
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  const STARTUP = `{ startup(by: { slug: "aides" }) {
    pitch phase isActive decision phases { name startedOn endedOn } services { nodes { status } }
  } }`;

  async function read(document: string): Promise<unknown> {
    const { data, errors } = await register.execute(document);
    expect(errors).toBeUndefined();
    return toPlainObject(data);
  }

  async function update(kind: 'entity' | 'mission' | 'service', input: Record<string, unknown>): Promise<void> {
    const version = await commands.versionOf(kind, String(input[kind]));
    await commands.execute(`update${kind[0]?.toUpperCase()}${kind.slice(1)}`, { ...input, version });
  }

  /** The findings of edits, such as `STARTUP pitch: value of the source → held value`. */
  async function edits(): Promise<string[]> {
    const { rows } = await register.pool.query<{ edit: string }>(
      `SELECT format('%s %s: %s → %s', subject, field, coalesce(before, '-'), coalesce(after, '-')) AS edit
       FROM import_finding WHERE code = 'EDITED_HERE' ORDER BY subject, field, before COLLATE "C" NULLS FIRST, after COLLATE "C"`,
    );
    return rows.map(({ edit }) => edit);
  }
});
