import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { aMission, anEntity, aService, aSource, aStartup } from '../support/builders.ts';
import { databases } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';
import { randomRuns } from '../support/tier.ts';
import type { SearchHit } from './searchHits.ts';
import { hitNames, markedExcerpt, SEARCH, searchHits } from './searchHits.ts';

const LONG =
  'Depuis toujours, les agents des guichets remplissent les mêmes formulaires, reportent les mêmes informations et relancent les mêmes personnes, sans que personne ne sache où en est le dossier. Ce service rassemble toutes les démarches en un lieu, et montre à chacun où en sont ses pièces justificatives, du premier dépôt à la décision.';

const CORPUS = aSource({
  entities: [
    anEntity('etalab', { name: 'Mission Etalab', acronym: 'Etalab', ministryDomain: 'Numérique' }),
    anEntity('dila', { name: 'Direction de l’information légale et administrative', acronym: 'DILA' }),
    anEntity('incubateur', { name: 'Incubateur de services numériques', kind: 'INCUBATOR' }),
    anEntity('oeuvres', { name: 'Office des œuvres' }),
  ],
  missions: [aMission('ouverture', 'etalab', { name: 'Ouverture', statement: 'Ouvrir les données publiques.' })],
  services: [
    aService('legifrance', { name: 'Légifrance', description: 'Le droit en accès libre.' }),
    aService('demarche', { name: 'Démarche', description: 'Une seule.' }),
  ],
  startups: [
    aStartup('mes-aides', { name: 'mes-aides.gouv.fr', pitch: 'Simuler ses droits en une démarche.' }),
    aStartup('demarches-simplifiees', { name: 'Démarches simplifiées', pitch: 'Dématérialiser.' }),
    aStartup('guichet', { name: 'Guichet', pitch: LONG }),
    aStartup('boite', { name: 'La bonne boîte', topics: ['Emploi', 'Recrutement'], technologies: ['Ruby'] }),
    aStartup('emplois', { name: 'Les emplois de l’inclusion', pitch: 'L’emploi pour tous.' }),
  ],
});

describe.each(databases())('A search on $name', ({ open }) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(CORPUS);
  });
  afterAll(() => register.close());

  const search = (text: string, given: Record<string, unknown> = {}) => searchHits(register, text, given);

  describe('ranks', () => {
    test('an exact name first, then words of names, then stems, then texts', async () => {
      expect(hitNames(await search('démarche'))).toEqual([
        'Démarche',
        'Démarches simplifiées',
        'mes-aides.gouv.fr',
        'Guichet',
      ]);
    });

    test('names before texts that contain the same word', async () => {
      expect(hitNames(await search('emploi'))).toEqual(['Les emplois de l’inclusion', 'La bonne boîte']);
    });

    test('an acronym and a slug as high as a name', async () => {
      expect(hitNames(await search('DILA'))[0]).toBe('Direction de l’information légale et administrative');
      expect(hitNames(await search('mes aides'))[0]).toBe('mes-aides.gouv.fr');
    });
  });

  describe('finds', () => {
    test.each([
      ['the plural of a word by its singular', 'donnée publique', 'Ouverture'],
      ['the singular by the plural', 'démarches', 'Démarche'],
      ['a word with accents by the word without them', 'legifrance', 'Légifrance'],
      ['a word without accents by the word with them', 'étalab', 'Mission Etalab'],
      ['a ligature by its two letters', 'oeuvres', 'Office des œuvres'],
      ['two letters by their ligature', 'œuvre', 'Office des œuvres'],
      ['lower case by upper case', 'LÉGIFRANCE', 'Légifrance'],
      ['a word from one with an extra letter', 'incubateurr', 'Incubateur de services numériques'],
      ['a word from one with a missing letter', 'etalb', 'Mission Etalab'],
      ['a long word from one with a missing letter', 'legifrnce', 'Légifrance'],
      ['a word from one with a wrong letter', 'incubatour', 'Incubateur de services numériques'],
      ['a word from one with two swapped letters', 'demrache', 'Démarche'],
      ['a word from its misspelled plural', 'demrches', 'Démarche'],
      ['a word from its beginning', 'incubat', 'Incubateur de services numériques'],
      ['several words, the last of them incomplete', 'bonne bo', 'La bonne boîte'],
      ['a word after an elision', "l'information", 'Direction de l’information légale et administrative'],
      ['a name written as one word', 'mesaides', 'mes-aides.gouv.fr'],
      ['an address', 'mes-aides.gouv.fr', 'mes-aides.gouv.fr'],
      ['words in any order', 'numérique service', 'Incubateur de services numériques'],
      ['words of a name and of a text', 'ouverture publiques', 'Ouverture'],
      ['a topic', 'recrutement', 'La bonne boîte'],
      ['a technology', 'ruby', 'La bonne boîte'],
      ['a ministry domain', 'etalab numérique', 'Mission Etalab'],
      ['stop words, when there are no others', 'la', 'La bonne boîte'],
    ])('%s', async (_situation, text, name) => {
      expect(hitNames(await search(text))).toContain(name);
    });

    test('only hits with every word', async () => {
      expect(hitNames(await search('démarche droits'))).toEqual(['mes-aides.gouv.fr']);
      expect(hitNames(await search('démarche introuvable'))).toEqual([]);
    });

    test('no similar words of a word that exists in the register', async () => {
      expect(hitNames(await search('droit'))).toEqual(['Légifrance', 'mes-aides.gouv.fr']);
      expect(hitNames(await search('ruby '))).toEqual(['La bonne boîte']);
    });

    test('no longer words for a word that a space ends', async () => {
      expect(hitNames(await search('incubat '))).toEqual([]);
    });

    test('closed entities as well', async () => {
      await register.pool.query(`UPDATE entity SET closed_on = '2019-10-27' WHERE slug = 'etalab'`);
      expect(hitNames(await search('etalab'))).toContain('Mission Etalab');
    });
  });

  describe('returns', () => {
    test('the positions of the matches, whatever their accents and plurals', async () => {
      expect(markedExcerpt((await search('demarche simplifiee'))[0])).toBe('NAME: [Démarches] [simplifiées]');
      expect(markedExcerpt((await search('ouvre donnees'))[0])).toBe('STATEMENT: [Ouvrir] les [données] publiques.');
      expect(markedExcerpt((await search('etalb'))[0])).toBe('NAME: Mission [Etalab]');
      expect(markedExcerpt((await search('recrut'))[0])).toBe('TOPICS: Emploi, [Recrutement]');
    });

    test('about 200 characters of a long text, around most of the matches', async () => {
      const [hit] = await search('pieces justificatives demarche');
      expect(hit?.field).toBe('PITCH');
      expect(hit?.excerpt.length).toBeLessThanOrEqual(202);
      expect(markedExcerpt(hit)).toMatch(/^PITCH: ….*\[démarches\].*\[pièces\] \[justificatives\].*$/);
    });

    test('the whole name as a match, when the search text joins its words', async () => {
      expect(markedExcerpt((await search('mesaides'))[0])).toBe('NAME: [mes-aides.gouv.fr]');
      expect(markedExcerpt((await search('labonneboite'))[0])).toBe('NAME: [La bonne boîte]');
    });
  });

  describe('counts', () => {
    test('the hits of the requested kinds, and the hits of every kind', async () => {
      const { data, statements } = await register.execute(
        '{ search(text: "démarche", kinds: [SERVICE]) { totalCount kinds { value label count } } }',
      );
      expect(data).toEqual({
        search: {
          totalCount: 1,
          kinds: [
            { value: 'ENTITY', label: 'Entité', count: 0 },
            { value: 'MISSION', label: 'Mission', count: 0 },
            { value: 'SERVICE', label: 'Service', count: 1 },
            { value: 'STARTUP', label: 'Startup d’État', count: 3 },
          ],
        },
      });
      expect(statements).toHaveLength(1);
    });

    test('only hits of the requested kinds, in the same order', async () => {
      const withoutCursor = (hits: SearchHit[]) => hits.map((hit) => ({ ...hit, cursor: null }));
      const all = await search('e');
      expect(all).toHaveLength(12);
      for (const kinds of [['STARTUP'], ['SERVICE', 'STARTUP'], ['ENTITY', 'MISSION']]) {
        expect(withoutCursor(await search('e', { kinds }))).toEqual(
          withoutCursor(all.filter(({ node }) => kinds.includes(node.__typename.toUpperCase()))),
        );
      }
      expect(await search('démarche', { kinds: [] })).toEqual([]);
    });
  });

  test.each(['', ' ', '…', '& | ! : * ( )', '%', '__', '\\', "'", '"', '👩‍👩‍👧', '<->'])(
    'returns no hits for a text without words: %s',
    async (text) => {
      expect(await search(text)).toEqual([]);
    },
  );

  test.each([
    ['a'.repeat(10_000), 'TEXT_TOO_LONG'],
    ['a b c d e f g h i j k l m', 'LIST_TOO_LONG'],
    ['nul \0', 'TEXT_INVALID'],
    ['half a pair \ud83d', 'TEXT_INVALID'],
  ])('rejects %.20s… with %s', async (text, code) => {
    const { errors } = await register.execute(SEARCH, { text });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  });

  test('of any text returns matches within their excerpts, or a documented error', async () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.string({ unit: fc.constantFrom(...`démarches simplifiées'"&|!:*()<>-%_\\/.@#½œ 1e`), maxLength: 40 }),
      fc.stringMatching(/^[a-zé]{1,30}( [a-z]{1,12}){0,3}$/),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        const { data, errors } = await register.execute(SEARCH, { text });
        if (errors) {
          expect(errors.map(({ extensions }) => extensions.code)).toEqual([
            expect.stringMatching(/^(TEXT_INVALID|LIST_TOO_LONG)$/),
          ]);
          return;
        }
        const { search: page }: { search: { edges: SearchHit[] } } = JSON.parse(JSON.stringify(data));
        for (const { excerpt, matches } of page.edges) {
          for (const { start, end } of matches) {
            expect(excerpt.slice(start, end)).toMatch(/^[\p{L}\p{M}\p{N}].*[\p{L}\p{M}\p{N}]$|^[\p{L}\p{N}]$/u);
          }
        }
      }),
      randomRuns(15, 150),
    );
  });

  test('as of an earlier version finds the rows of that version', async () => {
    const { rows } = await register.pool.query<{ version: number }>('SELECT version FROM register');
    await register.load({
      ...CORPUS,
      startups: CORPUS.startups.map((each) => (each.slug === 'guichet' ? { ...each, name: 'Comptoir' } : each)),
    });
    const { data, errors } = await register.execute(
      `query ($version: Int!) {
        search(text: "guichets agents") { nodes { ... on Startup { name } } }
        comptoir: search(text: "comptoir") { totalCount }
        at(asOf: { version: $version }) { search(text: "guichets agents") { nodes { ... on Startup { name team { size } } } } comptoir: search(text: "comptoir") { totalCount } suggest(text: "guiche") { name node { ... on Node { id } } } }
      }`,
      { version: rows[0]?.version },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      search: { nodes: [{ name: 'Comptoir' }] },
      comptoir: { totalCount: 1 },
      at: {
        search: { nodes: [{ name: 'Guichet', team: { size: 0 } }] },
        comptoir: { totalCount: 0 },
        suggest: [{ name: 'Guichet', node: { id: expect.stringMatching(/^startup_\d+@\d+$/) } }],
      },
    });
  });
});
