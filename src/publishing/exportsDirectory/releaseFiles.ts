import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { readdir, readFile, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../files/systemError.ts';
import { filesOf, Manifest } from './manifest.ts';
import { syncDirectory, writeTextFile } from './outputFile.ts';
import { areRevisions, byAge, isReleaseName } from './releaseName.ts';

export async function releaseNames(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory() && isReleaseName(entry.name)).map(({ name }) => name);
}

export async function latestName(directory: string): Promise<string | null> {
  try {
    const target = await readlink(join(directory, LATEST));
    return isReleaseName(target) ? target : null;
  } catch (error) {
    if (WITHOUT_LATEST.has(errorCode(error) ?? '')) return null;
    throw error;
  }
}

/** `latest` is missing, is not a symbolic link, or is not in a directory. Writing a release fails with a better error. */
const WITHOUT_LATEST = new Set(['ENOENT', 'EINVAL', 'ENOTDIR', 'ENAMETOOLONG']);

/** The name of the release that a path names: `latest` is the latest one. Null if there is none, or it can't be the name of one. */
export async function resolveRelease(directory: string, name: string): Promise<string | null> {
  if (name === LATEST) return latestName(directory);
  return isReleaseName(name) ? name : null;
}

export async function readManifest(directory: string, name: string): Promise<Manifest | null> {
  const text = await readFileIfExists(join(directory, name, MANIFEST));
  return text === null ? null : Manifest.parse(JSON.parse(text));
}

/** When a release was written, in milliseconds since the epoch: an erasure rewrites it. Null if it does not exist. */
export async function releaseWrittenAt(directory: string, name: string): Promise<number | null> {
  return (await statIfExists(join(directory, name, CHECKSUMS)))?.mtimeMs ?? null;
}

export async function statIfExists(file: string): Promise<Stats | null> {
  try {
    return await stat(file);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/**
 * Reads a release by name, and checks its manifest and the size of every file. Returns `damaged` if a file is missing or has
 * another size, and `incompatible` if the manifest of another version of the software can't be parsed.
 */
export async function readRelease(
  directory: string,
  name: string,
): Promise<IntactRelease | 'damaged' | 'incompatible'> {
  const checksumsFile = await readFileIfExists(join(directory, name, CHECKSUMS));
  const text = await readFileIfExists(join(directory, name, MANIFEST));
  if (checksumsFile === null || text === null || !checksumsFile.includes(`${sha256(text)}  ${MANIFEST}\n`))
    return 'damaged';
  const manifest = Manifest.safeParse(JSON.parse(text)).data;
  if (!manifest) return 'incompatible';
  let bytes = Buffer.byteLength(checksumsFile) + Buffer.byteLength(text);
  for (const resource of filesOf(manifest)) {
    if ((await sizeIfExists(join(directory, name, resource.path))) !== resource.bytes) return 'damaged';
    bytes += resource.bytes;
  }
  return { name, manifest, bytes, sha256: sha256(checksumsFile) };
}

/** A release with all its files: each has its size, and the manifest has its checksum. */
export interface IntactRelease {
  readonly name: string;
  readonly manifest: Manifest;
  readonly bytes: number;
  /** The SHA-256 of its SHA256SUMS, and therefore of all its files. */
  readonly sha256: string;
}

/** Makes a release the latest one, atomically for readers. */
export async function pointLatestTo(directory: string, name: string): Promise<void> {
  const temporary = join(directory, temporaryName(LATEST));
  await symlink(name, temporary);
  await rename(temporary, join(directory, LATEST));
}

/** Replaces a small file atomically for readers. */
export async function replaceFile(directory: string, file: string, text: string): Promise<void> {
  const temporary = join(directory, temporaryName(file));
  await writeTextFile(temporary, text, new Date());
  await rename(temporary, join(directory, file));
}

export function temporaryName(name: string): string {
  return `.${name}.${process.pid}.tmp`;
}

/** Removes the temporary files of exports that were killed. The caller holds the lock of the directory. */
export async function removeTemporaries(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (/^\..+\.\d+\.tmp$/.test(name)) await rm(join(directory, name), { recursive: true, force: true });
  }
}

export const LATEST = 'latest';
export const MANIFEST = 'release.json';
export const CHECKSUMS = 'SHA256SUMS';
/** The document that lists the files of a release that an erasure changed. */
export const ERRATUM = 'ERRATUM.md';

export async function readFileIfExists(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

async function sizeIfExists(path: string): Promise<number | null> {
  try {
    const entry = await stat(path);
    return entry.isFile() ? entry.size : null;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

function isNotFound(error: unknown): boolean {
  return errorCode(error) === 'ENOENT';
}

/** The SHA-256 of each file of a release, by path: those that its SHA256SUMS lists, and its own. Null if it has none. */
export async function readChecksums(directory: string, name: string): Promise<ReadonlyMap<string, string> | null> {
  const text = await readFileIfExists(join(directory, name, CHECKSUMS));
  return text === null ? null : parseChecksums(text).set(CHECKSUMS, sha256(text));
}

/** The SHA-256 of each file that a SHA256SUMS lists, by path. */
export function parseChecksums(checksumsFile: string): Map<string, string> {
  const lines = checksumsFile.split('\n').filter((line) => line !== '');
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

/** The text of a SHA256SUMS, as `sha256sum --check` reads it. */
export function checksumsText(checksums: Iterable<readonly [path: string, sha256: string]>): string {
  const sorted = [...checksums].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([path, sha256]) => `${sha256}  ${path}\n`).join('');
}

/**
 * Renames a temporary directory to the name of a release. A rename is atomic for readers. An existing directory of this name is
 * moved aside first, so it takes two renames to replace it.
 */
export async function renameIntoPlace(directory: string, temporary: string, name: string): Promise<void> {
  if ((await releaseNames(directory)).includes(name)) {
    const aside = temporaryName(`${name}.former`);
    await rename(join(directory, name), join(directory, aside));
    await rename(join(directory, temporary), join(directory, name));
    await rm(join(directory, aside), { recursive: true, force: true });
  } else {
    await rename(join(directory, temporary), join(directory, name));
  }
  await syncDirectory(directory);
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * The newest intact and compatible release of an earlier version than `name`; null if there is none. It does not depend on `latest`,
 * so that a release that is exported again is compared with the same one. A revision has the changes of its version, like
 * the release that it revises.
 */
export function releaseBefore(directory: string, name: string): Promise<IntactRelease | null> {
  return newestBefore(directory, name, (each) => !areRevisions(each, name));
}

/** The newest intact and compatible release that is older than `name`, which may be a revision of it; null if there is none. */
export function predecessorOf(directory: string, name: string): Promise<IntactRelease | null> {
  return newestBefore(directory, name, () => true);
}

async function newestBefore(directory: string, name: string, isWanted: (name: string) => boolean) {
  const older = (await releaseNames(directory)).filter((each) => byAge(each, name) < 0 && isWanted(each));
  for (const each of older.sort(byAge).reverse()) {
    const entry = await readRelease(directory, each);
    if (typeof entry !== 'string') return entry;
  }
  return null;
}
