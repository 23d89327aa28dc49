import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { type GraphQLSchema, graphql } from 'graphql';
import { buildSchema, getMetadataStorage } from 'type-graphql';
import { PublicationResolver, PublicationSteps } from '../../src/publishing/graphql/PublicationResolver.ts';
import { readerOn } from '../../src/sql/reader.ts';
import { onEachDatabase } from '../support/databases.ts';
import { onStage } from './publishHarness.ts';
// A schema of one resolver reads the declarations that are loaded when it is built, for every later schema of the process: load them all.
import '../../src/server/schema/schema.ts';

onEachDatabase('publications in the graph', (open) => {
  const stage = onStage({}, open);

  test('are listed, the latest first, with their reports', async () => {
    const { udata, release, publish } = stage();
    await release(1);
    await publish();
    const [held] = udata.state.datasets.values();
    if (held) held.title = 'Relu';
    await publish();
    const { publications } = await ask(
      `{ publications(first: 5) { totalCount nodes {
           id platform releaseName registerVersion outcome finishedAt problem warnings
           datasets { dataset outcome quality drifts { what there ours } } steps { nodes { position kind resource outcome } }
         } } }`,
    );
    expect(publications).toMatchObject({
      totalCount: 2,
      nodes: [
        {
          outcome: 'UNCHANGED',
          datasets: [{ dataset: 'startups', outcome: 'UNCHANGED', drifts: [{ what: 'title', there: 'Relu' }] }],
          steps: { nodes: [] },
        },
        { platform: udata.url, outcome: 'PUBLISHED', registerVersion: 1, problem: null, datasets: [{ quality: 1 }] },
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
