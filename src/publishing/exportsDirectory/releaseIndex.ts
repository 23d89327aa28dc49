import { join } from 'node:path';
import { z } from 'zod';
import { fail } from '../../errors/errors.ts';
import { messageWithoutPaths } from '../../files/systemError.ts';
import { RELEASE_INDEX_INVALID } from '../publishingErrors.ts';
import { prettyJson } from './outputFile.ts';
import { CHECKSUMS, readFileIfExists, readRelease, releaseNames, replaceFile, sha256 } from './releaseFiles.ts';
import { revisionOf } from './releaseName.ts';

/** A release as the index lists it, without its URL, which depends on PUBLIC_URL. */
const ReleaseSummary = z.object({
  name: z.string(),
  version: z.number(),
  instant: z.iso.datetime(),
  fingerprint: z.string(),
  /** The SHA-256 of its SHA256SUMS. */
  sha256: z.string(),
  /** The total size of its files. */
  bytes: z.number(),
});
type ReleaseSummary = z.infer<typeof ReleaseSummary>;

/** The file that lists the releases of the directory. */
export const INDEX = 'index.json';
const FORMAT = 'registre-numerique/releases/1';
/** An entry of the index. */
const IndexEntry = ReleaseSummary.extend({ url: z.string() });
export type IndexEntry = z.infer<typeof IndexEntry>;
const Index = z.object({ format: z.literal(FORMAT), releases: z.array(IndexEntry) });

/** The releases that the index lists; empty without an index. Throws RELEASE_INDEX_INVALID if it can't be parsed. */
export async function readIndex(directory: string): Promise<IndexEntry[]> {
  const file = join(directory, INDEX);
  const text = await readFileIfExists(file);
  return text === null ? [] : parseIndex(text, file);
}

export function parseIndex(text: string, file: string): IndexEntry[] {
  try {
    return Index.parse(JSON.parse(text)).releases;
  } catch (error) {
    return fail(RELEASE_INDEX_INVALID, { file, problem: problemOfIndex(error) });
  }
}

export function indexJson(releases: readonly IndexEntry[]): string {
  return prettyJson({ format: FORMAT, releases: [...releases].sort(newestFirst) });
}

/**
 * Writes the index of every intact release of the directory, newest first. It also lists a release whose export was killed
 * before it wrote the index.
 * @param previousEntries entries of the previous index: a release that still has the listed checksum is not read again.
 */
export async function writeIndex(
  directory: string,
  publicUrl: string,
  previousEntries: readonly ReleaseSummary[],
): Promise<void> {
  const releases: IndexEntry[] = [];
  for (const name of await releaseNames(directory)) {
    const release = await summaryOf(directory, name, previousEntries);
    if (release) releases.push({ ...release, url: `${publicUrl}/exports/${name}/` });
  }
  await replaceFile(directory, INDEX, indexJson(releases));
}

async function summaryOf(
  directory: string,
  name: string,
  previousEntries: readonly ReleaseSummary[],
): Promise<ReleaseSummary | null> {
  const checksumsFile = await readFileIfExists(join(directory, name, CHECKSUMS));
  const entry = previousEntries.find((release) => release.name === name);
  if (entry && checksumsFile !== null && sha256(checksumsFile) === entry.sha256) return entry;
  const release = await readRelease(directory, name);
  if (typeof release === 'string') return null;
  const { version, instant, fingerprint } = release.manifest;
  return { name, version, instant, fingerprint, sha256: release.sha256, bytes: release.bytes };
}

function newestFirst(a: ReleaseSummary, b: ReleaseSummary): number {
  return (
    b.version - a.version || Date.parse(b.instant) - Date.parse(a.instant) || revisionOf(b.name) - revisionOf(a.name)
  );
}

function problemOfIndex(error: unknown): string {
  if (error instanceof z.ZodError) return 'it is not an index of releases';
  return error instanceof SyntaxError ? 'it is not JSON' : messageWithoutPaths(error);
}
