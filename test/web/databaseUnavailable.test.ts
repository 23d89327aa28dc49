import { afterAll, expect, test } from '@jest/globals';
import fastify from 'fastify';
import { Pool } from 'pg';
import { Releases } from '../../src/publishing/graphql/Releases.ts';
import { servePages } from '../../src/web/servePages.ts';
import { createExportsDirectory, removeDirectories } from '../publishing/populatedRegister.ts';

afterAll(removeDirectories);

test('while the database is unavailable, the datasets can still be downloaded', async () => {
  const { statusCode, body } = await get('/donnees');
  expect(statusCode).toBe(200);
  expect(body).toContain('Les jeux de données');
});

test.each(['/', '/explorer', '/sitemap.xml', '/changements.atom'])(
  'while the database is unavailable, %s is a 503 with Retry-After that is not cached',
  async (url) => {
    const { statusCode, headers, body } = await get(url);
    expect(statusCode).toBe(503);
    expect(headers).toMatchObject({ 'retry-after': '1', 'cache-control': 'no-store' });
    expect(body).toContain('Réessayez');
  },
);

async function get(url: string) {
  const [app, directory] = [fastify(), await createExportsDirectory()];
  // Nothing listens on this port.
  const pool = new Pool({ host: '127.0.0.1', port: 1 });
  const publicUrl = 'https://registre.example';
  servePages(app, { pool, releases: new Releases(directory, publicUrl), publicUrl, directory });
  try {
    return await app.inject(url);
  } finally {
    await app.close();
    await pool.end();
  }
}
