import { expect, test } from '@jest/globals';
import fastify from 'fastify';
import { CATALOGUE } from '../../src/publishing/catalogue.ts';
import { serveTableSchemas } from '../../src/web/serveTableSchemas.ts';

test('each table has its Table Schema at an address with its version, and at latest', async () => {
  const app = fastify();
  serveTableSchemas(app);
  for (const { name } of CATALOGUE.flatMap(({ tables }) => tables)) {
    const latest = await app.inject(`/schemas/${name}/latest/schema.json`);
    expect([name, latest.statusCode]).toEqual([name, 200]);
    const { version } = latest.json();
    const versioned = await app.inject(`/schemas/${name}/${version}/schema.json`);
    expect(versioned.body).toBe(latest.body);
    expect((await app.inject(`/schemas/${name}/0.0.1/schema.json`)).statusCode).toBe(404);
  }
  await app.close();
});
