import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { MappedStartup } from '../../src/importing/mappedSource.ts';
import { proposeMerges } from '../../src/importing/review/proposeMerges.ts';
import { readerOn } from '../../src/sql/reader.ts';
import { aMembership, anEntity, aSource, aStartup } from '../support/builders.ts';
import { databases } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';

const website = (url: string) => [{ kind: 'WEBSITE', url } as const];
const OTHER = aStartup('cartobio', {
  name: 'CartoBio',
  sponsors: ['caisse'],
  links: website('https://cartobio.example'),
});

/** A source with these startups. The members of `itou` are those of `emplois` later. */
function source(startups: MappedStartup[]) {
  const members = startups.some(({ slug }) => slug === 'emplois') ? 'emplois' : 'itou';
  return aSource({
    entities: [anEntity('caisse')],
    startups,
    memberships: ['ada', 'bob'].flatMap((member) =>
      startups.some(({ slug }) => slug === members) ? [aMembership(member, members)] : [aMembership(member, null)],
    ),
  });
}

describe.each(databases())('registre import --review on $name', ({ open }) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
  });
  beforeEach(() => register.empty());
  afterAll(() => register.close());

  const review = () => proposeMerges(readerOn(register.pool));

  test('proposes the startup that came with the site, the members and the sponsors of an absent one', async () => {
    const itou = { name: 'Plateforme de l’inclusion', sponsors: ['caisse'] };
    await register.load(
      source([OTHER, aStartup('itou', { ...itou, links: website('https://www.emplois.example/') })]),
      {
        today: '2026-02-01',
      },
    );
    const emplois = aStartup('emplois', {
      name: 'Les emplois',
      sponsors: ['caisse'],
      links: website('http://emplois.example'),
    });
    const newcomer = aStartup('tout-autre', { name: 'Tout autre', sponsors: ['caisse'] });
    await register.load(source([OTHER, emplois, newcomer]), { today: '2026-03-01' });
    expect(await review()).toEqual({
      absent: ['itou'],
      proposals: [
        {
          startup: 'itou',
          name: 'Plateforme de l’inclusion',
          absentSince: '2026-03-01',
          into: 'emplois',
          intoName: 'Les emplois',
          score: 0.87,
          reasons: ['same site', '2 of 2 members', 'same sponsors'],
          command:
            'mutation { mergeStartups(input: { startup: "itou", into: "emplois", on: "2026-03-01" }) { startup { slug formerSlugs } } }',
        },
      ],
    });
  });

  test('its command merges the two, and there is nothing left to review', async () => {
    await register.load(source([OTHER, aStartup('itou', { name: 'Les emplois' })]), { today: '2026-02-01' });
    await register.load(source([OTHER, aStartup('emplois', { name: 'Les Emplois' })]), { today: '2026-03-01' });
    const [proposal] = (await review()).proposals;
    expect(proposal?.reasons).toEqual(['same name', '2 of 2 members']);
    expect(await register.execute(proposal?.command ?? '')).toMatchObject({
      data: { mergeStartups: { startup: { slug: 'emplois', formerSlugs: ['itou'] } } },
    });
    expect(await review()).toEqual({ absent: [], proposals: [] });
  });

  test('proposes no startup that was there before, nor one of the same sponsors alone', async () => {
    await register.load(source([OTHER, aStartup('itou', { name: 'CartoBio', sponsors: ['caisse'] })]));
    await register.load(source([OTHER, aStartup('nouvelle', { name: 'Nouvelle', sponsors: ['caisse'] })]));
    expect(await review()).toEqual({ absent: ['itou'], proposals: [] });
  });

  test('proposes the startup whose source names the absent one, even if it was there before', async () => {
    const emplois = { name: 'Les emplois' };
    await register.load(source([OTHER, aStartup('itou'), aStartup('emplois', emplois)]));
    await register.load(source([OTHER, aStartup('emplois', { ...emplois, formerIds: ['startup/itou'] })]));
    const { proposals } = await review();
    expect(proposals).toMatchObject([{ startup: 'itou', into: 'emplois', score: 1 }]);
  });
});
