import { join } from 'node:path';
import { z } from 'zod';
import { fail } from '../../errors/errors.ts';
import { messageWithoutPaths } from '../../files/systemError.ts';
import { RELEASE_INDEX_INVALID } from '../publishingErrors.ts';
import { prettyJson } from './outputFile.ts';
import { CHECKSUMS, readFileIfExists, readRelease, releaseNames, replaceFile, sha256 } from './releaseFiles.ts';
import { revisionOf } from './releaseName.ts';

const IndexedRelease = z.object({
  name: z.string(),
  version: z.number(),
  instant: z.iso.datetime(),
  fingerprint: z.string(),
  /** The SHA-256 of its SHA256SUMS. */
  sha256: z.string(),
  /** The total size of its files. */
  bytes: z.number(),
});
type IndexedRelease = z.infer<typeof IndexedRelease>;

/** The file that lists the releases of the directory. */
export const INDEX = 'index.json';
const FORMAT = 'registre-numerique/releases/1';
/** An entry of the file: the release and its URL. */
const ListedRelease = IndexedRelease.extend({ url: z.string() });
export type ListedRelease = z.infer<typeof ListedRelease>;
const Index = z.object({ format: z.literal(FORMAT), releases: z.array(ListedRelease) });

/** The releases that the index lists; empty without an index. Throws RELEASE_INDEX_INVALID if it can't be parsed. */
export async function readIndex(directory: string): Promise<ListedRelease[]> {
  const file = join(directory, INDEX);
  const text = await readFileIfExists(file);
  return text === null ? [] : parseIndex(text, file);
}

export function parseIndex(text: string, file: string): ListedRelease[] {
  try {
    return Index.parse(JSON.parse(text)).releases;
  } catch (error) {
    return fail(RELEASE_INDEX_INVALID, { file, problem: problemOfIndex(error) });
  }
}

export function indexJson(releases: readonly ListedRelease[]): string {
  return prettyJson({ format: FORMAT, releases: [...releases].sort(newestFirst) });
}

/**
 * Writes the index of every intact release of the directory, newest first. It also lists a release whose export was killed
 * before it wrote the index.
 * @param known entries of the previous index: a release that still has the listed checksum is not read again.
 */
export async function writeIndex(
  directory: string,
  publicUrl: string,
  known: readonly IndexedRelease[],
): Promise<void> {
  const releases: ListedRelease[] = [];
  for (const name of await releaseNames(directory)) {
    const release = await indexEntryOf(directory, name, known);
    if (release) releases.push({ ...release, url: `${publicUrl}/exports/${name}/` });
  }
  await replaceFile(directory, INDEX, indexJson(releases));
}

async function indexEntryOf(
  directory: string,
  name: string,
  known: readonly IndexedRelease[],
): Promise<IndexedRelease | null> {
  const checksumsFile = await readFileIfExists(join(directory, name, CHECKSUMS));
  const listed = known.find((release) => release.name === name);
  if (listed && checksumsFile !== null && sha256(checksumsFile) === listed.sha256) return listed;
  const release = await readRelease(directory, name);
  if (typeof release === 'string') return null;
  const { version, instant, fingerprint } = release.manifest;
  return { name, version, instant, fingerprint, sha256: release.sha256, bytes: release.bytes };
}

function newestFirst(a: IndexedRelease, b: IndexedRelease): number {
  return (
    b.version - a.version || Date.parse(b.instant) - Date.parse(a.instant) || revisionOf(b.name) - revisionOf(a.name)
  );
}

function problemOfIndex(error: unknown): string {
  if (error instanceof z.ZodError) return 'it is not an index of releases';
  return error instanceof SyntaxError ? 'it is not JSON' : messageWithoutPaths(error);
}
