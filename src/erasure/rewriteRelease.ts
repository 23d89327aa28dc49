import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseBundledRelease } from '../publishing/bundles/bundledTables.ts';
import { isInArchive } from '../publishing/bundles/writeArchive.ts';
import { BUNDLES_FOLDER, writeBundles } from '../publishing/bundles/writeBundles.ts';
import { digestOf, PUBLIC_DIRECTORY, syncDirectory, writeTextFile } from '../publishing/exportsDirectory/outputFile.ts';
import {
  CHECKSUMS,
  checksumsText,
  ERRATUM,
  MANIFEST,
  parseChecksums,
  readFileIfExists,
  readRelease,
  renameIntoPlace,
  temporaryName,
} from '../publishing/exportsDirectory/releaseFiles.ts';
import { holdsRegisterData, redactChunks, redactFile } from './redactFile.ts';
import type { SlugReplacements } from './redactValue.ts';
import type { SearchTerms } from './SearchTerms.ts';
import { type RewrittenFile, redactSources, updateChecksums } from './updateChecksums.ts';
import { erratum, updateManifest } from './updateManifest.ts';

export interface ReleaseMatches {
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly occurrences: number }[];
}

/** Counts the matches in the files of a release; null without a match. */
export async function findInRelease(
  directory: string,
  name: string,
  terms: SearchTerms,
): Promise<ReleaseMatches | null> {
  const root = join(directory, name);
  const files: { path: string; occurrences: number }[] = [];
  for (const path of (await pathsUnder(root)).filter(holdsRegisterData)) {
    let occurrences = 0;
    for await (const { count } of redactChunks(join(root, path), terms, new Map())) occurrences += count;
    if (occurrences > 0) files.push({ path, occurrences });
  }
  const manifest = await readFileIfExists(join(root, MANIFEST));
  const inSources = manifest === null ? 0 : redactSources(terms, manifest).count;
  if (inSources > 0) files.push({ path: MANIFEST, occurrences: inSources });
  return files.length === 0 ? null : { name, files };
}

/**
 * Rewrites a release without the search terms, in a temporary directory, then replaces the release. It updates the sizes and
 * checksums of the files, and adds `ERRATUM.md`. An intact release stays intact.
 */
export async function rewriteRelease(
  directory: string,
  matches: ReleaseMatches,
  terms: SearchTerms,
  slugs: SlugReplacements,
  now: Date,
): Promise<void> {
  const { name } = matches;
  const root = join(directory, name);
  const wasIntact = typeof (await readRelease(directory, name)) !== 'string';
  const temporary = join(directory, temporaryName(name));
  const matchingPaths = new Set(matches.files.map(({ path }) => path));
  const rewritten: RewrittenFile[] = [];
  await mkdir(temporary, PUBLIC_DIRECTORY);
  const paths = await pathsUnder(root);
  const folders = { recursive: true, mode: PUBLIC_DIRECTORY };
  for (const path of paths) await mkdir(dirname(join(temporary, path)), folders);
  for (const path of paths.filter((each) => !REWRITTEN_LAST.has(each) && !listsChecksums(each) && !isBundle(each))) {
    if (matchingPaths.has(path)) {
      const after = await redactFile(join(root, path), join(temporary, path), terms, slugs, now);
      rewritten.push({ path, before: await digestOf(createReadStream(join(root, path))), after, modified: now });
    } else await copy(join(root, path), join(temporary, path));
  }
  const rewriteListings = async (listings: readonly string[]) => {
    const files = [...rewritten];
    for (const path of listings) {
      const text = await readFile(join(root, path), 'utf8');
      const redacted = path === 'datapackage.json' ? redactSources(terms, text).text : text;
      const updated = updateChecksums(path, redacted, files);
      if (updated === text) await copy(join(root, path), join(temporary, path));
      else {
        const after = await writeTextFile(join(temporary, path), updated, now);
        rewritten.push({ path, before: await digestOf(createReadStream(join(root, path))), after, modified: now });
      }
    }
  };
  const manifest = await readFileIfExists(join(root, MANIFEST));
  const bundles = paths.filter(isBundle);
  // The bundles contain the first listings, and the others contain the checksums of the bundles.
  await rewriteListings(paths.filter((path) => listsChecksums(path) && isInArchive(path)));
  const changedPaths = [...matchingPaths, ...bundles];
  const erratumText = erratum(await readFileIfExists(join(root, ERRATUM)), changedPaths, terms.replacement, now);
  const erratumFile = { path: ERRATUM, ...(await writeTextFile(join(temporary, ERRATUM), erratumText, now)) };
  const checksums = parseChecksums((await readFileIfExists(join(root, CHECKSUMS))) ?? '');
  checksums.set(ERRATUM, erratumFile.sha256);
  const setChecksums = () => {
    // The catalogues of a release may have no checksum.
    for (const { path, after } of rewritten) if (checksums.has(path)) checksums.set(path, after.sha256);
  };
  setChecksums();
  if (manifest !== null && bundles.length > 0) {
    const release = parseBundledRelease(name, manifest);
    const unbundled = [...checksums].filter(([path]) => !isBundle(path));
    const files = unbundled.map(([path, sha256]) => ({ path, sha256 }));
    for (const { path, ...after } of await writeBundles({ root: temporary, modified: now }, release, files)) {
      rewritten.push({ path, before: await digestOf(createReadStream(join(root, path))), after, modified: now });
    }
  }
  await rewriteListings(paths.filter((path) => listsChecksums(path) && !isInArchive(path)));
  setChecksums();
  if (manifest !== null) {
    const text = await updateManifest(redactSources(terms, manifest).text, temporary, rewritten, erratumFile);
    checksums.set(MANIFEST, (await writeTextFile(join(temporary, MANIFEST), text, now)).sha256);
  }
  await writeTextFile(join(temporary, CHECKSUMS), checksumsText(checksums), now);
  await syncDirectory(temporary);
  await rename(temporary, join(directory, rewrittenName(name)));
  if (wasIntact && typeof (await readRelease(directory, rewrittenName(name))) === 'string') {
    throw new Error(
      `the rewritten release ${name} is not intact; it was not replaced, and ${rewrittenName(name)} remains`,
    );
  }
  await renameRewrittenRelease(directory, name);
}

/** Renames a rewritten release to its name, also after a process that was killed during this rename. */
export function renameRewrittenRelease(directory: string, name: string): Promise<void> {
  return renameIntoPlace(directory, rewrittenName(name), name);
}

/** The names of releases that a killed process rewrote but did not rename. */
export async function unfinishedRewrites(directory: string): Promise<string[]> {
  return (await readdir(directory)).flatMap((name) => /^\.(.+)\.cleaned$/.exec(name)?.[1] ?? []);
}

/**
 * The name of a rewritten release before its rename. The next export does not delete it, unlike a temporary directory: during
 * the rename it is the only copy.
 */
function rewrittenName(name: string): string {
  return `.${name}.cleaned`;
}

const REWRITTEN_LAST: ReadonlySet<string> = new Set([MANIFEST, CHECKSUMS, ERRATUM]);

/** Whether a file has the content of other files of the release. */
function isBundle(path: string): boolean {
  return path.startsWith(`${BUNDLES_FOLDER}/`) && /\.(?:sqlite|xlsx|zip)$/.test(path);
}

function listsChecksums(path: string): boolean {
  return /(?:^|\/)(?:dataset|datapackage)\.json$|^catalog\.(?:jsonld|ttl)$/.test(path);
}

async function pathsUnder(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

async function copy(from: string, to: string): Promise<void> {
  const { atime, mtime } = await stat(from);
  await copyFile(from, to);
  await utimes(to, atime, mtime);
}
