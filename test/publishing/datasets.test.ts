import 'reflect-metadata';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { graphql } from 'graphql';
import { buildSchema } from 'type-graphql';
import { CATALOGUE } from '../../src/publishing/catalogue.ts';
import { OpenDataResolver } from '../../src/publishing/graphql/OpenDataResolver.ts';
import { Releases } from '../../src/publishing/graphql/Releases.ts';
import { createRelease } from '../../src/publishing/releases/createRelease.ts';
import { aDatabase } from '../support/databases.ts';
import { createExportsDirectory, type PopulatedDatabase, populate, removeDirectories } from './populatedRegister.ts';
// A schema of one resolver reads the declarations that are loaded when it is built, for every later schema of the process: load them all.
import '../../src/server/schema/schema.ts';

const publicUrl = 'https://registre.example';
const schema = await buildSchema({ resolvers: [OpenDataResolver], validate: false });

let database: PopulatedDatabase;
beforeAll(async () => {
  database = await populate(await aDatabase().open());
});
afterAll(() => database.close());
afterEach(removeDirectories);

const ask = (releases: Releases, source: string) => graphql({ schema, source, contextValue: { releases } });

it('datasets are those of the latest release, and follow it', async () => {
  const directory = await createExportsDirectory();
  const releases = new Releases(directory, publicUrl);
  expect(await ask(releases, '{ datasets { slug } }')).toEqual({ data: { datasets: [] } });

  const { name } = await createRelease({ pool: database.pool, directory, publicUrl });
  const { data, errors } = await ask(
    releases,
    `{ datasets { slug }
       dataset(slug: "entites") {
         title licence frequency rows columns { name title type description required }
         resources { title url }
         tables { name rows resources { format mime url filesize checksum { type value } lastModified } }
       }
       absent: dataset(slug: "absent") { slug } }`,
  );
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    datasets: CATALOGUE.map(({ slug }) => ({ slug })),
    absent: null,
    dataset: {
      licence: 'lov2',
      frequency: 'irregular',
      rows: 6,
      columns: expect.arrayContaining([
        expect.objectContaining({ name: 'entite_mere', title: 'Entité mère', type: 'STRING', required: false }),
      ]),
      resources: expect.arrayContaining([
        { title: 'Entités (CSV)', url: 'https://registre.example/exports/latest/entites/entites.csv' },
        {
          title: 'Identifiants externes des entités (Table Schema)',
          url: 'https://registre.example/exports/latest/entites/identifiants.schema.json',
        },
      ]),
      tables: [
        {
          name: 'entites',
          rows: 6,
          resources: [
            {
              format: 'CSV',
              mime: 'text/csv',
              checksum: { type: 'SHA256', value: expect.stringMatching(/^[0-9a-f]{64}$/) },
              lastModified: '2026-11-23T23:30:00.123Z',
            },
            { format: 'JSON' },
            { format: 'CSV', mime: 'text/csv', url: expect.stringMatching(/entites\.tableur\.csv$/) },
            { format: 'JSON' },
          ],
        },
        { name: 'identifiants', rows: 3 },
        { name: 'successions', rows: 1 },
        { name: 'anciens_rattachements', rows: 2 },
      ],
    },
  });
  expect(await releases.latest()).toMatchObject({ name, version: 1 });
});

it('a latest release that can’t be read is an error, not an empty list', async () => {
  const directory = await createExportsDirectory();
  const name = '2026-11-23T23-30-00Z-v1';
  await symlink(name, join(directory, 'latest'));
  const releases = new Releases(directory, publicUrl);

  expect(await ask(releases, '{ datasets { slug } }')).toMatchObject({ data: null, errors: [{ path: ['datasets'] }] });
  await mkdir(join(directory, name));
  await writeFile(join(directory, name, 'release.json'), '{"version":1}');
  expect(await ask(releases, '{ datasets { slug } }')).toMatchObject({ data: null, errors: [{ path: ['datasets'] }] });
  await rm(join(directory, 'latest'));
  expect(await ask(releases, '{ datasets { slug } }')).toEqual({ data: { datasets: [] } });
});
