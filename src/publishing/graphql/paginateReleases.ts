import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fail } from '../../errors/errors.ts';
import type { Page } from '../../graphql/connections/connectionType.ts';
import type { CursorValues } from '../../graphql/connections/cursor.ts';
import { pageByPosition } from '../../graphql/connections/page.ts';
import { type SliceArguments, sliceOf } from '../../graphql/connections/slice.ts';
import { CURSOR_INVALID } from '../../graphql/graphqlErrors.ts';
import { readManifest } from '../exportsDirectory/releaseFiles.ts';
import { readIndex } from '../exportsDirectory/releaseIndex.ts';
import { ChangeLine } from '../releaseDiff/changesTable.ts';
import { CHANGES } from '../releaseDiff/writeChanges.ts';
import type { Release, ReleaseChange } from './Release.ts';

/** A page of the releases that the index lists, newest first. */
export async function pageOfReleases(
  directory: string,
  publicUrl: string,
  given: SliceArguments,
): Promise<Page<Release>> {
  const slice = sliceOf('Query.releases', ['text'], given);
  const releases = await readIndex(directory);
  const positionOf = (argument: 'after' | 'before') => {
    const [name] = slice[argument] ?? [null];
    if (name === null) return null;
    const position = releases.findIndex((each) => each.name === name);
    return position === -1 ? fail(CURSOR_INVALID, { argument }) : position;
  };
  const bounds = { after: positionOf('after'), before: positionOf('before') };
  return pageByPosition(slice, given, releases.length, bounds, async ({ start, end }) =>
    releases.slice(start, end).map(({ name, version, instant, bytes, sha256 }) => {
      const url = `${publicUrl}/exports/${name}/`;
      return { name, version, instant: new Date(instant), url, bytes, sha256, $place: [name] };
    }),
  );
}

/** A page of the changes of a release. It reads the file up to the end of the page. */
export async function pageOfChanges(
  directory: string,
  release: string,
  given: SliceArguments,
): Promise<Page<ReleaseChange>> {
  const slice = sliceOf(`changes of ${release}`, ['integer'], given);
  const total = (await readManifest(directory, release))?.previous?.changes ?? 0;
  const positionOf = (values: CursorValues | null) => (values ? Number(values[0]) : null);
  const bounds = { after: positionOf(slice.after), before: positionOf(slice.before) };
  const path = join(directory, release, `${CHANGES}.json`);
  return pageByPosition(slice, given, total, bounds, async ({ start, end }) =>
    (await readLines(path, start, end - start)).map((each, at) => ({ ...each, $place: [String(start + at)] })),
  );
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
