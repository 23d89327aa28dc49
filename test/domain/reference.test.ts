import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { databases } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

describe.each(databases())('The reference register on $name tells that', ({ open }) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(readReference());
  });
  afterAll(() => register.close());

  describe('in the tree of the State', () => {
    const childrenOf = (slug: string) =>
      told(`{ entity(slug: "${slug}") { children { nodes { acronym name kind } totalCount } } }`);

    test('under the Prime Minister is the SGMAP', async () => {
      expect(await childrenOf('premier-ministre')).toMatchObject({
        entity: { children: { nodes: [{ acronym: 'SGMAP', kind: 'SECRETARIAT' }] } },
      });
    });

    test('the SGMAP comprises two directorates, the DIAT and the DINSIC', async () => {
      const two = [
        { acronym: 'DINSIC', kind: 'DIRECTORATE' },
        { acronym: 'DIAT', kind: 'DIRECTORATE' },
      ];
      expect(await childrenOf('sgmap')).toMatchObject({ entity: { children: { totalCount: 2, nodes: two } } });
    });

    test('the DIAT supports public transformation', async () => {
      expect(await told('{ entity(slug: "diat") { name missions { statement } } }')).toEqual({
        entity: {
          name: "Direction interministérielle pour l'accompagnement des transformations publiques",
          missions: [{ statement: 'Appuyer la transformation publique.' }],
        },
      });
    });

    test('the DINSIC is charged with the digital and the information system of the State', async () => {
      expect(await told('{ entity(slug: "dinsic") { missions { statement } } }')).toMatchObject({
        entity: {
          missions: [
            { statement: expect.stringMatching(/^Conduire le numérique et le système d'information de l'État/) },
          ],
        },
      });
    });

    test('the DINSIC groups four: a department, two missions and a network', async () => {
      expect(await childrenOf('dinsic')).toEqual({
        entity: {
          children: {
            totalCount: 4,
            nodes: [
              { acronym: 'Etalab', name: 'Mission Etalab', kind: 'MISSION' },
              { acronym: null, name: 'Mission Incubateur de services numériques', kind: 'INCUBATOR' },
              { acronym: null, name: 'Performance des services numériques', kind: 'DEPARTMENT' },
              { acronym: 'RIE', name: "Réseau interministériel de l'État", kind: 'NETWORK' },
            ],
          },
        },
      });
    });

    test('Etalab is under the DINSIC, the SGMAP and the Prime Minister', async () => {
      expect(await told('{ entity(slug: "etalab") { ancestors { slug } } }')).toEqual({
        entity: { ancestors: [{ slug: 'dinsic' }, { slug: 'sgmap' }, { slug: 'premier-ministre' }] },
      });
    });
  });

  describe('Etalab', () => {
    test.each([
      ["contributes, with the State's administrations", /Contribuer, avec les administrations de l'État/],
      ['opens public data and has them reused', /l'ouverture et à la réutilisation des données publiques/],
      ['promotes data science', /la promotion de la science des données/],
      ['runs the Open Government Partnership', /la conduite du Partenariat pour un gouvernement ouvert/],
    ])('%s', async (_fact, words) => {
      expect(await told('{ entity(slug: "etalab") { missions { statement } } }')).toMatchObject({
        entity: { missions: [{ statement: expect.stringMatching(words) }] },
      });
    });

    test('has four themes: open government, open data, open source, data science', async () => {
      expect(await told('{ mission(slug: "etalab-donnees-publiques") { themes { name } } }')).toEqual({
        mission: {
          themes: ['Gouvernement ouvert', 'Donnée ouverte', 'Code source ouvert', 'Science des données'].map(
            (name) => ({ name }),
          ),
        },
      });
      expect(await told('{ themes { missions { entity { slug } } } }')).toEqual({
        themes: Array.from({ length: 4 }, () => ({ missions: [{ entity: { slug: 'etalab' } }] })),
      });
    });

    test.each([
      [
        'supports central administrations, for one the ministry of ecology',
        { kind: 'SUPPORTS', beneficiaryKind: 'CENTRAL_ADMINISTRATION', partner: { slug: 'ministere-de-l-ecologie' } },
      ],
      ['supports local authorities', { kind: 'SUPPORTS', beneficiaryKind: 'LOCAL_AUTHORITY', partner: null }],
      [
        'collaborates with OpenDataFrance, a community',
        { kind: 'COLLABORATES', partner: { slug: 'opendatafrance', kind: 'COMMUNITY' } },
      ],
      [
        'collaborates with OpenStreetMap, a community',
        { kind: 'COLLABORATES', partner: { slug: 'openstreetmap', kind: 'COMMUNITY' } },
      ],
      ['operates data.gouv.fr', { kind: 'OPERATES', service: { slug: 'data-gouv-fr' } }],
    ])('%s', async (_fact, action) => {
      expect(
        await told(
          '{ mission(slug: "etalab-donnees-publiques") { actions { kind beneficiaryKind partner { slug kind } service { slug } } } }',
        ),
      ).toMatchObject({ mission: { actions: expect.arrayContaining([expect.objectContaining(nested(action))]) } });
    });

    test('answers for data.gouv.fr', async () => {
      expect(await told('{ service(slug: "data-gouv-fr") { operator { slug } } }')).toEqual({
        service: { operator: { slug: 'etalab' } },
      });
    });
  });

  describe('the incubator', () => {
    test.each([
      ['builds digital public services', /Construire des services publics numériques/],
      ['means them to go live fast', /destinés à être ouverts rapidement/],
      [
        'runs services, which answer needs in perpetual evolution',
        /conduit des services, qui répondent à des besoins en évolution perpétuelle/,
      ],
      ['does not run time-limited projects', /non des projets limités dans le temps/],
      [
        "has one startup d'État created for each service",
        /Une startup d'État est créée spécialement pour chaque service/,
      ],
    ])('%s', async (_fact, words) => {
      expect(
        await told('{ entity(slug: "incubateur-de-services-numeriques") { missions { statement } } }'),
      ).toMatchObject({
        entity: { missions: [{ statement: expect.stringMatching(words) }] },
      });
    });
  });

  describe('a team', () => {
    test.each([
      ['INTRAPRENEUR', 1, 1, /Expert du métier, il vient d'une administration/],
      ['DEVELOPER', 1, 2, /prestataires, appelés par un marché public, et non des agents publics/],
      ['COACH', 1, 1, /Il apporte la méthode.*prestataires, appelés par un marché public/],
    ])('has %s, %d to %d', async (role, minimum, maximum, words) => {
      const { method } = await told('{ method { roles { role minimum maximum statement } } }');
      expect(method).toMatchObject({
        roles: expect.arrayContaining([{ role, minimum, maximum, statement: expect.stringMatching(words) }]),
      });
    });

    test('is 3 to 4 people, acting as one autonomous group', async () => {
      const { method } = await told('{ method { roles { minimum maximum statement } } }');
      const roles: { minimum: number; maximum: number; statement: string }[] = Object(method).roles;
      expect(roles.reduce((sum, { minimum }) => sum + minimum, 0)).toBe(3);
      expect(roles.reduce((sum, { maximum }) => sum + maximum, 0)).toBe(4);
      expect(roles[0]?.statement).toMatch(/trois à quatre personnes, qui agissent comme un groupe autonome/);
    });
  });

  describe('a startup is born', () => {
    test.each([
      [
        0,
        'of a project and the pain points that hinder it',
        /portent une idée ; elles nomment un projet et les irritants qui lui font obstacle/,
      ],
      [
        1,
        'by an agreement, which lets part of the cost be charged back',
        /Une convention.*refacturer une partie du coût de l'incubation, supporté par la DINSIC/,
      ],
      [
        2,
        'when the intrapreneur is hosted for six months',
        /mis à disposition pour six mois, hors de l'organisation verticale/,
      ],
      [
        3,
        'when coach and developers are called in by a central public contract',
        /appelés par l'intermédiaire d'un marché public central/,
      ],
      [4, 'constituted from nothing, for that service', /constituée à partir de rien, pour ce service/],
    ])('step %d: %s', async (position, _fact, words) => {
      const { method } = await told('{ method { steps { kind position statement } } }');
      expect(method).toMatchObject({
        steps: expect.arrayContaining([{ kind: 'BIRTH', position, statement: expect.stringMatching(words) }]),
      });
    });
  });

  describe('incubation', () => {
    test.each([
      [0, null, /six mois et compte quatre étapes/],
      [1, 'INVESTIGATION', /Les objectifs du service sont identifiés/],
      [2, 'CONSTRUCTION', /première solution est construite avec l'usager, testée, et la satisfaction est mesurée/],
      [3, 'CONSOLIDATION', /Les retours sont intégrés, et un plan de passage à l'échelle est proposé/],
      [
        4,
        'REINTEGRATION',
        /quitte l'incubateur pour son administration.*organigramme.*direction informatique.*conduit, le développe ou l'abandonne/,
      ],
    ])('step %d is %s', async (position, phase, words) => {
      const { method } = await told('{ method { steps { kind position phase statement } } }');
      expect(method).toMatchObject({
        steps: expect.arrayContaining([
          { kind: 'INCUBATION', position, phase, statement: expect.stringMatching(words) },
        ]),
      });
    });

    test('has four stages, in order', async () => {
      const { method } = await told('{ method { steps { phase } } }');
      const steps: { phase: string | null }[] = Object(method).steps;
      const phases = steps.map(({ phase }) => phase).filter((phase) => phase !== null);
      expect(phases).toEqual(['INVESTIGATION', 'CONSTRUCTION', 'CONSOLIDATION', 'REINTEGRATION']);
    });
  });

  describe('for example', () => {
    test.each([
      ['la-bonne-boite', 'La bonne boîte', ['pole-emploi']],
      ['maintenant', 'Maintenant', ['pole-emploi']],
      ['mes-aides', 'mes-aides.gouv.fr', []],
    ])('%s is a service and the startup created for it', async (slug, name, sponsors) => {
      expect(
        await told(
          `{ service(slug: "${slug}") { name startups { name sponsors { slug } incubators { slug } services { slug } } } }`,
        ),
      ).toEqual({
        service: {
          name,
          startups: [
            {
              name,
              sponsors: sponsors.map((sponsor) => ({ slug: sponsor })),
              incubators: [{ slug: 'incubateur-de-services-numeriques' }],
              services: [{ slug }],
            },
          ],
        },
      });
    });

    test.each([
      ['the DILA, with Légifrance', { partner: { slug: 'dila' }, service: { slug: 'legifrance' } }],
      ['the ministry of social affairs', { partner: { slug: 'ministere-des-affaires-sociales' } }],
      ['the CNAM', { partner: { slug: 'cnam' } }],
      ['the ministry of culture', { partner: { slug: 'ministere-de-la-culture' } }],
    ])('%s is involved', async (_fact, action) => {
      expect(
        await told(
          '{ mission(slug: "incubateur-services-publics-numeriques") { actions { partner { slug } service { slug } } } }',
        ),
      ).toMatchObject({ mission: { actions: expect.arrayContaining([expect.objectContaining(action)]) } });
    });
  });

  test('dates and links that the facts do not give stay empty', async () => {
    const facts = await told(
      '{ startups { nodes { startedOn phase phases { name } links { url } pitch } } services { nodes { url description } } entities { nodes { website contact } } }',
    );
    const text = JSON.stringify(facts);
    expect(text).not.toMatch(/https?:|"\d{4}-/);
    expect(text).toContain('"startedOn":null');
  });

  async function told(document: string): Promise<Record<string, unknown>> {
    const { data, errors } = await register.execute(document);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  }
});

function nested(action: object): object {
  return Object.fromEntries(
    Object.entries(action).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? expect.objectContaining(value) : value,
    ]),
  );
}
