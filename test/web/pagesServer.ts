import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { readSettings } from '../../src/config/settings.ts';
import { createDataSource } from '../../src/database/dataSource.ts';
import { Releases } from '../../src/publishing/graphql/Releases.ts';
import { createRelease } from '../../src/publishing/releases/createRelease.ts';
import { sha256Of } from '../../src/server/persistedDocuments/documentId.ts';
import { allowAnyDocument } from '../../src/server/persistedDocuments/openPersistedDocuments.ts';
import { createServer } from '../../src/server/server.ts';
import { serveBetaGouv } from '../../src/web/betaGouv/serveBetaGouv.ts';
import { QUERY_TEXTS } from '../../src/web/queries/queryTexts.ts';
import { servePages } from '../../src/web/servePages.ts';
import { serveQueryPages } from '../../src/web/serveQueryPages.ts';
import {
  createExportsDirectory,
  type PopulatedDatabase,
  populate,
  removeDirectories,
} from '../publishing/populatedRegister.ts';
import { aDatabase } from '../support/databases.ts';
import { MEMBER_SECRET } from '../support/register.ts';

/** A server of the pages of a register with hostile texts. */
export interface PagesServer {
  readonly database: PopulatedDatabase;
  /** The directory of the releases. */
  readonly directory: string;
  readonly publicUrl: string;
  readonly app: FastifyInstance;
  /** The origin that the server listens on. */
  readonly origin: string;
  /** Creates a release of the current register. Returns its name. */
  release(): Promise<string>;
  get(path: string, headers?: Record<string, string>): Promise<PageResponse>;
  close(): Promise<void>;
}

export interface PageResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Names that could break out of an element or an attribute. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</table></main></html><svg onload=alert(1)>',
  '[lien](javascript:alert(1))',
];

// Requests for pages have no token, so this connection is never opened.
const WRITES_NOTHING = createDataSource({ embedded: {} });

export async function startPagesServer(publicUrl = 'https://registre.example'): Promise<PagesServer> {
  const database = await populate(await aDatabase().open());
  const { pool } = database;
  await pool.query(
    `INSERT INTO startup (slug, name, pitch)
     SELECT '0-hostile-' || place - 1, name, name FROM unnest($1::text[]) WITH ORDINALITY AS given(name, place)`,
    [HOSTILE],
  );
  const directory = await createExportsDirectory();
  const app = await createPagesApp({ pool, publicUrl, directory });
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    database,
    directory,
    publicUrl,
    app,
    origin,
    release: async () => (await createRelease({ pool, directory, publicUrl })).name,
    get: async (path, headers = {}) => {
      const response = await fetch(`${origin}${path}`, { headers });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    close: async () => {
      await app.close();
      await database.close();
      await removeDirectories();
    },
  };
}

/** A server of the pages that does not listen. */
export async function createPagesApp({
  pool,
  publicUrl,
  directory,
}: {
  readonly pool: Pool;
  readonly publicUrl: string;
  readonly directory: string;
}): Promise<FastifyInstance> {
  const releases = new Releases(directory, publicUrl);
  const app = await createServer({
    dataSource: WRITES_NOTHING,
    pool,
    authenticate: async () => null,
    memberSecret: MEMBER_SECRET,
    releases,
    documents: allowAnyDocument(pool, new Map([...QUERY_TEXTS.values()].map((text) => [sha256Of(text), text]))),
    limits: { costLimit: 50_000, rateLimit: 0, rateLimitRedisUrl: null, trustedProxies: [] },
    logLevel: 'silent',
  });
  serveBetaGouv(app, { pool, publicUrl, directory });
  servePages(app, { pool, releases, publicUrl, directory });
  serveQueryPages(app, { pool, publicUrl, directory, legal: readSettings({}) });
  return app;
}
