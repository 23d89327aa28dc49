import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { fail } from '../../errors/errors.ts';
import { Site, type SiteOptions } from '../site/Site.ts';
import { sendPage } from '../site/sendPage.ts';
import { BETA_GOUV_MEMBERS, BETA_GOUV_UNKNOWN } from '../webErrors.ts';
import { BETA_GOUV_FILES, BETA_GOUV_PATH, betaGouvFiles } from './betaGouvFiles.ts';
import { differencesPage } from './differencesPage.ts';
import { sendFile } from './sendFile.ts';

export interface BetaGouvOptions extends SiteOptions {
  readonly pool: Pool;
}

/**
 * Serves the API v2.7 of beta.gouv.fr from the register, with the same paths and types: to migrate, clients change the
 * host name. The files about members are not served.
 */
export function serveBetaGouv(app: FastifyInstance, { pool, ...options }: BetaGouvOptions): void {
  const [site, files] = [new Site(options), betaGouvFiles(pool, options.publicUrl)];
  app.register(async (scope) => {
    for (const url of [BETA_GOUV_PATH, `${BETA_GOUV_PATH}/`]) {
      scope.get(url, async (request, reply) => sendPage(request, reply, site, differencesPage(site)));
    }
    scope.get<{ Params: { file: string } }>(`${BETA_GOUV_PATH}/:file`, async (request, reply) => {
      const { file } = request.params;
      const name = BETA_GOUV_FILES.find((each) => each === file);
      if (name === undefined) return rejectFile(request.url, file);
      return sendFile(request, reply, site, name, (await files())[name]);
    });
    scope.get('/api/*', async (request) => rejectFile(request.url, ''));
  });
}

/** The register contains no data about members. */
const FILES_OF_MEMBERS = new Set(['authors.json', 'startups_details.json']);

function rejectFile(url: string, file: string): never {
  if (FILES_OF_MEMBERS.has(file)) fail(BETA_GOUV_MEMBERS, { file });
  fail(BETA_GOUV_UNKNOWN, { path: url.slice(0, 200), files: BETA_GOUV_FILES.join(', ') });
}
