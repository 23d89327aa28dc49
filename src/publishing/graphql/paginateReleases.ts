import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fail } from '../../errors/errors.ts';
import { cursorOf, cursorValues } from '../../graphql/connections/cursor.ts';
import type { ForwardArguments } from '../../graphql/connections/pageArguments.ts';
import { PAGE_SIZE_OUT_OF_RANGE } from '../../graphql/graphqlErrors.ts';
import { DEFAULT_PAGE_SIZE, MAXIMUM_PAGE_SIZE } from '../../graphql/relations/pageSize.ts';
import { readManifest } from '../exportsDirectory/releaseFiles.ts';
import { readIndex } from '../exportsDirectory/releaseIndex.ts';
import { ChangeLine } from '../releaseDiff/changesTable.ts';
import { CHANGES } from '../releaseDiff/writeChanges.ts';
import type { PublishedRelease, ReleaseChange, ReleaseChanges } from './PublishedRelease.ts';

/** A page of the releases that the index lists, newest first: after the release named `after`. */
export async function listReleases(
  directory: string,
  publicUrl: string,
  { first, after }: ForwardArguments,
): Promise<PublishedRelease[]> {
  const size = pageSizeOf(first);
  const releases = await readIndex(directory);
  // An unknown `after` gives an empty page.
  const start = after == null ? 0 : releases.findIndex(({ name }) => name === after) + 1 || releases.length;
  return releases.slice(start, start + size).map(({ name, version, instant, bytes, sha256 }) => {
    return { name, version, instant: new Date(instant), url: `${publicUrl}/exports/${name}/`, bytes, sha256 };
  });
}

/** A page of the changes of a release. It reads the file up to the end of the page. */
export async function readChanges(
  directory: string,
  release: string,
  { first, after }: ForwardArguments,
): Promise<ReleaseChanges> {
  const size = pageSizeOf(first);
  const list = `changes of ${release}`;
  const offset = after == null ? 0 : Number(cursorValues(list, ['integer'], after, 'after')[0]);
  const totalCount = (await readManifest(directory, release))?.previous?.changes ?? 0;
  const count = Math.max(0, Math.min(size, totalCount - offset));
  const nodes = count === 0 ? [] : await readLines(join(directory, release, `${CHANGES}.json`), offset, count);
  const end = offset + nodes.length;
  const endCursor = nodes.length === 0 ? null : cursorOf(list, [String(end)]);
  return { nodes, totalCount, hasNextPage: end < totalCount, endCursor };
}

function pageSizeOf(first: number | null | undefined): number {
  const size = first ?? DEFAULT_PAGE_SIZE;
  if (size >= 0 && size <= MAXIMUM_PAGE_SIZE) return size;
  return fail(PAGE_SIZE_OUT_OF_RANGE, { argument: 'first', value: size, maximum: MAXIMUM_PAGE_SIZE });
}

/** Reads lines of a JSON array with one object per line. */
async function readLines(path: string, offset: number, count: number): Promise<ReleaseChange[]> {
  const file = createReadStream(path);
  const changes: ReleaseChange[] = [];
  let at = -1;
  try {
    for await (const line of createInterface({ input: file, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (changes.length === count) break;
      if (at++ >= offset) changes.push(releaseChangeOf(line));
    }
  } finally {
    file.destroy();
  }
  return changes;
}

function releaseChangeOf(line: string): ReleaseChange {
  const { table, identifiant, colonne, avant, apres } = ChangeLine.parse(JSON.parse(line.replace(/,$/, '')));
  return { table, identifier: identifiant, column: colonne, before: avant, after: apres };
}
