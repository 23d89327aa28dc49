import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { fail } from '../errors/errors.ts';
import { contentType, IMMUTABLE, SHORT_LIVED } from '../publishing/exportsDirectory/httpHeaders.ts';
import { LATEST } from '../publishing/exportsDirectory/releaseFiles.ts';
import { COMPARISONS_BUSY } from '../publishing/publishingErrors.ts';
import { CHANGES_FORMATS, changesText, compareReleases } from '../publishing/releaseDiff/compareReleases.ts';
import { answerConditionalRequest } from '../server/http/conditionalRequest.ts';
import { RETRY_AFTER } from '../server/http/errorBody.ts';

/** A comparison reads the tables of both releases: more at a time would slow down the API. */
const MAXIMUM_AT_A_TIME = 2;

/** Serves the changes between any two releases at `/exports/<from>..<to>/changements.csv` and `.json`, one of which may be `latest`. */
export function serveReleaseChanges(app: FastifyInstance, directory: string): void {
  let running = 0;
  for (const format of CHANGES_FORMATS) {
    app.get<{ Params: { releases: string } }>(
      // The expression excludes the names of releases, whose own file `changements.csv` has the same last part.
      `/exports/:releases(^[^/]+\\.\\.[^/]+$)/changements.${format}`,
      async (request, reply) => {
        const [from = '', to = ''] = request.params.releases.split('..');
        const comparison = await compareReleases(directory, from, to);
        const isLasting = from !== LATEST && to !== LATEST;
        reply.header('cache-control', isLasting ? IMMUTABLE : SHORT_LIVED);
        reply.header('content-type', contentType(`changements.${format}`));
        const decided = answerConditionalRequest(request, reply, { etag: `"${comparison.identity}-${format}"` });
        if (decided || request.method === 'HEAD') return decided ?? reply.send();
        if (running >= MAXIMUM_AT_A_TIME) {
          reply.removeHeader('etag').header('cache-control', 'no-store').header('retry-after', RETRY_AFTER);
          return fail(COMPARISONS_BUSY);
        }
        running++;
        const text = Readable.from(changesText(comparison.lines(), format));
        // Also closed if the client leaves.
        text.once('close', () => running--);
        return reply.send(text);
      },
    );
  }
}
