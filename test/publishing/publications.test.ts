import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { type GraphQLSchema, graphql } from 'graphql';
import { buildSchema, getMetadataStorage } from 'type-graphql';
import { awaitReceipt } from '../../src/publishing/datagouv/receipts/awaitReceipt.ts';
import { PublicationResolver, PublicationSteps } from '../../src/publishing/graphql/PublicationResolver.ts';
import { readPublishedDatasets } from '../../src/publishing/graphql/publishedDatasets.ts';
import { readerOn } from '../../src/sql/reader.ts';
import { onEachDatabase } from '../support/databases.ts';
import { onStage, platformOf } from './publishHarness.ts';
import { FILES } from './releaseFolder.ts';
// A schema of one resolver reads the declarations that are loaded when it is built, for every later schema of the process: load them all.
import '../../src/server/schema/schema.ts';

onEachDatabase('publications in the graph', (open) => {
  const stage = onStage({}, open);

  test('are listed, the latest first, with their reports', async () => {
    const { udata, register, directory, release, publish } = stage();
    await release(1);
    await publish();
    udata.tick('hydra');
    await awaitReceipt({
      pool: register.pool,
      platform: platformOf(udata),
      tabularUrl: udata.url,
      directory,
      waitMs: 0,
    });
    const [held] = udata.state.datasets.values();
    if (held) held.title = 'Relu';
    await publish();
    const { publications } = await ask(
      `{ publications(first: 5) { totalCount nodes {
           id platform releaseName registerVersion outcome finishedAt problem warnings
           receipt { outcome readAt datasets { dataset outcome quality differences files { resource outcome differences problem } } }
           datasets { dataset outcome quality unverified { resource problem } drifts { what isAccepted there ours }
             tables { file rowsBefore rowsAfter columnsLost columnsGained } holds { reason message isAccepted } } steps { nodes { position kind resource outcome } }
         } } }`,
    );
    expect(publications).toMatchObject({
      totalCount: 2,
      nodes: [
        {
          outcome: 'UNCHANGED',
          receipt: null,
          datasets: [
            {
              dataset: 'startups',
              outcome: 'UNCHANGED',
              drifts: [{ what: 'title', isAccepted: false, there: 'Relu' }],
              tables: [],
              holds: [],
            },
          ],
          steps: { nodes: [] },
        },
        {
          platform: udata.url,
          outcome: 'PUBLISHED',
          registerVersion: 1,
          problem: null,
          datasets: [
            {
              quality: 1,
              unverified: [],
              holds: [],
              tables: [{ file: 'startups.csv', rowsBefore: null, rowsAfter: 1 }],
            },
          ],
          receipt: {
            outcome: 'AS_MEANT',
            readAt: expect.stringMatching(/^\d{4}-/),
            datasets: [
              {
                dataset: 'startups',
                quality: 1,
                differences: [],
                files: Object.keys(FILES).map((resource) => {
                  return { resource, outcome: 'AS_MEANT', differences: [], problem: null };
                }),
              },
            ],
          },
        },
      ],
    });
    expect(publications.nodes[1].steps.nodes[0]).toEqual({
      position: 0,
      kind: 'CREATE',
      resource: null,
      outcome: 'DONE',
    });

    const page = await ask('{ publications(first: 1) { pageInfo { hasNextPage endCursor } } }');
    const after = page.publications.pageInfo.endCursor;
    const next = await ask(`{ publications(first: 1, after: "${after}") { nodes { outcome } } }`);
    expect(next.publications.nodes).toEqual([{ outcome: 'PUBLISHED' }]);

    const one = await ask(
      `{ publication(id: "${publications.nodes[0].id}") { outcome } none: publication(id: "x") { id } }`,
    );
    expect(one).toEqual({ publication: { outcome: 'UNCHANGED' }, none: null });
  });

  test('say why a release is held, and reports of earlier versions are complete', async () => {
    const { register, release, publish } = stage();
    await release(1);
    await publish();
    await release(2, { startups: { files: { 'startups.csv': 'identifiant\n' } } });
    await publish({ accept: ['shrink'] });
    const query = `{ publications(first: 1) { nodes { datasets {
      drifts { what isAccepted } unverified { resource } tables { columnsLost } holds { reason isAccepted } } } } }`;
    expect((await ask(query)).publications.nodes[0].datasets[0].holds).toEqual([
      { reason: 'SHRINK', isAccepted: true },
      { reason: 'COLUMNS', isAccepted: false },
    ]);
    await register.pool.query(
      `UPDATE publication SET report = '{"datasets": [{"dataset": "startups", "drifts": [{"what": "title", "there": "a", "ours": "b"}]}]}'`,
    );
    expect((await ask(query)).publications.nodes[0].datasets).toEqual([
      { drifts: [{ what: 'title', isAccepted: false }], unverified: [], tables: [], holds: [] },
    ]);
  });

  test('say where each dataset is published, and since when', async () => {
    const { udata, register, release, publish } = stage();
    const published = () => readPublishedDatasets(readerOn(register.pool));
    expect(await published()).toEqual(new Map());

    const first = await release(1);
    await publish();
    const found = (await published()).get('startups') ?? [];
    const page = expect.stringContaining('startups');
    expect(found).toMatchObject([{ platform: udata.url, page, releaseName: first, publishedAt: expect.any(Date) }]);

    // The process was killed after its last write. The next publication finds nothing to write.
    await register.pool.query("UPDATE publication SET report = NULL, outcome = 'INTERRUPTED'");
    expect(await published()).toEqual(new Map());
    expect(await publish()).toMatchObject({ outcome: 'UNCHANGED' });
    expect((await published()).get('startups')).toEqual(found);

    await release(2, { startups: { files: { 'startups.csv': 'identifiant\n' } } });
    expect(await publish()).toMatchObject({ outcome: 'FAILED' });
    expect((await published()).get('startups')).toEqual(found);

    const third = await release(3, { startups: { says: { title: 'Un autre titre' } } });
    expect(await publish()).toMatchObject({ outcome: 'PUBLISHED' });
    const [last] = (await published()).get('startups') ?? [];
    expect(last?.releaseName).toBe(third);
    expect(Number(last?.publishedAt)).toBeGreaterThan(Number(found[0]?.publishedAt));
  });

  async function ask(source: string) {
    const contextValue = { reader: readerOn(stage().register.pool), today: '2026-11-23' };
    const { data, errors } = await graphql({ schema: await theSchema(), source, contextValue });
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  }
});

let built: Promise<GraphQLSchema> | undefined;

function theSchema(): Promise<GraphQLSchema> {
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers = true;
  built ??= buildSchema({ resolvers: [PublicationResolver, PublicationSteps], validate: false });
  return built;
}
