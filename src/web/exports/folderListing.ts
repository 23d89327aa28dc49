import { join } from 'node:path';
import {
  LATEST,
  latestName,
  readChecksums,
  readFileIfExists,
  releaseWrittenAt,
  resolveRelease,
  sha256,
  statIfExists,
} from '../../publishing/exportsDirectory/releaseFiles.ts';
import { INDEX, readIndex } from '../../publishing/exportsDirectory/releaseIndex.ts';

/** A folder of the exports, as the listings show it. */
export interface FolderListing {
  /** The path below `/exports/`, with a slash at its end; empty for the exports themselves. */
  readonly path: string;
  /** The release that contains the folder; null for the exports themselves. */
  readonly release: string | null;
  readonly folders: readonly ListedFolder[];
  readonly files: readonly ListedFile[];
}

interface ListedFolder {
  readonly name: string;
  readonly bytes: number | null;
  readonly modified: Date | null;
}

interface ListedFile extends ListedFolder {
  readonly bytes: number;
  readonly modified: Date;
  readonly sha256: string;
}

/** The releases of the directory, newest first, and the index. */
export async function listReleases(directory: string): Promise<FolderListing> {
  const releases = await Promise.all(
    (await readIndex(directory)).map(async ({ name, bytes }) => {
      const at = await releaseWrittenAt(directory, name);
      return { name, bytes, modified: at === null ? null : new Date(at) };
    }),
  );
  const latest = await latestName(directory);
  const latestFolder = releases.filter(({ name }) => name === latest).map((release) => ({ ...release, name: LATEST }));
  const text = await readFileIfExists(join(directory, INDEX));
  const files = text === null ? [] : await listedFiles(directory, [[INDEX, sha256(text)]]);
  return { path: '', release: null, folders: [...latestFolder, ...releases], files };
}

/**
 * The files that a release has in a folder; null if it has none.
 * @param name the name of a release, or `latest`.
 * @param folder the name of the folder; empty for the root of the release.
 */
export async function listFolder(directory: string, name: string, folder: string): Promise<FolderListing | null> {
  const release = await resolveRelease(directory, name);
  const checksums = release === null ? null : await readChecksums(directory, release);
  if (release === null || checksums === null) return null;
  const prefix = folder === '' ? '' : `${folder}/`;
  const inside = [...checksums]
    .filter(([path]) => path.startsWith(prefix))
    .map(([path, checksum]) => [path.slice(prefix.length), checksum] as const);
  const files = await listedFiles(
    join(directory, release, folder),
    inside.filter(([path]) => !path.includes('/')),
  );
  if (files.length === 0) return null;
  const names = new Set(
    inside.filter(([path]) => path.includes('/')).map(([path]) => path.slice(0, path.indexOf('/'))),
  );
  const folders = [...names].sort().map((each) => ({ name: each, bytes: null, modified: null }));
  return { path: `${name}/${prefix}`, release, folders, files };
}

async function listedFiles(root: string, files: readonly (readonly [string, string])[]): Promise<ListedFile[]> {
  const listed = await Promise.all(
    [...files].sort().map(async ([name, checksum]) => {
      const stats = await statIfExists(join(root, name));
      return stats ? [{ name, bytes: stats.size, modified: stats.mtime, sha256: checksum }] : [];
    }),
  );
  return listed.flat();
}
