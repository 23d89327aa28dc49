import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { fail } from '../../errors/errors.ts';
import { sendPage } from '../sendPage.ts';
import { Site } from '../site.ts';
import { BETA_GOUV_MEMBERS, BETA_GOUV_UNKNOWN } from '../webErrors.ts';
import { BETA_GOUV_FILES, BETA_GOUV_PATH, betaGouvFiles } from './betaGouvFiles.ts';
import { differencesPage } from './differencesPage.ts';
import { sendFile } from './sendFile.ts';

export interface BetaGouvOptions {
  readonly pool: Pool;
  /** PUBLIC_URL, without a slash at its end. */
  readonly publicUrl: string;
  /** EXPORTS_DIR. */
  readonly directory: string;
}

/**
 * Serves the API v2.7 of beta.gouv.fr from the register, at its paths and in its types: who reads it there can read it
 * here by changing the name of the host. The files about members are not among them.
 */
export function serveBetaGouv(app: FastifyInstance, { pool, ...where }: BetaGouvOptions): void {
  const [site, files] = [new Site(where), betaGouvFiles(pool, where.publicUrl)];
  app.register(async (scope) => {
    for (const url of [BETA_GOUV_PATH, `${BETA_GOUV_PATH}/`]) {
      scope.get(url, async (request, reply) => sendPage(request, reply, site, differencesPage(site)));
    }
    scope.route<{ Params: { file: string } }>({
      method: ['GET', 'HEAD'],
      url: `${BETA_GOUV_PATH}/:file`,
      handler: async (request, reply) => {
        const asked = request.params.file;
        const name = BETA_GOUV_FILES.find((known) => known === asked);
        if (name === undefined) return refuseFile(request.url, asked);
        return sendFile(request, reply, site, name, (await files.now())[name]);
      },
    });
    scope.get('/api/*', async (request) => refuseFile(request.url, ''));
  });
}

/** Whose rows are people: what v2.7 gives of them is not in the register, and will not be. */
const FILES_OF_MEMBERS = new Set(['authors.json', 'startups_details.json']);

function refuseFile(url: string, asked: string): never {
  if (FILES_OF_MEMBERS.has(asked)) fail(BETA_GOUV_MEMBERS, { file: asked });
  fail(BETA_GOUV_UNKNOWN, { path: url.slice(0, 200), files: BETA_GOUV_FILES.join(', ') });
}
