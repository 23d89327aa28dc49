import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { MappedSource } from '../../src/importing/mappedSource.ts';
import { mapBetaGouv } from '../../src/importing/mapping/mapBetaGouv.ts';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { onEachDatabase } from '../support/databases.ts';
import { openRegister, type TestRegister, TODAY } from '../support/register.ts';
import { anIncluded, anOrganisation, aStartup, sourceFiles } from './sample.ts';

/** A source with the same bodies and services as the reference register, under other ids. */
const source = () =>
  mapBetaGouv(
    sourceFiles({
      organisations: [
        anOrganisation('dinum', { name: 'Direction interministérielle du numérique' }),
        anOrganisation('mc', { name: 'Ministère de la Culture', domaine_ministeriel: 'spm' }),
        anOrganisation('direction-de-l-information-legale-et-administrative', { name: 'La DILA' }),
        anOrganisation('francetravail', { domaine_ministeriel: 'travail', type: 'operateur' }),
      ],
      included: [anIncluded('dinum', { owner: '/organisations/dinum' })],
      startups: [
        aStartup('data.gouv.fr', { link: 'https://www.data.gouv.fr', sponsors: ['mc'] }),
        aStartup('la-bonne-boite', { link: 'https://labonneboite.example', sponsors: ['francetravail'] }),
      ],
    }),
    TODAY,
  );

/** The source as an earlier release read it: without pairs. */
function withoutPairs(mapped: MappedSource): MappedSource {
  const plain = <R extends { sameAs?: object }>(rows: readonly R[]) => rows.map(({ sameAs: _pair, ...row }) => row);
  return { ...mapped, entities: plain(mapped.entities), services: plain(mapped.services) };
}

onEachDatabase('Organisations that two sources give', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await openRegister(open);
  });
  beforeEach(() => register.empty());
  afterAll(() => register.close());

  async function query(document: string): Promise<Record<string, unknown>> {
    const { data, errors } = await register.execute(document);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  }

  test.each([
    ['the reference first', () => [readReference(), source()]],
    ['the source first', () => [source(), readReference()]],
    [
      'both, by an earlier release that did not know the pairs',
      () => [withoutPairs(readReference()), withoutPairs(source()), readReference(), source()],
    ],
  ])('are one: %s', async (_name, imports) => {
    for (const each of imports()) await register.load(each);
    const document = `{
      ministries: entities(filter: { kind: [MINISTRY] }) { nodes { slug name formerSlugs } }
      culture: entity(by: { slug: "ministere-de-la-culture" }) { slug sponsoredStartups { nodes { slug } } }
      dila: entities(filter: { slug: ["dila"] }) { nodes { slug } }
      incubator: entity(by: { slug: "incubateur-de-services-numeriques" }) { slug parent { slug } formerParents { endedOn } identifiers { value } }
      service: service(by: { slug: "data-gouv-fr" }) { slug operator { slug } startups { nodes { slug } } url }
      services { totalCount }
      bySponsor: startups(filter: { sponsors: { some: { slug: ["ministere-de-la-culture"] } } }) { nodes { slug } }
      mission: mission(by: { slug: "incubateur-services-publics-numeriques" }) { entity { slug } actions { partner { slug } } }
      past: entity(by: { slug: "incubateur-de-services-numeriques" }, on: "2017-06-15") { parent(on: "2017-06-15") { slug } }
      portfolio: entity(by: { slug: "francetravail" }) { portfolio(includePredecessors: true) { sponsoredStartups } }
    }`;
    expect(await query(document)).toEqual({
      ministries: {
        nodes: [
          { slug: 'ministere-de-l-ecologie', name: "Ministère de l'écologie", formerSlugs: [] },
          { slug: 'mc', name: 'Ministère de la Culture', formerSlugs: ['ministere-de-la-culture'] },
          { slug: 'ministere-des-affaires-sociales', name: 'Ministère des affaires sociales', formerSlugs: [] },
        ],
      },
      culture: { slug: 'mc', sponsoredStartups: { nodes: [{ slug: 'data.gouv.fr' }] } },
      dila: { nodes: [{ slug: 'direction-de-l-information-legale-et-administrative' }] },
      incubator: {
        slug: 'incubateur-dinum',
        parent: { slug: 'dinum' },
        formerParents: [{ endedOn: '2019-10-25' }],
        identifiers: [{ value: 'dinum' }],
      },
      service: {
        slug: 'data.gouv.fr',
        operator: { slug: 'etalab' },
        startups: { nodes: [{ slug: 'data.gouv.fr' }] },
        url: 'https://www.data.gouv.fr',
      },
      services: { totalCount: 5 },
      bySponsor: { nodes: [{ slug: 'data.gouv.fr' }] },
      mission: {
        entity: { slug: 'incubateur-dinum' },
        actions: expect.arrayContaining([{ partner: { slug: 'mc' } }]),
      },
      past: { parent: { slug: 'dinsic' } },
      // La bonne boîte counts once, Maintenant too.
      portfolio: { portfolio: { sponsoredStartups: 2 } },
    });
    // The source does not give the Prime Minister: the parents below come with the reference.
    await register.load(source());
    for (const each of [readReference(), source()]) expect(await register.load(each)).toMatchObject({ wrote: false });
  });
});
