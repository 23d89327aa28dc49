import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { filesOf, type ManifestResource } from '../exportsDirectory/manifest.ts';
import type { IntactRelease } from '../exportsDirectory/releaseFiles.ts';
import { modifiedAt, revisionOf } from '../exportsDirectory/releaseName.ts';

/** Completes the entries of written files with the instant of their last change. */
export type KeepModified = (resources: readonly ManifestResource[]) => Promise<ManifestResource[]>;

/**
 * A file with the bytes of the previous release keeps its modification time, in the manifest and on disk, so that HTTP and
 * harvesters see no change.
 */
export function keepModified(root: string, previous: IntactRelease | null, modified: Date): KeepModified {
  const former = new Map(previous ? filesOf(previous.manifest).map((resource) => [resource.path, resource]) : []);
  const formerRelease = previous && modifiedAt(new Date(previous.manifest.instant), revisionOf(previous.name));
  return async (resources) => {
    const completed: ManifestResource[] = [];
    for (const resource of resources) {
      const before = former.get(resource.path);
      const isKept = before?.sha256 === resource.sha256;
      const kept = isKept ? (before?.modified ?? formerRelease?.toISOString()) : undefined;
      if (kept !== undefined) await utimes(join(root, resource.path), new Date(kept), new Date(kept));
      completed.push({ ...resource, modified: kept ?? modified.toISOString() });
    }
    return completed;
  };
}
