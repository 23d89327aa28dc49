import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { databases } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

describe.each(databases())('The reference register on $name', ({ open }) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(readReference());
  });
  afterAll(() => register.close());

  describe('has the tree of the State of June 2017:', () => {
    const childrenOf = (slug: string) =>
      queryData(
        `{ entity(by: { slug: "${slug}" }) { children(on: "2017-06-15") { nodes { acronym name kind } totalCount } } }`,
      );

    test('the SGMAP is under the Prime Minister', async () => {
      expect(await childrenOf('premier-ministre')).toMatchObject({
        entity: { children: { totalCount: 1, nodes: [{ acronym: 'SGMAP', kind: 'SECRETARIAT' }] } },
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
      expect(await queryData('{ entity(by: { slug: "diat" }) { name missions { nodes { statement } } } }')).toEqual({
        entity: {
          name: "Direction interministérielle pour l'accompagnement des transformations publiques",
          missions: { nodes: [{ statement: 'Appuyer la transformation publique.' }] },
        },
      });
    });

    test('the DINSIC leads digital affairs and the information system of the State', async () => {
      expect(await queryData('{ entity(by: { slug: "dinsic" }) { missions { nodes { statement } } } }')).toMatchObject({
        entity: {
          missions: {
            nodes: [
              { statement: expect.stringMatching(/^Conduire le numérique et le système d'information de l'État/) },
            ],
          },
        },
      });
    });

    test('the DINSIC has four children: a department, two missions and a network', async () => {
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
      expect(await queryData('{ entity(by: { slug: "etalab" }) { ancestors(on: "2017-06-15") { slug } } }')).toEqual({
        entity: { ancestors: [{ slug: 'dinsic' }, { slug: 'sgmap' }, { slug: 'premier-ministre' }] },
      });
    });
  });

  describe('has Etalab, which', () => {
    test.each([
      ["contributes, with the State's administrations", /Contribuer, avec les administrations de l'État/],
      ['opens public data and has them reused', /l'ouverture et à la réutilisation des données publiques/],
      ['promotes data science', /la promotion de la science des données/],
      ['runs the Open Government Partnership', /la conduite du Partenariat pour un gouvernement ouvert/],
    ])('%s', async (_fact, words) => {
      expect(await queryData('{ entity(by: { slug: "etalab" }) { missions { nodes { statement } } } }')).toMatchObject({
        entity: { missions: { nodes: [{ statement: expect.stringMatching(words) }] } },
      });
    });

    test('has four themes: open government, open data, open source, data science', async () => {
      expect(await queryData('{ mission(by: { slug: "etalab-donnees-publiques" }) { themes { name } } }')).toEqual({
        mission: {
          themes: ['Gouvernement ouvert', 'Donnée ouverte', 'Code source ouvert', 'Science des données'].map(
            (name) => ({ name }),
          ),
        },
      });
      expect(await queryData('{ themes { nodes { missions { nodes { entity { slug } } } } } }')).toEqual({
        themes: { nodes: Array.from({ length: 4 }, () => ({ missions: { nodes: [{ entity: { slug: 'etalab' } }] } })) },
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
        await queryData(
          '{ mission(by: { slug: "etalab-donnees-publiques" }) { actions { kind beneficiaryKind partner { slug kind } service { slug } } } }',
        ),
      ).toMatchObject({ mission: { actions: expect.arrayContaining([expect.objectContaining(nested(action))]) } });
    });

    test('is the operator of data.gouv.fr', async () => {
      expect(await queryData('{ service(by: { slug: "data-gouv-fr" }) { operator { slug } } }')).toEqual({
        service: { operator: { slug: 'etalab' } },
      });
    });
  });

  describe('has the incubator, which', () => {
    test.each([
      ['builds digital public services', /Construire des services publics numériques/],
      ['intends to open them quickly', /destinés à être ouverts rapidement/],
      [
        'runs services, whose needs evolve continuously',
        /conduit des services, qui répondent à des besoins en évolution perpétuelle/,
      ],
      ['does not run time-limited projects', /non des projets limités dans le temps/],
      [
        "has one startup d'État created for each service",
        /Une startup d'État est créée spécialement pour chaque service/,
      ],
    ])('%s', async (_fact, words) => {
      expect(
        await queryData(
          '{ entity(by: { slug: "incubateur-de-services-numeriques" }) { missions { nodes { statement } } } }',
        ),
      ).toMatchObject({
        entity: { missions: { nodes: [{ statement: expect.stringMatching(words) }] } },
      });
    });
  });

  describe('has the rule of a team, which', () => {
    test.each([
      ['INTRAPRENEUR', 1, 1, /Expert du métier, il vient d'une administration/],
      ['DEVELOPER', 1, 2, /prestataires, appelés par un marché public, et non des agents publics/],
      ['COACH', 1, 1, /Il apporte la méthode.*prestataires, appelés par un marché public/],
    ])('has %s, %d to %d', async (role, minimum, maximum, words) => {
      const { method } = await queryData('{ method { roles { role minimum maximum statement } } }');
      expect(method).toMatchObject({
        roles: expect.arrayContaining([{ role, minimum, maximum, statement: expect.stringMatching(words) }]),
      });
    });

    test('has 3 to 4 people, who act as one autonomous group', async () => {
      const { method } = await queryData('{ method { roles { minimum maximum statement } } }');
      const roles: { minimum: number; maximum: number; statement: string }[] = Object(method).roles;
      expect(roles.reduce((sum, { minimum }) => sum + minimum, 0)).toBe(3);
      expect(roles.reduce((sum, { maximum }) => sum + maximum, 0)).toBe(4);
      expect(roles[0]?.statement).toMatch(/trois à quatre personnes, qui agissent comme un groupe autonome/);
    });
  });

  describe('has the birth of a startup', () => {
    test.each([
      [
        0,
        'people name a project and its pain points',
        /portent une idée ; elles nomment un projet et les irritants qui lui font obstacle/,
      ],
      [
        1,
        'an agreement, under which part of the cost is charged back',
        /Une convention.*refacturer une partie du coût de l'incubation, supporté par la DINSIC/,
      ],
      [
        2,
        'the intrapreneur is hosted for six months',
        /mis à disposition pour six mois, hors de l'organisation verticale/,
      ],
      [
        3,
        'the coach and the developers come through a central public contract',
        /appelés par l'intermédiaire d'un marché public central/,
      ],
      [4, 'the startup is constituted for the service', /constituée à partir de rien, pour ce service/],
    ])('step %d: %s', async (position, _fact, words) => {
      const { method } = await queryData('{ method { steps { kind position statement } } }');
      expect(method).toMatchObject({
        steps: expect.arrayContaining([{ kind: 'BIRTH', position, statement: expect.stringMatching(words) }]),
      });
    });
  });

  describe('has incubation, which', () => {
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
    ])('has step %d, in phase %s', async (position, phase, words) => {
      const { method } = await queryData('{ method { steps { kind position phase statement } } }');
      expect(method).toMatchObject({
        steps: expect.arrayContaining([
          { kind: 'INCUBATION', position, phase, statement: expect.stringMatching(words) },
        ]),
      });
    });

    test('has four stages, in order', async () => {
      const { method } = await queryData('{ method { steps { phase } } }');
      const steps: { phase: string | null }[] = Object(method).steps;
      const phases = steps.map(({ phase }) => phase).filter((phase) => phase !== null);
      expect(phases).toEqual(['INVESTIGATION', 'CONSTRUCTION', 'CONSOLIDATION', 'REINTEGRATION']);
    });
  });

  describe('has the examples:', () => {
    test.each([
      ['la-bonne-boite', 'La bonne boîte', ['pole-emploi']],
      ['maintenant', 'Maintenant', ['pole-emploi']],
      ['mes-aides', 'mes-aides.gouv.fr', []],
    ])('%s is a service and the startup created for it', async (slug, name, sponsors) => {
      expect(
        await queryData(
          `{ service(by: { slug: "${slug}" }) { name startups { nodes { name sponsors { slug } incubators { slug } services { nodes { slug } } } } } }`,
        ),
      ).toEqual({
        service: {
          name,
          startups: {
            nodes: [
              {
                name,
                sponsors: sponsors.map((sponsor) => ({ slug: sponsor })),
                incubators: [{ slug: 'incubateur-de-services-numeriques' }],
                services: { nodes: [{ slug }] },
              },
            ],
          },
        },
      });
    });

    test.each([
      ['the DILA (with Légifrance)', { partner: { slug: 'dila' }, service: { slug: 'legifrance' } }],
      ['the ministry of social affairs', { partner: { slug: 'ministere-des-affaires-sociales' } }],
      ['the CNAM', { partner: { slug: 'cnam' } }],
      ['the ministry of culture', { partner: { slug: 'ministere-de-la-culture' } }],
    ])('the incubator works with %s', async (_fact, action) => {
      expect(
        await queryData(
          '{ mission(by: { slug: "incubateur-services-publics-numeriques" }) { actions { partner { slug } service { slug } } } }',
        ),
      ).toMatchObject({ mission: { actions: expect.arrayContaining([expect.objectContaining(action)]) } });
    });
  });

  test('no longer shows the organisations of 2017 as those of today', async () => {
    expect(
      await queryData(
        '{ entities(filter: { slug: ["dinsic", "sgmap", "diat", "disic", "pole-emploi"], isOpen: true }) { totalCount } missions(filter: { isOpen: true }) { nodes { entity { closedOn } } } etalab: entity(by: { slug: "etalab" }) { parent { slug } } }',
      ),
    ).toEqual({
      entities: { totalCount: 0 },
      missions: { nodes: [{ entity: { closedOn: null } }, { entity: { closedOn: null } }] },
      etalab: { parent: { slug: 'dinum' } },
    });
  });

  test('has no dates and no links that its source does not give', async () => {
    const facts = await queryData(
      '{ startups { nodes { startedOn phase phases { name } links { url } pitch } } services { nodes { url description } } entities { nodes { website contact } } }',
    );
    const text = JSON.stringify(facts);
    expect(text).not.toMatch(/https?:|"\d{4}-/);
    expect(text).toContain('"startedOn":null');
  });

  async function queryData(document: string): Promise<Record<string, unknown>> {
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
