import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { CATALOGUE } from '../../src/publishing/catalogue.ts';
import { createRelease } from '../../src/publishing/releases/createRelease.ts';
import { aDatabase, everyDatabase, type TestDatabase } from '../support/databases.ts';
import { executeOnServer } from '../support/executeOnServer.ts';
import { sharedResource } from '../support/sharedResource.ts';
import { createExportsDirectory, filesUnder, populate, removeDirectories } from './populatedRegister.ts';

afterEach(removeDirectories);

const TABLES = CATALOGUE.flatMap(({ tables }) => tables);

const HERE = 'https://registre.example';

it('has the same bytes on PGlite, on PostgreSQL, and with any settings of the server', async () => {
  const releases = [];
  for (const { open } of everyDatabase) releases.push(await releaseFrom(await open()));
  releases.push(await releaseFrom(await french()));

  const [first] = releases;
  expect(first?.size).toBe(TABLES.length * 4 + CATALOGUE.length * 3 + 7);
  for (const other of releases) expect(other).toEqual(first);
});

it('has the same files and checksums with any PUBLIC_URL, except for the DCAT catalogues', async () => {
  const [here, there] = await Promise.all(
    [HERE, `http://${randomUUID()}`].map(async (publicUrl) => releaseFrom(await aDatabase().open(), publicUrl)),
  );
  const differing = [...(here ?? [])].filter(([path, text]) => there?.get(path) !== text).map(([path]) => path);
  expect(differing.sort()).toEqual(['catalog.jsonld', 'catalog.ttl']);
});

async function releaseFrom(database: TestDatabase, publicUrl = HERE): Promise<Map<string, string>> {
  const { pool, close } = await populate(database);
  try {
    const directory = await createExportsDirectory();
    const { name } = await createRelease({ pool, directory, publicUrl });
    return await filesUnder(join(directory, name));
  } finally {
    await close();
  }
}

/** A database that sorts as French does, and writes whatever can be written otherwise in another way. */
async function french(): Promise<TestDatabase> {
  const { url: serverUrl } = await sharedResource('postgres');
  const name = `registre_test_${randomUUID().replaceAll('-', '')}`;
  await executeOnServer(
    serverUrl,
    `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'fr-FR'`,
  );
  for (const setting of [
    "timezone = 'Asia/Tokyo'",
    "datestyle = 'German, DMY'",
    "intervalstyle = 'sql_standard'",
    'extra_float_digits = -15',
    "bytea_output = 'escape'",
  ]) {
    await executeOnServer(serverUrl, `ALTER DATABASE ${name} SET ${setting}`);
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    connection: { kind: 'url', url: url.href },
    drop: () => executeOnServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}
