import { describe, expect, test } from '@jest/globals';
import { FINDINGS } from '../../src/importing/findings/findingCodes.ts';
import type { MappedSource, MappedStartup } from '../../src/importing/mappedSource.ts';
import { mapBetaGouv } from '../../src/importing/mapping/mapBetaGouv.ts';
import { aMember, anIncluded, anOrganisation, aStartup, sourceFiles } from './sample.ts';

function findings(desired: MappedSource, code: string) {
  return desired.findings.filter((finding) => finding.code === code);
}

function firstStartup(desired: MappedSource): MappedStartup {
  const [startup] = desired.startups;
  if (startup === undefined) throw new Error('no startup');
  return startup;
}

describe('Organisations and incubators', () => {
  test('an organisation gets its name, unescaped, and its kind', () => {
    const type = 'service-deconcentre';
    const name = 'Préfecture de l&#39;Ain';
    const { entities } = mapBetaGouv(
      sourceFiles({ organisations: [anOrganisation('Préfecture', { name, acronym: ' ', type })], included: [] }),
      '2026-08-20',
    );
    expect(entities).toEqual([
      expect.objectContaining({
        sourceId: 'organisation/Préfecture',
        slug: 'Préfecture',
        name: "Préfecture de l'Ain",
        acronym: null,
        kind: 'DECONCENTRATED_SERVICE',
        ministryDomain: 'spm',
        parent: 'premier-ministre',
        identifiers: [{ scheme: 'beta.gouv.fr/organisations', value: 'Préfecture' }],
      }),
    ]);
  });

  test('an unknown type becomes OTHER, with a finding', () => {
    const desired = mapBetaGouv(
      sourceFiles({ organisations: [anOrganisation('x', { type: 'syndicat' })] }),
      '2026-08-20',
    );
    expect(desired.entities[0]?.kind).toBe('OTHER');
    expect(findings(desired, 'KIND_UNKNOWN')).toHaveLength(1);
  });

  test('an incubator with the id of an organisation gets a prefix, whatever the case, and keeps its references', () => {
    const desired = mapBetaGouv(
      sourceFiles({
        organisations: [anOrganisation('dinum'), anOrganisation('men')],
        included: [anIncluded('dinum', { owner: '/organisations/dinum' }), anIncluded('MEN')],
        startups: [aStartup('a', { sponsors: ['dinum', '/organisations/men'] }, ['/incubateurs/dinum', 'MEN'])],
      }),
      '2026-08-20',
    );
    expect(desired.entities.map(({ slug, parent }) => [slug, parent])).toEqual([
      ['dinum', 'premier-ministre'],
      ['men', 'premier-ministre'],
      ['incubateur-dinum', 'dinum'],
      ['incubateur-MEN', null],
    ]);
    expect(findings(desired, 'SLUG_TAKEN')).toHaveLength(2);
    expect(firstStartup(desired)).toMatchObject({
      incubators: ['incubateur-MEN', 'incubateur-dinum'],
      sponsors: ['dinum', 'men'],
    });
  });

  test('a hidden incubator gets its id as name, and its record has no startups', () => {
    const desired = mapBetaGouv(
      sourceFiles({
        incubators: { sgmas: { startups: [{ id: 'a', phases: [] }] }, dinum: { title: 'DINUM', startups: [] } },
        startups: [aStartup('a', {}, ['sgmas'])],
      }),
      '2026-08-20',
    );
    expect(desired.entities.map(({ slug, name }) => [slug, name])).toEqual([
      ['dinum', "L'incubateur dinum"],
      ['sgmas', 'sgmas'],
    ]);
    expect(findings(desired, 'HIDDEN_INCUBATOR')).toHaveLength(1);
    expect(firstStartup(desired).incubators).toEqual(['sgmas']);
    expect(JSON.stringify(desired.entities[1]?.record)).not.toContain('startups"');
  });

  test('an incubator with an unknown owner has no parent', () => {
    const desired = mapBetaGouv(
      sourceFiles({ included: [anIncluded('dinum', { owner: '/organisations/gone' })] }),
      '2026-08-20',
    );
    expect(desired.entities[0]?.parent).toBeNull();
    expect(findings(desired, 'UNKNOWN_REFERENCE')).toMatchObject([{ sourceId: 'incubator/dinum', field: 'owner' }]);
  });
});

describe('A startup', () => {
  test('has its lists in order, each value once, and a finding for each unknown reference', () => {
    const desired = mapBetaGouv(
      sourceFiles({
        organisations: [anOrganisation('b'), anOrganisation('a')],
        startups: [
          aStartup('x', {
            sponsors: ['b', 'a', 'b', 'gone'],
            thematiques: [' Santé', '', 'Santé', 'santé'],
            technos: ['ruby', 'Ruby', 'ruby'],
            accessibility_status: 'partiellement conforme',
          }),
        ],
      }),
      '2026-08-20',
    );
    expect(firstStartup(desired)).toMatchObject({
      sponsors: ['b', 'a'],
      topics: ['Santé', 'santé'],
      technologies: ['ruby', 'Ruby'],
      accessibility: 'PARTIAL',
    });
    expect(findings(desired, 'UNKNOWN_REFERENCE')).toMatchObject([{ field: 'sponsors', before: 'gone', after: null }]);
    expect(findings(desired, 'DUPLICATE_VALUE')).toHaveLength(3);
  });

  test('has a link of each kind, and a service if it has a website', () => {
    const desired = mapBetaGouv(
      sourceFiles({
        startups: [
          aStartup('a', {
            link: 'https://a.fr',
            repository: 'https://github.com/a',
            stats_url: '/stats',
            budget_url: 'https://a.fr/budget',
            dashlord_url: 'https://d.fr',
            analyse_risques_url: 'https://r.fr',
            impact_url: 'https://i.fr',
            phases: [{ name: 'transfere', start: '2020-01-01', end: '' }],
          }),
          aStartup('b', { link: ' ' }),
          aStartup('c', { link: 'https://c.fr' }),
        ],
      }),
      '2026-08-20',
    );
    expect(firstStartup(desired).links.map(({ kind }) => kind)).toEqual([
      'WEBSITE',
      'REPOSITORY',
      'BUDGET',
      'IMPACT',
      'DASHLORD',
      'RISK_ANALYSIS',
    ]);
    expect(desired.services.map(({ slug, status, url, startups }) => [slug, status, url, startups])).toEqual([
      ['a', 'LIVE', 'https://a.fr', ['a']],
      ['c', 'PLANNED', 'https://c.fr', ['c']],
    ]);
  });

  test.each([
    ['before its first phase', [['construction', '2027-01-01']], 'PLANNED', null],
    ['in a stage of incubation', [['construction', '2020-01-01']], 'IN_INCUBATION', null],
    [
      'with an outcome in the future',
      [
        ['consolidation', '2020-01-01'],
        ['transfere', '2026-08-21'],
      ],
      'IN_INCUBATION',
      null,
    ],
    [
      'with an outcome today',
      [
        ['consolidation', '2020-01-01'],
        ['transfere', '2026-08-20'],
      ],
      'LIVE',
      null,
    ],
    [
      'abandoned',
      [
        ['construction', '2020-01-01'],
        ['abandon', '2021-02-03'],
      ],
      'CLOSED',
      '2021-02-03',
    ],
    [
      'with an unknown phase after a known one',
      [
        ['opere', '2020-01-01'],
        ['hibernation', '2021-02-03'],
      ],
      'LIVE',
      null,
    ],
  ])(
    '%s has a service whose status is that of the phase on the day of the import',
    (_situation, phases, status, closedOn) => {
      const [service] = mapBetaGouv(
        sourceFiles({
          startups: [
            aStartup('a', { link: 'https://a.fr', phases: phases.map(([name, start]) => ({ name, start, end: '' })) }),
          ],
        }),
        '2026-08-20',
      ).services;
      expect(service).toMatchObject({ status, closedOn });
    },
  );

  test('gets the members that still name it by a former id, once; an id of the file counts first', () => {
    const mission = { start: '2026-01-01', end: '2027-01-01', status: 'admin' };
    const { memberships, findings } = mapBetaGouv(
      sourceFiles({
        startups: [aStartup('b', { redirect_from: ['/startups/a.html', 'c'] }), aStartup('c')],
        members: [
          aMember('ada', [{ ...mission, startups: ['a', 'b'] }]),
          aMember('bob', [{ ...mission, startups: ['c'] }], { previously: ['a'] }),
        ],
      }),
      '2026-08-20',
    );
    expect(memberships.map(({ memberId, startup, isUnknown }) => ({ memberId, startup, isUnknown }))).toEqual([
      { memberId: 'ada', startup: 'b' },
      { memberId: 'bob', startup: 'c' },
      { memberId: 'bob', startup: 'b' },
    ]);
    expect(findings.filter(({ code }) => code === 'UNKNOWN_REFERENCE')).toEqual([]);
  });

  test('has its source record, without personal addresses, names of members and the body', () => {
    const desired = mapBetaGouv(
      sourceFiles({
        startups: [
          aStartup('a', {
            contact: 'jean.dupont@x.fr',
            pitch: 'Par jean.dupont@x.fr',
            content_url_encoded_markdown: 'Par%20Jean%20Dupont%20%28jean.dupont%40x.fr%29',
            analyse_risques: 'true',
            extra: { deep: ['marie@x.fr'], contact: 'contact@x.fr' },
          }),
        ],
        members: [{ ...aMember('jean.dupont', []), fullname: 'Jean Dupont' }],
      }),
      '2026-08-20',
    );
    const { record, pitch, contact, description } = firstStartup(desired);
    expect([pitch, contact, description]).toEqual([
      'Par [adresse retirée]',
      null,
      'Par [nom retiré] ([adresse retirée])',
    ]);
    expect(record).toMatchObject({
      id: 'a',
      attributes: {
        pitch: 'Par [adresse retirée]',
        analyse_risques: 'true',
        content_url_encoded_markdown: { characters: 46, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
        extra: { deep: ['[adresse retirée]'], contact: 'contact@x.fr' },
      },
    });
    expect(findings(desired, 'CONTACT_NOT_KEPT')).toMatchObject([{ before: null, after: null }]);
    expect(JSON.stringify({ ...desired, memberships: [] })).not.toMatch(/dupont|marie/i);
  });

  test('has only the events with a name and a valid date', () => {
    const desired = mapBetaGouv(
      sourceFiles({
        startups: [
          aStartup('a', {
            events: [
              { name: 'committee', date: '2020-01-01', comment: 'Vu par a.b@x.fr ' },
              { name: 'fast', date: '2020-02-30', comment: '' },
              { name: '', date: '2020-01-01', comment: '' },
              { name: 'end', date: '', comment: '' },
            ],
          }),
        ],
      }),
      '2026-08-20',
    );
    expect(firstStartup(desired).events).toEqual([
      { kind: 'committee', on: '2020-01-01', comment: 'Vu par [adresse retirée]', kindLabel: 'Comité' },
    ]);
    expect(findings(desired, 'DATE_INVALID')).toHaveLength(2);
    expect(findings(desired, 'EVENT_REFUSED')).toHaveLength(1);
  });
});

describe('The phases of a startup', () => {
  function mapped(phases: unknown[], incubators: unknown = {}) {
    const desired = mapBetaGouv(sourceFiles({ startups: [aStartup('a', { phases })], incubators }), '2026-08-20');
    const rows = firstStartup(desired).phases.map(({ name, startedOn, endedOn }) => `${name} ${startedOn} ${endedOn}`);
    const words = firstStartup(desired).phases.map(({ sourceWord }) => sourceWord);
    const codes = desired.findings.map(({ code, outcome }) => `${code} ${outcome}`);
    return { desired, rows, words, codes };
  }

  test('without an end end where the next one starts, and the last stays open', () => {
    expect(
      mapped([
        { name: 'investigation', start: '2020-01-01', end: '' },
        { name: 'construction', start: '2020-06-01', end: '' },
      ]),
    ).toMatchObject({
      rows: ['INVESTIGATION 2020-01-01 2020-06-01', 'CONSTRUCTION 2020-06-01 null'],
      codes: ['END_FROM_NEXT_START REPAIRED'],
    });
  });

  test('from the same day are ordered by rank', () => {
    expect(
      mapped([
        { name: 'construction', start: '2020-01-01', end: '' },
        { name: 'investigation', start: '2020-01-01', end: '' },
      ]),
    ).toMatchObject({
      rows: ['INVESTIGATION 2020-01-01 2020-01-01', 'CONSTRUCTION 2020-01-01 null'],
      codes: ['SAME_DAY_PHASES FLAGGED', 'END_FROM_NEXT_START REPAIRED'],
    });
  });

  test('that overlap, leave a gap or go backwards are imported unchanged, and flagged', () => {
    expect(
      mapped([
        { name: 'construction', start: '2020-01-01', end: '2020-03-01' },
        { name: 'investigation', start: '2020-02-01', end: '2020-03-01' },
        { name: 'acceleration', start: '2020-03-03', end: '2020-04-01' },
        { name: 'consolidation', start: '2020-04-02', end: '' },
      ]),
    ).toMatchObject({
      rows: [
        'CONSTRUCTION 2020-01-01 2020-03-01',
        'INVESTIGATION 2020-02-01 2020-03-01',
        'ACCELERATION 2020-03-03 2020-04-01',
        'CONSOLIDATION 2020-04-02 null',
      ],
      codes: ['PHASES_OUT_OF_ORDER FLAGGED', 'PHASES_OVERLAP FLAGGED', 'PHASES_GAP FLAGGED'],
    });
  });

  test('with an end before their start end at the next start instead', () => {
    expect(
      mapped([
        { name: 'investigation', start: '2020-01-01', end: '2019-01-01' },
        { name: 'construction', start: '2020-06-01', end: '2020-05-01' },
      ]),
    ).toMatchObject({
      rows: ['INVESTIGATION 2020-01-01 2020-06-01', 'CONSTRUCTION 2020-06-01 null'],
      codes: ['END_BEFORE_START REPAIRED', 'END_FROM_NEXT_START REPAIRED', 'END_BEFORE_START REPAIRED'],
    });
  });

  test('without a start or listed twice are rejected, and the others are imported', () => {
    expect(
      mapped([
        { name: 'investigation', start: '', end: '' },
        { name: 'investigation', start: '2020-02-31', end: '' },
        { name: 'construction', start: '2020-03-01', end: 'bientôt' },
        { name: 'construction', start: '2020-03-01', end: '' },
      ]),
    ).toMatchObject({
      rows: ['CONSTRUCTION 2020-03-01 null'],
      codes: [
        'PHASE_NOT_KEPT REFUSED',
        'DATE_INVALID REFUSED',
        'PHASE_NOT_KEPT REFUSED',
        'DATE_INVALID REFUSED',
        'DATE_INVALID REFUSED',
        'PHASE_DUPLICATE REFUSED',
      ],
    });
  });

  test('with an unknown word are kept without a name, and end the phase before', () => {
    expect(
      mapped([
        { name: 'construction', start: '2020-01-01', end: '' },
        { name: 'hibernation', start: '2021-01-01', end: '' },
        { name: 'acceleration', start: '2022-01-01', end: '' },
        { name: '', start: '2023-01-01', end: '' },
      ]),
    ).toMatchObject({
      rows: [
        'CONSTRUCTION 2020-01-01 2021-01-01',
        'null 2021-01-01 2022-01-01',
        'ACCELERATION 2022-01-01 2023-01-01',
        'null 2023-01-01 null',
      ],
      words: ['construction', 'hibernation', 'acceleration', null],
      codes: [
        'END_FROM_NEXT_START REPAIRED',
        'END_FROM_NEXT_START REPAIRED',
        'PHASE_UNKNOWN REFUSED',
        'END_FROM_NEXT_START REPAIRED',
        'PHASE_UNKNOWN REFUSED',
      ],
    });
  });

  test.each([
    ['', '', 'null', ['DATE_INVALID REFUSED', 'PHASE_UNDATED FLAGGED']],
    ['2021-02-30', '', 'null', ['DATE_INVALID REFUSED', 'PHASE_UNDATED FLAGGED']],
    ['', '2022-01-01', '2022-01-01', ['DATE_INVALID REFUSED', 'PHASE_UNDATED FLAGGED']],
    ['', '2020-01-01', 'null', ['DATE_INVALID REFUSED', 'PHASE_UNDATED FLAGGED', 'END_BEFORE_START REPAIRED']],
  ])('listed last with the start « %s » are kept without a date', (start, end, endedOn, codes) => {
    const { rows, codes: found } = mapped([
      { name: 'construction', start: '2020-01-01', end: '' },
      { name: 'abandon', start, end },
    ]);
    expect(rows).toEqual(['CONSTRUCTION 2020-01-01 null', `ABANDONED null ${endedOn}`]);
    expect(found.sort()).toEqual(codes.sort());
  });

  test('have the comments of incubators.json', () => {
    const phase = { name: 'abandon', start: '2020-01-01' };
    const incubators = {
      dinum: { title: 'D', startups: [{ id: 'a', phases: [{ ...phase, comment: 'Dit par b.c@x.fr' }] }] },
    };
    const { desired } = mapped([{ ...phase, end: '' }], incubators);
    expect(firstStartup(desired).phases[0]?.comment).toBe('Dit par [adresse retirée]');
  });
});

describe('The memberships', () => {
  const mission = { start: '2020-01-01', end: '2020-12-31', status: 'admin', employer: 'Secrète SA', startups: ['a'] };

  function mapped(members: unknown[]) {
    return mapBetaGouv(sourceFiles({ startups: [aStartup('a'), aStartup('b')], members }), '2026-08-20');
  }

  test('are one per mission and startup, and one per mission without a startup', () => {
    const { memberships } = mapped([
      aMember('jeanne.exemple', [
        { ...mission, startups: ['a', 'b'] },
        { start: '2021-01-01', end: '', status: 'independent', employer: '' },
      ]),
    ]);
    const shared = { memberId: 'jeanne.exemple', role: 'DEVELOPER', roleWord: 'Développement' };
    expect(memberships).toEqual([
      { ...shared, startup: 'a', employment: 'PUBLIC_AGENT', startedOn: '2020-01-01', endedOn: '2020-12-31' },
      { ...shared, startup: 'b', employment: 'PUBLIC_AGENT', startedOn: '2020-01-01', endedOn: '2020-12-31' },
      { ...shared, startup: null, employment: 'CONTRACTOR', startedOn: '2021-01-01', endedOn: null },
    ]);
  });

  test('have the role OTHER and the original word for other roles', () => {
    const { memberships } = mapped(
      ['Intraprenariat', 'Coaching', 'Déploiement', ''].map((domaine, i) => aMember(`m${i}`, [mission], { domaine })),
    );
    expect(memberships.map(({ role, roleWord }) => `${role} ${roleWord}`)).toEqual([
      'INTRAPRENEUR Intraprenariat',
      'COACH Coaching',
      'OTHER Déploiement',
      'OTHER Autre',
    ]);
  });

  test('from the older lists have no dates, and are omitted if a mission has the same startup', () => {
    const { memberships } = mapped([aMember('m', [mission], { startups: ['a', 'b'], previously: ['b', 'gone'] })]);
    expect(
      memberships.map(({ startup, isUnknown, startedOn, employment }) => [startup, isUnknown, startedOn, employment]),
    ).toEqual([
      ['a', undefined, '2020-01-01', 'PUBLIC_AGENT'],
      ['gone', true, null, null],
      ['b', undefined, null, null],
    ]);
  });

  test('listed twice are merged, and overlapping ones are flagged once per startup', () => {
    const overlapping = { ...mission, start: '2020-06-01', end: '2021-01-01' };
    const desired = mapped([aMember('m', [mission, mission, overlapping, { ...overlapping, end: '2022-01-01' }])]);
    expect(desired.memberships).toHaveLength(3);
    expect(findings(desired, 'DUPLICATE_MEMBERSHIP')).toMatchObject([{ sourceId: 'startup/a' }]);
    expect(findings(desired, 'MEMBERSHIPS_OVERLAP')).toMatchObject([{ sourceId: 'startup/a' }]);
  });

  test('with an unknown status, startup or date are imported without them', () => {
    const desired = mapped([
      aMember('m', [{ start: 'Jeanne', end: '2020-01-01', status: 'Jeanne', startups: ['gone', 'Jeanne Exemple'] }]),
    ]);
    // The register may still have the startup `gone`: the membership is then that of this startup.
    expect(desired.memberships).toMatchObject([
      { startup: 'gone', isUnknown: true, employment: null, startedOn: null, endedOn: '2020-01-01' },
      { startup: null, unless: ['gone'], employment: null, startedOn: null, endedOn: '2020-01-01' },
    ]);
    expect(desired.findings.map(({ code }) => code).sort()).toEqual([
      'DATE_INVALID',
      'EMPLOYMENT_UNKNOWN',
      'UNKNOWN_REFERENCE',
      'UNKNOWN_REFERENCE',
    ]);
  });

  test('contain only the id, role and missions of a member; findings contain none of these', () => {
    const desired = mapped([
      aMember('jeanne.exemple', [mission, mission, { ...mission, status: 'x', start: 'Jeanne' }], {
        github: 'jeannot',
      }),
      aMember('jeanne.exemple', [mission]),
      { id: 'jeanne.exemple', domaine: [] },
    ]);
    const { memberships, ...rest } = desired;
    expect(JSON.stringify(rest)).not.toMatch(/jean/i);
    expect(JSON.stringify(memberships)).not.toMatch(/Jeanne|Cheffe|Secrète|jeannot|née/);
    expect(findings(desired, 'DUPLICATE_ID')).toMatchObject([{ subject: 'MEMBERSHIP', sourceId: '', before: null }]);
  });
});

describe('The findings', () => {
  test('have an order that does not depend on the order of the input', () => {
    const startups = ['a', 'b', 'c'].map((id) => aStartup(id, { link: '/x', name: ` ${id}` }));
    const one = mapBetaGouv(sourceFiles({ startups }), '2026-08-20');
    const other = mapBetaGouv(sourceFiles({ startups: [...startups].reverse() }), '2026-08-20');
    expect(other.findings).toEqual(one.findings);
    expect(one.findings).toHaveLength(6);
  });

  test('have a meaning in both languages', () => {
    for (const [code, { description, label }] of Object.entries(FINDINGS)) {
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
      expect([description, label]).toEqual([
        expect.stringMatching(/^[A-Z].*\.$/),
        expect.stringMatching(/^[A-ZÉ].*\.$/),
      ]);
    }
  });
});

describe('A former id of a startup, in redirect_from,', () => {
  const formerIds = (redirect_from: unknown) => {
    const { startups, services, ...mapped } = mapBetaGouv(
      sourceFiles({ startups: [aStartup('new', { redirect_from, link: 'https://new.example' })] }),
      '2026-08-20',
    );
    const found = mapped.findings.map(({ code }) => code).filter((code) => code.startsWith('FORMER_ID'));
    return { startup: startups[0]?.formerIds, service: services[0]?.formerIds, findings: found };
  };

  test.each([
    ['itou'],
    [['itou']],
    ['startups/itou'],
    ['/startups/itou.html'],
    ['/startups/itou/'],
    ['https://beta.gouv.fr/startups/itou.html#top'],
    [[' itou ', '/startups/itou.html', 'new', null]],
  ])('written %j is that of the startup and of its service', (redirect) => {
    expect(formerIds(redirect)).toEqual({ startup: ['startup/itou'], service: ['service/itou'], findings: [] });
  });

  test('that is no id is rejected with a finding; without any, the row has no former id', () => {
    expect(formerIds('/incubateurs/itou')).toEqual({ findings: ['FORMER_ID_INVALID'] });
    expect(formerIds(undefined)).toEqual({ findings: [] });
  });
});

describe('An organisation that is a person', () => {
  const members = [{ ...aMember('zoe.exemple', []), fullname: 'Zoé EXEMPLE' }];

  test.each([
    ['zoe-exemple', 'Cabinet'],
    ['exemple.zoe', 'Cabinet'],
    ['cabinet', 'Zoe Exemple'],
    ['cabinet', 'Mme Exemple, Zoé'],
  ])('%s, %s is left out with its references, and not quoted', (id, name) => {
    const desired = mapBetaGouv(
      sourceFiles({
        organisations: [anOrganisation(id, { name }), anOrganisation('dinum')],
        included: [anIncluded('dinum', { owner: `/organisations/${id}` }), anIncluded('incubateur')],
        incubators: { 'Zoe.Exemple': { title: name, owner: null, startups: [] } },
        startups: [aStartup('a', { sponsors: [id, 'dinum'] }, ['incubateur'])],
        members,
      }),
      '2026-08-20',
    );
    expect(desired.entities.map(({ sourceId }) => sourceId)).toEqual(
      expect.arrayContaining(['organisation/dinum', 'incubator/dinum', 'incubator/incubateur']),
    );
    expect(desired.startups.map(({ sponsors }) => sponsors)).toEqual([['dinum']]);
    expect(findings(desired, 'ORGANISATION_IS_PERSON')).toContainEqual(
      expect.objectContaining({ subject: 'ENTITY', sourceId: '', before: null, after: null }),
    );
    expect(findings(desired, 'REFERENCE_TO_PERSON')).toMatchObject([
      { sourceId: 'incubator/dinum', field: 'owner', before: null },
      { sourceId: 'startup/a', field: 'sponsors', before: null },
    ]);
    const written = JSON.stringify({ ...desired, memberships: [] });
    expect(written).not.toMatch(/zoe|zoé/i);
  });

  test('is also recognised in a row that is rejected', () => {
    const desired = mapBetaGouv(
      sourceFiles({
        organisations: [
          { id: 'zoe.exemple' },
          anOrganisation('dinum'),
          anOrganisation('dinum'),
          anOrganisation('cnam'),
        ],
        members,
      }),
      '2026-08-20',
    );
    expect(findings(desired, 'ROW_REFUSED')).toMatchObject([{ sourceId: '' }]);
    expect(JSON.stringify({ ...desired, memberships: [] })).not.toMatch(/zoe/i);
  });
});

describe('The page of a startup', () => {
  test.each([
    ['Un%20texte', 'Un texte', []],
    ['%0A%23%20Titre%0D%0Asuite%20%0A', '# Titre\nsuite', []],
    ['R%26amp%3BD%20%26lt%3Bb%26gt%3B%20%26eacute%3B', 'R&amp;D &lt;b&gt; é', ['TEXT_UNESCAPED']],
    [
      'jean%26%2364%3Bx.fr%20jean%26%2346%3Bd%40x.fr',
      '[adresse retirée] [adresse retirée]',
      ['ADDRESS_REMOVED', 'TEXT_UNESCAPED'],
    ],
    ['contact%40x.fr%20a%40x.fr', 'contact@x.fr [adresse retirée]', ['ADDRESS_REMOVED']],
    ['%E9', null, ['TEXT_NOT_DECODED']],
    ['100 %', null, ['TEXT_NOT_DECODED']],
    ['%00', null, ['TEXT_CHARACTERS_REMOVED']],
    ['', null, []],
  ])('%s becomes %j', (body, description, expected) => {
    const desired = mapBetaGouv(
      sourceFiles({ startups: [aStartup('a', { content_url_encoded_markdown: body })] }),
      '2026-08-20',
    );
    expect(firstStartup(desired).description).toBe(description);
    const found = desired.findings.filter(({ field }) => field === 'content_url_encoded_markdown');
    expect(found.map(({ code }) => code)).toEqual(expected);
    expect(found.every(({ before, after }) => before === null && after === null)).toBe(true);
  });

  test('is cut at 50,000 characters', () => {
    const body = 'a'.repeat(300_000);
    const desired = mapBetaGouv(
      sourceFiles({ startups: [aStartup('a', { content_url_encoded_markdown: body })] }),
      '2026-08-20',
    );
    expect(firstStartup(desired).description).toHaveLength(50_000);
    expect(findings(desired, 'TEXT_CUT')).toHaveLength(1);
  });
});

describe('A risk analysis', () => {
  test.each([
    ['true', true, 0],
    [true, true, 0],
    [' true ', true, 0],
    [false, false, 0],
    ['', null, 0],
    [undefined, null, 0],
    ['oui', null, 1],
  ])('%p is %p', (given, expected, rejected) => {
    const desired = mapBetaGouv(sourceFiles({ startups: [aStartup('a', { analyse_risques: given })] }), '2026-08-20');
    expect(firstStartup(desired).hasRiskAnalysis).toBe(expected);
    expect(findings(desired, 'RISK_ANALYSIS_UNKNOWN')).toHaveLength(rejected);
  });
});
