import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileDigest } from '../files/outputFile.ts';
import { PUBLIC_DIRECTORY, syncDirectory, withFile, writeWhole } from '../files/outputFile.ts';
import {
  checksumsIn,
  ERRATUM,
  MANIFEST,
  readIfThere,
  releaseAt,
  SUMS,
  sumsText,
  temporaryName,
} from '../files/releases.ts';
import { cleanPieces, isData } from './cleanFile.ts';
import type { Renamed } from './cleanValue.ts';
import { erratum } from './erratum.ts';
import type { Forgotten } from './Forgotten.ts';
import { withErratum } from './manifestErased.ts';
import type { Rewritten } from './resum.ts';
import { resum } from './resum.ts';

/** What a release holds that is to be forgotten. */
export interface FoundRelease {
  readonly name: string;
  /** By path within the release. */
  readonly files: readonly { readonly path: string; readonly occurrences: number }[];
}

/** Looks into every file of a release; null when nothing is to be forgotten. */
export async function findInRelease(
  directory: string,
  name: string,
  forgotten: Forgotten,
): Promise<FoundRelease | null> {
  const root = join(directory, name);
  const files: { path: string; occurrences: number }[] = [];
  for (const path of (await pathsUnder(root)).filter(isData)) {
    let occurrences = 0;
    for await (const { count } of cleanPieces(join(root, path), forgotten, new Map())) occurrences += count;
    if (occurrences > 0) files.push({ path, occurrences });
  }
  return files.length === 0 ? null : { name, files };
}

/**
 * Writes a release again without what is to be forgotten: beside, under another name, then in place of it. What is
 * said of its files is said again, and a note tells readers. What was a whole release is one afterwards.
 */
export async function rewriteRelease(
  directory: string,
  found: FoundRelease,
  forgotten: Forgotten,
  renamed: Renamed,
  now: Date,
): Promise<void> {
  const { name } = found;
  const root = join(directory, name);
  const wasWhole = typeof (await releaseAt(directory, name)) !== 'string';
  const temporary = join(directory, temporaryName(name));
  const touched = new Set(found.files.map(({ path }) => path));
  const rewritten: Rewritten[] = [];
  await mkdir(temporary, PUBLIC_DIRECTORY);
  const paths = await pathsUnder(root);
  const folders = { recursive: true, mode: PUBLIC_DIRECTORY };
  for (const path of paths) await mkdir(dirname(join(temporary, path)), folders);
  for (const path of paths.filter((each) => !REWRITTEN_LAST.has(each) && !isTelling(each))) {
    if (touched.has(path)) {
      const after = await cleanFile(join(root, path), join(temporary, path), forgotten, renamed, now);
      rewritten.push({ path, before: await sumsOf(join(root, path)), after });
    } else await copy(join(root, path), join(temporary, path));
  }
  const telling: Rewritten[] = [];
  for (const path of paths.filter(isTelling)) {
    const text = await readFile(join(root, path), 'utf8');
    const told = resum(path, text, rewritten);
    if (told === text) await copy(join(root, path), join(temporary, path));
    else {
      const after = await writeWhole(join(temporary, path), told, now);
      telling.push({ path, before: await sumsOf(join(root, path)), after });
    }
  }
  const note = erratum(await readIfThere(join(root, ERRATUM)), [...touched], forgotten.replacement, now);
  const noted = { path: ERRATUM, ...(await writeWhole(join(temporary, ERRATUM), note, now)) };
  const manifest = await readIfThere(join(root, MANIFEST));
  const files = [...rewritten, ...telling];
  const written: (FileDigest & { path: string })[] = [noted, ...files.map(({ path, after }) => ({ path, ...after }))];
  if (manifest !== null) {
    const text = await withErratum(manifest, temporary, files, noted);
    written.push({ path: MANIFEST, ...(await writeWhole(join(temporary, MANIFEST), text, now)) });
  }
  const sums = newSums((await readIfThere(join(root, SUMS))) ?? '', written);
  await writeWhole(join(temporary, SUMS), sums, now);
  await syncDirectory(temporary);
  await rename(temporary, join(directory, cleanedName(name)));
  if (wasWhole && typeof (await releaseAt(directory, cleanedName(name))) === 'string') {
    throw new Error(`${name} would not be a whole release any more: ${cleanedName(name)} was left beside it`);
  }
  await putInPlace(directory, name);
}

/** Gives a cleaned release its name, or finishes that when a process died at it. */
export async function putInPlace(directory: string, name: string): Promise<void> {
  const aside = join(directory, temporaryName(`${name}.erased`));
  const isThere = (await stat(join(directory, name)).catch(() => null)) !== null;
  if (isThere) await rename(join(directory, name), aside);
  await rename(join(directory, cleanedName(name)), join(directory, name));
  await rm(aside, { recursive: true, force: true });
  await syncDirectory(directory);
}

/** The releases that were cleaned, and not put in place since a process died at it. */
export async function leftCleaned(directory: string): Promise<string[]> {
  return (await readdir(directory)).flatMap((name) => /^\.(.+)\.cleaned$/.exec(name)?.[1] ?? []);
}

/** Unlike a temporary name, the next export doesn't remove it: for a moment it is the only copy. */
function cleanedName(name: string): string {
  return `.${name}.cleaned`;
}

const REWRITTEN_LAST: ReadonlySet<string> = new Set([MANIFEST, SUMS, ERRATUM]);

/** Whether a file tells sizes and sums of others. */
function isTelling(path: string): boolean {
  return /(?:^|\/)(?:dataset|datapackage)\.json$|^catalog\.(?:jsonld|ttl)$/.test(path);
}

async function pathsUnder(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

function cleanFile(from: string, to: string, forgotten: Forgotten, renamed: Renamed, now: Date): Promise<FileDigest> {
  return withFile(to, now, async (file) => {
    for await (const { text } of cleanPieces(from, forgotten, renamed)) await file.write(text);
    return file.finish();
  });
}

async function copy(from: string, to: string): Promise<void> {
  const { atime, mtime } = await stat(from);
  await copyFile(from, to);
  await utimes(to, atime, mtime);
}

async function sumsOf(path: string): Promise<FileDigest> {
  const [sha1, sha256] = [createHash('sha1'), createHash('sha256')];
  let bytes = 0;
  for await (const piece of createReadStream(path)) {
    const buffer = Buffer.from(piece);
    sha1.update(buffer);
    sha256.update(buffer);
    bytes += buffer.length;
  }
  return { bytes, sha1: sha1.digest('hex'), sha256: sha256.digest('hex') };
}

function newSums(sums: string, written: readonly (FileDigest & { path: string })[]): string {
  const checksums = checksumsIn(sums);
  for (const { path, sha256 } of written) checksums.set(path, sha256);
  return sumsText(checksums);
}
