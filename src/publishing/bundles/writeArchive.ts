import { join } from 'node:path';
import { type FileDigest, withOutputFile } from '../exportsDirectory/outputFile.ts';
import { CHECKSUMS, checksumsText } from '../exportsDirectory/releaseFiles.ts';
import { ZipFile } from './ZipFile.ts';

/** Whether a file of a release is in its zip. The files that contain the checksum of the zip can't be. */
export function isInArchive(path: string): boolean {
  return !/(?:^|\/)dataset\.json$|^(?:release\.json|SHA256SUMS|catalog\.\w+)$|\.zip$/.test(path);
}

/**
 * Writes files of a release as one zip, in a folder with the name of the release, with a SHA256SUMS of these files.
 * @param path the path of the zip.
 */
export function writeArchive(
  path: string,
  release: { readonly root: string; readonly name: string },
  files: readonly { readonly path: string; readonly sha256: string }[],
  modified: Date,
): Promise<FileDigest> {
  const { root, name } = release;
  return withOutputFile(path, modified, async (output) => {
    const zip = await ZipFile.create(output, modified);
    const sorted = files.filter((file) => isInArchive(file.path)).sort((a, b) => (a.path < b.path ? -1 : 1));
    for (const file of sorted) await zip.addFile(`${name}/${file.path}`, join(root, file.path));
    await zip.addText(`${name}/${CHECKSUMS}`, checksumsText(sorted.map((file) => [file.path, file.sha256])));
    return zip.finish();
  });
}
