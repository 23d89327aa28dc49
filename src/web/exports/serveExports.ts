import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { compressedCopyOf } from '../../publishing/exportsDirectory/compressedCopies.ts';
import { contentType, IMMUTABLE, SHORT_LIVED } from '../../publishing/exportsDirectory/httpHeaders.ts';
import {
  LATEST,
  readChecksums,
  readFileIfExists,
  releaseWrittenAt,
  resolveRelease,
  sha256,
  statIfExists,
} from '../../publishing/exportsDirectory/releaseFiles.ts';
import { INDEX } from '../../publishing/exportsDirectory/releaseIndex.ts';
import { isReleaseName } from '../../publishing/exportsDirectory/releaseName.ts';
import { answerConditionalRequest } from '../../server/http/conditionalRequest.ts';
import { encodingFor } from '../../server/http/encodings.ts';
import { serveReleaseChanges } from '../serveReleaseChanges.ts';
import { listFolder } from './folderListing.ts';

/**
 * Serves the releases of a directory under `/exports/`: only the index, and the files that SHA256SUMS lists.
 * @param fallbackUrl the base URL, such as that of a bucket, to which requests for missing releases are redirected; null
 *   for no redirect.
 */
export async function serveExports(
  app: FastifyInstance,
  directory: string,
  fallbackUrl: string | null = null,
): Promise<void> {
  const checksums: ChecksumCache = new Map();
  serveReleaseChanges(app, directory);
  await app.register(async (scope) => {
    await scope.register(fastifyStatic, { root: directory, serve: false });
    scope.get<{ Params: { '*': string } }>('/exports/*', async (request, reply) => {
      const path = request.params['*'];
      const file = await findFile(directory, path, checksums);
      const stats = file && (await statIfExists(join(directory, file.path)));
      if (stats) {
        reply.headers({ 'cache-control': file.cacheControl, 'content-type': contentType(path) });
        const validators = { etag: `"${file.sha256}"`, lastModified: stats.mtime };
        const decided = answerConditionalRequest(request, reply, validators);
        if (decided) return decided;
        // Only the uncompressed bytes have parts.
        const hasRange = request.headers.range !== undefined;
        const encoding = hasRange ? null : encodingFor(request.headers['accept-encoding'], stats.size);
        const copy = encoding && compressedCopyOf(file.path, encoding);
        const sendsCopy = copy !== null && (await statIfExists(join(directory, copy))) !== null;
        // Without a copy, the server compresses the file while it sends it.
        if (sendsCopy) reply.header('content-encoding', encoding);
        const options = { etag: false, cacheControl: false, contentType: false, lastModified: false };
        return reply.sendFile(sendsCopy ? copy : file.path, options);
      }
      const [release = '', folder = '', ...rest] = path.split('/');
      const isFolder = rest.length === 0 && (await listFolder(directory, release, folder)) !== null;
      // The listing has the same path with a slash at its end.
      if (isFolder && !path.endsWith('/')) return reply.redirect(`${path.slice(path.lastIndexOf('/') + 1)}/`, 308);
      if (fallbackUrl === null || !isExportPath(path)) return reply.callNotFound();
      return reply.header('cache-control', SHORT_LIVED).redirect(`${fallbackUrl}/${path}`, 302);
    });
  });
}

/** The checksums of each release by path, and the modification time of its SHA256SUMS. */
type ChecksumCache = Map<string, { at: number | null; byPath: ReadonlyMap<string, string> }>;

interface ExportFile {
  /** Relative to the directory. Never through the link `latest`, so that a download continues on the same release. */
  readonly path: string;
  readonly cacheControl: string;
  readonly sha256: string;
}

async function findFile(directory: string, path: string, checksums: ChecksumCache): Promise<ExportFile | null> {
  if (path === INDEX) {
    const text = await readFileIfExists(join(directory, path));
    return text === null ? null : { path, cacheControl: SHORT_LIVED, sha256: sha256(text) };
  }
  const [, release = '', file = ''] = FILE.exec(path) ?? [];
  const name = await resolveRelease(directory, release);
  if (name === null) return null;
  const at = await releaseWrittenAt(directory, name);
  const cached = checksums.get(name);
  const byPath = cached?.at === at ? cached.byPath : await readChecksums(directory, name);
  if (byPath === null) {
    checksums.delete(name);
    return null;
  }
  checksums.set(name, { at, byPath });
  const checksum = byPath.get(file);
  if (checksum === undefined) return null;
  return { path: `${name}/${file}`, cacheControl: release === LATEST ? SHORT_LIVED : IMMUTABLE, sha256: checksum };
}

const FILE = /^([^/]+)\/((?:[a-z]+\/)?[A-Za-z][A-Za-z0-9_-]*(?:\.[a-z]+)*)$/;

/** Whether a file of the exports can have this path. Others are not redirected. */
function isExportPath(path: string): boolean {
  const release = FILE.exec(path)?.[1] ?? '';
  return path === INDEX || release === LATEST || isReleaseName(release);
}
