import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { readSettings } from '../../src/config/settings.ts';
import type { MappedSource } from '../../src/importing/mappedSource.ts';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { Releases } from '../../src/publishing/graphql/Releases.ts';
import { createRelease } from '../../src/publishing/releases/createRelease.ts';
import { authenticateToken } from '../../src/register/tokens/authenticateToken.ts';
import { createToken } from '../../src/register/tokens/tokens.ts';
import { bearerAuthentication } from '../../src/server/http/bearerAuthentication.ts';
import { openPersistedDocuments } from '../../src/server/persistedDocuments/openPersistedDocuments.ts';
import { createServer } from '../../src/server/server.ts';
import { readerOn } from '../../src/sql/reader.ts';
import { serveBetaGouv } from '../../src/web/betaGouv/serveBetaGouv.ts';
import { EXAMPLE_TEXTS } from '../../src/web/explorer/examples.ts';
import { serveExports } from '../../src/web/exports/serveExports.ts';
import { serveCatalogues } from '../../src/web/serveCatalogues.ts';
import { servePages } from '../../src/web/servePages.ts';
import { serveQueryPages } from '../../src/web/serveQueryPages.ts';
import { serveTableSchemas } from '../../src/web/serveTableSchemas.ts';
import { createExportsDirectory, removeDirectories } from '../publishing/populatedRegister.ts';
import { LIMITS } from '../server/testServer.ts';
import type { OpenDatabase } from '../support/databases.ts';
import { MEMBER_SECRET, openRegister } from '../support/register.ts';

/** The origin in the commands and examples of the documentation. */
export const WRITTEN_ORIGIN = 'http://localhost:4000';

/** The reference register and its release, served as `npm start` serves them. */
export interface ReferenceServer {
  readonly pool: Pool;
  /** Adds the data of another source. */
  load(source: MappedSource): Promise<unknown>;
  readonly app: FastifyInstance;
  /** The origin of this server. */
  readonly origin: string;
  /** The directory of its release. */
  readonly directory: string;
  /** A token with the role EDITOR. */
  readonly token: string;
  close(): Promise<void>;
}

const TOKEN_SECRETS = {
  environment: 'local',
  read: async () => MEMBER_SECRET,
  readOrCreate: async () => MEMBER_SECRET,
};

/** @param sources what the register contains; default: the reference data. */
export async function startReferenceServer(
  open: OpenDatabase,
  sources: readonly MappedSource[] = [readReference()],
): Promise<ReferenceServer> {
  const register = await openRegister(open);
  const { dataSource, pool } = register;
  for (const source of sources) await register.load(source);
  const [directory, publicUrl] = [await createExportsDirectory(), WRITTEN_ORIGIN];
  const releases = new Releases(directory, publicUrl);
  await createRelease({ pool, directory, publicUrl });
  const expiresAt = new Date(Date.now() + 86_400_000);
  const { token } = await createToken(dataSource, TOKEN_SECRETS, {
    name: 'suivi-incubateur',
    role: 'EDITOR',
    expiresAt,
  });
  const app = await createServer({
    dataSource,
    pool,
    authenticate: bearerAuthentication((given) => authenticateToken(readerOn(pool), TOKEN_SECRETS, given)),
    memberSecret: MEMBER_SECRET,
    limits: { ...LIMITS, rateLimit: 600_000 },
    releases,
    documents: await openPersistedDocuments(
      pool,
      { allowedDocuments: 'open', persistedDocumentsFile: null },
      EXAMPLE_TEXTS,
    ),
    logLevel: 'silent',
  });
  await serveExports(app, directory);
  serveBetaGouv(app, { pool, publicUrl, directory });
  serveCatalogues(app, { directory, publicUrl });
  serveTableSchemas(app);
  servePages(app, { pool, releases, publicUrl, directory });
  serveQueryPages(app, { pool, publicUrl, directory, legal: readSettings({}) });
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    app,
    pool,
    load: (source) => register.load(source),
    origin,
    directory,
    token,
    close: async () => {
      await app.close();
      await register.close();
      await removeDirectories();
    },
  };
}

/** A response whose instants and checksums, which differ between installations, are replaced by constants. */
export function normalized<T>(response: T): T {
  const text = JSON.stringify(response)
    .replace(/"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z"/g, '"2026-08-20T12:00:00.000Z"')
    .replace(/"[0-9a-f]{64}"/g, `"${'0'.repeat(64)}"`);
  return JSON.parse(text);
}
