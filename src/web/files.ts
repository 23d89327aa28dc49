import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { contentType, IMMUTABLE, SHORT_LIVED } from '../publishing/releases/httpHeaders.ts';
import { LATEST, latestName, readIfThere, SUMS, writtenAt } from '../publishing/releases/releaseFiles.ts';
import { INDEX } from '../publishing/releases/releaseIndex.ts';
import { isReleaseName } from '../publishing/releases/releaseName.ts';
import { answerToConditions } from '../server/http/conditions.ts';

/**
 * Serves the releases of a directory under `/exports/`: the files that the register wrote there, and nothing else.
 * @param elsewhere where readers are sent for what the directory does not have, such as a bucket; null for nowhere.
 */
export async function serveExports(
  app: FastifyInstance,
  directory: string,
  elsewhere: string | null = null,
): Promise<void> {
  const sums: Sums = new Map();
  await app.register(async (scope) => {
    await scope.register(fastifyStatic, { root: directory, serve: false });
    scope.route<{ Params: { '*': string } }>({
      method: ['GET', 'HEAD'],
      url: '/exports/*',
      handler: async (request, reply) => {
        const path = request.params['*'];
        const asked = await fileAsked(directory, path, sums);
        if (asked) return send(request, reply, asked);
        if (elsewhere === null || !canBeElsewhere(path)) return reply.callNotFound();
        return reply.header('cache-control', SHORT_LIVED).redirect(`${elsewhere}/${path}`, 302);
      },
    });
  });
}

/** The sums of each release by the path of a file, and of when they are. */
type Sums = Map<string, { at: number | null; ofFiles: ReadonlyMap<string, string> }>;

interface AskedFile {
  /** Within the directory, through no symbolic link: the release does not change under a reader. */
  readonly path: string;
  readonly cacheControl: string;
  readonly sha256: string | null;
}

async function fileAsked(directory: string, path: string, sums: Sums): Promise<AskedFile | null> {
  if (path === INDEX)
    return (await isThere(join(directory, path))) ? { path, cacheControl: SHORT_LIVED, sha256: null } : null;
  const [, release = '', file = ''] = FILE.exec(path) ?? [];
  const name = release === LATEST ? await latestName(directory) : release;
  if (name === null || !isReleaseName(name)) return null;
  const at = await writtenAt(directory, name);
  const known = sums.get(name);
  const ofFiles = known?.at === at ? known.ofFiles : await readSums(directory, name);
  if (ofFiles === null) return null;
  sums.set(name, { at, ofFiles });
  const sha256 = ofFiles.get(file) ?? null;
  if (sha256 === null && file !== SUMS) return null;
  return { path: `${name}/${file}`, cacheControl: release === LATEST ? SHORT_LIVED : IMMUTABLE, sha256 };
}

const FILE = /^([^/]+)\/((?:[a-z]+\/)?[A-Za-z][A-Za-z0-9_]*(?:\.[a-z]+)*)$/;

/** Only what may be a file of the exports: nobody is sent anywhere else. */
function canBeElsewhere(path: string): boolean {
  const release = FILE.exec(path)?.[1] ?? '';
  return path === INDEX || release === LATEST || isReleaseName(release);
}

async function isThere(path: string): Promise<boolean> {
  return (await readIfThere(path)) !== null;
}

async function readSums(directory: string, name: string): Promise<ReadonlyMap<string, string> | null> {
  const text = await readIfThere(join(directory, name, SUMS));
  if (text === null) return null;
  return new Map(text.split('\n').map((line) => [line.slice(66), line.slice(0, 64)]));
}

function send(request: FastifyRequest, reply: FastifyReply, { path, cacheControl, sha256 }: AskedFile): FastifyReply {
  reply.headers({ 'cache-control': cacheControl, 'content-type': contentType(path) });
  const decided = sha256 === null ? null : answerToConditions(request, reply, `"${sha256}"`);
  return decided ?? reply.sendFile(path, { etag: sha256 === null, cacheControl: false, contentType: false });
}
