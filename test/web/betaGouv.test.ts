import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { mapBetaGouv } from '../../src/importing/mapping/mapBetaGouv.ts';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { change } from '../../src/register/change.ts';
import { readerOn } from '../../src/sql/reader.ts';
import { readBetaGouvData } from '../../src/web/betaGouv/betaGouvData.ts';
import { BETA_GOUV_FILES } from '../../src/web/betaGouv/betaGouvFiles.ts';
import { serveBetaGouv } from '../../src/web/betaGouv/serveBetaGouv.ts';
import { BETA_GOUV_UNKNOWN } from '../../src/web/webErrors.ts';
import { anIncluded, anOrganisation, aStartup as aSourceStartup, sourceFiles } from '../importing/sample.ts';
import type { Reply, TestServer } from '../server/testServer.ts';
import { startTestServer } from '../server/testServer.ts';
import { anEntity, aPhase, aSource, aStartup } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';

const PUBLIC_URL = 'https://registre.example/registre';

/** Data of beta.gouv.fr: an incubator and an organisation with the same ID, and every representation of an empty value. */
const BETA = mapBetaGouv(
  sourceFiles({
    startups: [
      aSourceStartup(
        'a-b',
        {
          name: ' Une ; « deux » "trois"\nlignes ',
          pitch: 'L&#39;État',
          link: 'https://a.gouv.fr/?x=1;y=2',
          repository: 'https://github.com/a',
          accessibility_status: 'non conforme',
          analyse_risques: 'true',
          sponsors: ['ademe'],
          events: [{ name: 'end', date: '2024-01-01', comment: '' }],
          phases: [
            { name: 'construction', start: '2020-01-01', end: '' },
            { name: 'investigation', start: '2020-01-01', end: '' },
            { name: 'acceleration', start: '2021-01-01', end: '' },
          ],
        },
        ['ademe', 'cache'],
      ),
      aSourceStartup('a', { name: 'Deux', pitch: '', contact: 'prenom.nom@a.gouv.fr' }, ['ademe']),
    ],
    included: [
      anIncluded('ademe', {
        title: 'Accélérateur',
        owner: '/organisations/ademe',
        github: 'https://github.com/ademe ',
      }),
      anIncluded('vide'),
    ],
    incubators: {
      cache: { startups: [] },
      ademe: { title: 'Accélérateur', address: ' 1 rue d&#39;Ici ', website: null, startups: [] },
    },
    organisations: [anOrganisation('ademe', { name: 'L&#39;ADEME', type: 'operateur' }), anOrganisation('Été')],
  }),
  '2026-08-20',
);

onEachDatabase('The API v2.7 of beta.gouv.fr', (open) => {
  let server: TestServer;
  const get = (file: string, init?: RequestInit) => server.send(`/api/v2.7/${file}`, init);
  const json = async (file: string) => JSON.parse((await get(file)).text);
  const load = (...given: Parameters<TestServer['register']['load']>) => server.register.load(...given);

  beforeAll(async () => {
    server = await startTestServer(open, null, undefined, {
      addRoutes: (app, { pool }) => serveBetaGouv(app, { pool, publicUrl: PUBLIC_URL, directory: '/nowhere' }),
    });
  });
  afterAll(() => server.close());

  describe('of the reference register', () => {
    beforeAll(async () => {
      await server.register.empty();
      await load(readReference());
    });

    test('has its startups, which have no phase and no URL yet', async () => {
      const { links, data, included } = await json('startups.json');
      expect(links).toEqual({ self: `${PUBLIC_URL}/api/v2.7/startups.json` });
      expect(data.map(({ id }: { id: string }) => id)).toEqual(['la-bonne-boite', 'maintenant', 'mes-aides']);
      expect(data[0]).toEqual({
        id: 'la-bonne-boite',
        type: 'startup',
        attributes: {
          name: 'La bonne boîte',
          pitch: null,
          stats_url: null,
          impact_url: null,
          link: null,
          contact: null,
          content_url_encoded_markdown: null,
          events: [],
          phases: [],
          sponsors: ['pole-emploi'],
          thematiques: [],
          technos: [],
        },
        relationships: {
          incubator: { data: { type: 'incubator', id: 'incubateur-de-services-numeriques' } },
          incubators: { data: [{ type: 'incubator', id: 'incubateur-de-services-numeriques' }] },
        },
      });
      expect(included).toEqual([
        {
          id: 'incubateur-de-services-numeriques',
          type: 'incubator',
          attributes: {
            title: 'Mission Incubateur de services numériques',
            owner: '/organisations/dinum',
            website: null,
            github: null,
            contact: null,
          },
        },
      ]);
    });

    test('has every other entity as an organisation of one of the six types', async () => {
      const organisations: { id: string; type: string }[] = await json('organisations.json');
      const typeOf = (id: string) => organisations.find((each) => each.id === id)?.type;
      expect(typeOf('premier-ministre')).toBe('administration-centrale');
      expect(typeOf('etalab')).toBe('administration-centrale');
      expect(typeOf('pole-emploi')).toBe('operateur');
      expect(typeOf('cnam')).toBe('securite-sociale');
      expect(typeOf('openstreetmap')).toBe('autre');
      expect(typeOf('incubateur-de-services-numeriques')).toBeUndefined();
      const byId = Object.fromEntries(organisations.map(({ id, ...rest }) => [id, rest]));
      const sponsors = await json('sponsors.json');
      expect(sponsors).toEqual(byId);
      expect(Object.keys(sponsors)).toEqual(organisations.map(({ id }) => id));
    });

    test('has a CSV row of twelve cells for each startup', async () => {
      const { text, type } = await get('startups.csv');
      expect(type).toBe('text/csv; charset=utf-8; header=present');
      expect(text.split('\n').slice(0, 2)).toEqual([
        'id;name;mission;start;status;incubator;stats;link;repository;accessibility;contact;incubators',
        'la-bonne-boite;La bonne boîte;;;;incubateur-de-services-numeriques;;;;;;incubateur-de-services-numeriques',
      ]);
    });
  });

  describe('of imported data of beta.gouv.fr', () => {
    beforeAll(async () => {
      await server.register.empty();
      await load(BETA);
    });

    test('has the same IDs in the same order, with repaired values', async () => {
      const { data, included } = await json('startups.json');
      expect(data.map(({ id }: { id: string }) => id)).toEqual(['a-b', 'a']);
      expect(data[0].attributes).toEqual({
        name: 'Une ; « deux » "trois" lignes',
        pitch: "L'État",
        stats_url: null,
        impact_url: null,
        link: 'https://a.gouv.fr/?x=1;y=2',
        repository: 'https://github.com/a',
        contact: null,
        content_url_encoded_markdown: null,
        events: [{ name: 'end', date: '2024-01-01', comment: null }],
        phases: [
          { name: 'construction', start: '2020-01-01', end: '2021-01-01' },
          { name: 'investigation', start: '2020-01-01', end: '2020-01-01' },
          { name: 'acceleration', start: '2021-01-01', end: null },
        ],
        sponsors: ['ademe'],
        thematiques: [],
        technos: [],
        analyse_risques: 'true',
        accessibility_status: 'non conforme',
      });
      // The historical one first.
      expect(data[0].relationships.incubators.data.map(({ id }: { id: string }) => id)).toEqual(['cache', 'ademe']);
      expect(data[1].attributes).toMatchObject({ pitch: null, contact: null });
      expect(included).toEqual([
        {
          id: 'ademe',
          type: 'incubator',
          attributes: {
            title: 'Accélérateur',
            owner: '/organisations/ademe',
            website: null,
            github: 'https://github.com/ademe',
            contact: null,
          },
        },
        { id: 'vide', type: 'incubator', attributes: expect.objectContaining({ owner: null, github: null }) },
      ]);
      expect(await json('organisations.json')).toEqual([
        { id: 'ademe', name: "L'ADEME", acronym: null, domaine_ministeriel: 'spm', type: 'operateur' },
        { id: 'Été', name: 'Été', acronym: null, domaine_ministeriel: 'spm', type: 'administration-centrale' },
      ]);
    });

    test('has only the startups of a hidden incubator, and no key startups for an incubator without any', async () => {
      const incubators = await json('incubators.json');
      expect(Object.keys(incubators)).toEqual(['cache', 'ademe', 'vide']);
      expect(Object.keys(incubators.cache)).toEqual(['startups']);
      expect(incubators.ademe).toMatchObject({ title: 'Accélérateur', address: "1 rue d'Ici", website: null });
      expect(incubators.ademe.startups.map(({ id }: { id: string }) => id)).toEqual(['a-b', 'a']);
      expect(incubators.ademe.startups[0].phases.at(-1)).toEqual({ name: 'acceleration', start: '2021-01-01' });
      expect(Object.keys(incubators.vide)).not.toContain('startups');
    });

    test('has CSV that a strict parser reads, whatever the texts contain', async () => {
      const rows: string[][] = parse((await get('startups.csv')).text, { delimiter: ';' });
      expect(rows.map((row) => row.length)).toEqual([12, 12, 12]);
      expect(rows[1]).toEqual([
        'a-b',
        'Une ; « deux » "trois" lignes',
        "L'État",
        '2020-01-01',
        'acceleration',
        'cache',
        '',
        'https://a.gouv.fr/?x=1;y=2',
        'https://github.com/a',
        'non conforme',
        '',
        'cache,ademe',
      ]);
    });

    test('links to the equivalent GraphQL query', async () => {
      const { data } = await json('startups.json');
      expect(await idsBehindLink('startups.json', ({ slug }) => slug)).toEqual(idsIn(data));
      expect(await idsBehindLink('startups.csv', ({ slug }) => slug)).toEqual(idsIn(data));
      const organisations = idsIn(await json('organisations.json'));
      for (const file of ['organisations.json', 'sponsors.json']) {
        expect(await idsBehindLink(file, idUnder('beta.gouv.fr/organisations'))).toEqual(organisations);
      }
      expect(await idsBehindLink('incubators.json', idUnder('beta.gouv.fr/incubateurs'))).toEqual(
        Object.keys(await json('incubators.json')).sort(),
      );
    });
  });

  describe('of data that only the register has', () => {
    beforeAll(async () => {
      await server.register.empty();
      await load(
        aSource({
          entities: [anEntity('fabrique', { kind: 'INCUBATOR' }), anEntity('porteur', { kind: 'SUPPLIER' })],
          startups: [
            aStartup('sortie', {
              sponsors: ['porteur', 'fabrique'],
              incubators: ['fabrique'],
              phases: [
                aPhase('CONSOLIDATION', '2020-01-01', '2020-06-01'),
                aPhase('REINTEGRATION', '2020-06-01', '2020-09-01'),
                aPhase('TRANSFERRED', '2020-09-01'),
              ],
            }),
            aStartup('en-sortie', { phases: [aPhase('REINTEGRATION', '2020-06-01')] }),
          ],
        }),
      );
    });

    test('has the ré-intégration as a phase of v2.7', async () => {
      const { data } = await json('startups.json');
      expect(data.map(({ attributes }: { attributes: { phases: unknown } }) => attributes.phases)).toEqual([
        [{ name: 'consolidation', start: '2020-06-01', end: null }],
        [
          { name: 'consolidation', start: '2020-01-01', end: '2020-09-01' },
          { name: 'transfere', start: '2020-09-01', end: null },
        ],
      ]);
      const rows: string[][] = parse((await get('startups.csv')).text, { delimiter: ';', from: 2 });
      expect(rows.map(([id, , , start, status]) => [id, start, status])).toEqual([
        ['en-sortie', '2020-06-01', 'consolidation'],
        ['sortie', '2020-01-01', 'transfere'],
      ]);
    });

    test('references existing entries only, also for an incubator that sponsors', async () => {
      const [, { attributes, relationships }] = (await json('startups.json')).data;
      const sponsors = await json('sponsors.json');
      expect(attributes.sponsors).toEqual(['porteur', 'fabrique']);
      expect(sponsors.fabrique.type).toBe('autre');
      expect(sponsors.porteur.type).toBe('autre');
      expect(relationships.incubator.data.id).toBe('fabrique');
      expect(Object.keys(await json('incubators.json'))).toEqual(['fabrique']);
    });

    test('has null where a startup has no incubator', async () => {
      const [{ relationships }] = (await json('startups.json')).data;
      expect(relationships).toEqual({ incubator: { data: null }, incubators: { data: [] } });
    });
  });

  test('sends two statements, whatever the size of the register', async () => {
    await server.register.empty();
    const statements: string[] = [];
    const reader = readerOn(server.register.pool, ({ text }) => statements.push(text));
    await readBetaGouvData(reader);
    const entities = Array.from({ length: 120 }, (_, at) => anEntity(`e${at}`, { kind: 'INCUBATOR' }));
    const startups = entities.map(({ slug }) => aStartup(`s-${slug}`, { incubators: [slug], sponsors: [slug] }));
    await load(aSource({ entities, startups }));
    expect((await readBetaGouvData(reader)).startups).toHaveLength(120);
    expect(statements).toHaveLength(4);
    expect(new Set(statements).size).toBe(2);
  });

  describe('over HTTP', () => {
    test.each(BETA_GOUV_FILES)('%s has headers for its successor, for CORS and for caching', async (file) => {
      const { status, headers } = await get(file);
      expect(status).toBe(200);
      expect(Object.fromEntries(headers)).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-expose-headers': expect.stringContaining('Deprecation'),
        'cache-control': 'public, max-age=60',
        deprecation: expect.stringMatching(/^@\d{10}$/),
        etag: expect.stringMatching(/^"[\w-]{43}(-gzip)?"$/),
        'last-modified': expect.stringMatching(/ GMT$/),
        link: expect.stringMatching(/; rel="successor-version".*<https:\/\/[^>]+\/api\/v2\.7>; rel="deprecation"/),
        'x-content-type-options': 'nosniff',
      });
      expect(headers.has('sunset')).toBe(false);
    });

    test('a conditional request gets 304 until the file changes', async () => {
      const { headers, text } = await get('startups.json');
      const [etag, since] = [headers.get('etag') ?? '', headers.get('last-modified') ?? ''];
      const conditions: Record<string, string>[] = [
        { 'if-none-match': etag },
        { 'if-none-match': `"other", W/${etag}` },
        { 'if-modified-since': since },
      ];
      for (const condition of conditions) {
        const again = await get('startups.json', { headers: condition });
        expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: '' });
        expect([etag, etag.replace('-gzip', '')]).toContain(again.headers.get('etag'));
        expect(again.headers.get('deprecation')).toMatch(/^@/);
      }
      const stale = { 'if-none-match': '"other"', 'if-modified-since': since };
      expect((await get('startups.json', { headers: stale })).status).toBe(200);
      expect((await get('startups.json', { headers: { 'if-modified-since': 'yesterday' } })).status).toBe(200);
      expect((await get('startups.json', { headers: { 'if-match': '"other"' } })).status).toBe(412);

      await edit("UPDATE startup SET pitch = 'Autre' WHERE slug = 's-e1'");
      const changed = await get('startups.json', { headers: { 'if-none-match': etag } });
      expect(changed.status).toBe(200);
      expect(changed.text).not.toBe(text);
      expect(changed.text).toContain('"pitch":"Autre"');
      expect(changed.headers.get('etag')).not.toBe(etag);
      // The files without startups have not changed: 304.
      const untouched = await get('organisations.json');
      expect((await get('organisations.json')).headers.get('etag')).toBe(untouched.headers.get('etag'));
    });

    test('an erasure, which makes no version, changes the file too', async () => {
      await get('startups.json');
      await server.register.pool.query(
        "BEGIN; SET LOCAL session_replication_role = 'replica'; UPDATE startup SET pitch = '[effacé]' WHERE slug = 's-e1'; COMMIT",
      );
      expect((await get('startups.json')).text).not.toContain('[effacé]');
      await server.register.pool.query(
        "INSERT INTO erasure_record (actor, reason, occurrences) VALUES ('tests', 'demande', 1)",
      );
      expect((await get('startups.json')).text).toContain('[effacé]');
    });

    test('the successor query can be followed page by page', async () => {
      const { data } = await json('startups.json');
      expect(data).toHaveLength(120);
      expect(await idsBehindLink('startups.json', ({ slug }) => slug)).toEqual(idsIn(data));
      expect(await idsBehindLink('incubators.json', ({ slug }) => slug)).toEqual(
        Object.keys(await json('incubators.json')).sort(),
      );
    });

    test('concurrent requests after a new version get the same file', async () => {
      await edit("UPDATE startup SET pitch = 'Encore' WHERE slug = 's-e1'");
      const replies = await Promise.all(Array.from({ length: 20 }, () => get('startups.json')));
      expect(new Set(replies.map(({ status, headers }) => `${status} ${headers.get('etag')}`)).size).toBe(1);
    });

    test('HEAD has the same headers without the file', async () => {
      const headers = { 'accept-encoding': 'identity' };
      const [whole, head] = [
        await get('startups.csv', { headers }),
        await get('startups.csv', { method: 'HEAD', headers }),
      ];
      expect(head).toMatchObject({ status: 200, text: '' });
      for (const name of ['etag', 'content-type', 'last-modified', 'link', 'deprecation']) {
        expect(head.headers.get(name)).toBe(whole.headers.get(name));
      }
      expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(whole.text)));
    });

    test('a percent-encoded name is the same name', async () => {
      expect((await get('startups%2Ejson')).text).toBe((await get('startups.json')).text);
    });

    test.each(['authors.json', 'startups_details.json'])('%s is 410, because it names people', async (file) => {
      const { status, body, headers } = await get(file);
      expect(status).toBe(410);
      expect(body.errors?.[0]?.extensions.code).toBe('BETA_GOUV_MEMBERS');
      expect(headers.get('access-control-allow-origin')).toBe('*');
    });

    test.each([
      '/api/v2.7/phases.json',
      '/api/v2.7/startups.JSON',
      '/api/v2.7/startups.json/',
      '/api/v2.7/constructor',
      '/api/v2.7/__proto__',
      '/api/v2.7/..%2F..%2Fpackage.json',
      '/api/v2.7/startups.json%00',
      '/api/v2.7/%3Cscript%3E',
      '/api/v2.6/startups.json',
      '/api/v3/incubators.json',
      '/api/',
    ])('%s is 404 in JSON, with the existing files', async (path) => {
      const { status, type, body, headers } = await server.send(path);
      expect({ status, type }).toEqual({ status: 404, type: 'application/json; charset=utf-8' });
      expect(body.errors?.[0]).toMatchObject({
        message: BETA_GOUV_UNKNOWN.sentence({ path, files: BETA_GOUV_FILES.join(', ') }),
        extensions: { code: 'BETA_GOUV_UNKNOWN' },
      });
      expect(headers.get('cache-control')).toBe('no-store');
    });

    test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s is not allowed, whatever its body', async (method) => {
      const { status, body, headers } = await get('startups.json', {
        method,
        headers: { 'content-type': 'text/xml' },
        body: '<a/>',
      });
      expect(status).toBe(405);
      expect(headers.get('allow')).toBe('GET, HEAD, OPTIONS');
      expect(body.errors?.[0]?.extensions.code).toBe('METHOD_NOT_ALLOWED');
    });

    test('any origin may send conditional requests', async () => {
      const { status, headers } = await get('startups.json', {
        method: 'OPTIONS',
        headers: { 'access-control-request-headers': 'if-none-match' },
      });
      expect(status).toBe(204);
      expect(headers.get('access-control-allow-headers')).toBe('if-none-match');
    });

    test.each(['/api/v2.7', '/api/v2.7/'])('%s is the page of the differences', async (path) => {
      const { status, type, text } = await server.send(path);
      expect({ status, type }).toEqual({ status: 200, type: 'text/html; charset=utf-8' });
      for (const file of BETA_GOUV_FILES) expect(text).toContain(`/registre/api/v2.7/${file}`);
      expect(text).toContain('content_url_encoded_markdown');
    });
  });

  async function idsBehindLink(file: string, idOf: (node: LinkedNode) => string): Promise<string[]> {
    const link = (await get(file)).headers.get('link') ?? '';
    const [, path = ''] = /^<https:\/\/registre\.example\/registre([^>]+)>; rel="successor-version"/.exec(link) ?? [];
    const ids: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const variables = after === null ? '' : `&variables=${encodeURIComponent(JSON.stringify({ after }))}`;
      const { status, body }: Reply = await server.send(`${path}${variables}`);
      expect({ status, errors: body.errors }).toEqual({ status: 200, errors: undefined });
      const [page]: LinkedPage[] = Object.values(JSON.parse(JSON.stringify(body.data)));
      ids.push(...(page?.nodes ?? []).map(idOf));
      after = page?.pageInfo.endCursor ?? null;
      more = page?.pageInfo.hasNextPage ?? false;
    }
    return ids.sort();
  }

  function edit(statement: string): Promise<unknown> {
    return change(server.register.dataSource, { actor: 'tests', command: 'tests' }, async (client) => {
      await client.query(statement);
      return { wrote: true, result: null };
    });
  }
});

interface LinkedNode {
  slug: string;
  identifiers?: { scheme: string; value: string }[];
}

interface LinkedPage {
  nodes: LinkedNode[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

function idUnder(scheme: string): (node: LinkedNode) => string {
  return ({ slug, identifiers = [] }) => identifiers.find((each) => each.scheme === scheme)?.value ?? slug;
}

function idsIn(rows: { id: string }[]): string[] {
  return rows.map(({ id }) => id).sort();
}
