import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { type GraphQLSchema, graphql } from 'graphql';
import { buildSchema, getMetadataStorage } from 'type-graphql';
import { awaitReceipt } from '../../src/publishing/datagouv/receipts/awaitReceipt.ts';
import { PublicationResolver, PublicationSteps } from '../../src/publishing/graphql/PublicationResolver.ts';
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
           datasets { dataset outcome quality unverified { resource problem } drifts { what there ours } } steps { nodes { position kind resource outcome } }
         } } }`,
    );
    expect(publications).toMatchObject({
      totalCount: 2,
      nodes: [
        {
          outcome: 'UNCHANGED',
          receipt: null,
          datasets: [{ dataset: 'startups', outcome: 'UNCHANGED', drifts: [{ what: 'title', there: 'Relu' }] }],
          steps: { nodes: [] },
        },
        {
          platform: udata.url,
          outcome: 'PUBLISHED',
          registerVersion: 1,
          problem: null,
          datasets: [{ quality: 1, unverified: [] }],
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
