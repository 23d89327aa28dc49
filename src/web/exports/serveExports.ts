import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { contentType, IMMUTABLE, SHORT_LIVED } from '../../publishing/exportsDirectory/httpHeaders.ts';
import {
  CHECKSUMS,
  LATEST,
  latestName,
  readFileIfExists,
  releaseWrittenAt,
  sha256,
  statIfExists,
} from '../../publishing/exportsDirectory/releaseFiles.ts';
import { INDEX } from '../../publishing/exportsDirectory/releaseIndex.ts';
import { isReleaseName } from '../../publishing/exportsDirectory/releaseName.ts';
import { answerConditionalRequest } from '../../server/http/conditionalRequest.ts';
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
        return decided ?? reply.sendFile(file.path, { etag: false, cacheControl: false, contentType: false });
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
  const name = release === LATEST ? await latestName(directory) : release;
  if (name === null || !isReleaseName(name)) return null;
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

/** The checksums of the files that SHA256SUMS lists, and its own. */
async function readChecksums(directory: string, name: string): Promise<ReadonlyMap<string, string> | null> {
  const text = await readFileIfExists(join(directory, name, CHECKSUMS));
  if (text === null) return null;
  const listed = text.split('\n').map((line) => [line.slice(66), line.slice(0, 64)] as const);
  return new Map([...listed, [CHECKSUMS, sha256(text)]]);
}
