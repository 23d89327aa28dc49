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
import { type IndexEntry, readIndex } from '../exportsDirectory/releaseIndex.ts';
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
    releases.slice(start, end).map((entry) => ({ ...releaseOf(publicUrl, entry), $place: [entry.name] })),
  );
}

/** A release that the index lists. Its URL is that of this server, not of the one that wrote the index. */
export function releaseOf(publicUrl: string, { name, version, instant, bytes, sha256 }: IndexEntry): Release {
  return { name, version, instant: new Date(instant), url: `${publicUrl}/exports/${name}/`, bytes, sha256 };
}

/** A page of the changes of a release since the previous one. It reads the file up to the end of the page. */
export async function pageOfChanges(
  directory: string,
  release: string,
  given: SliceArguments,
): Promise<Page<ReleaseChange>> {
  const path = join(directory, release, `${CHANGES}.json`);
  return pageOfLines(`changes of ${release}`, given, {
    total: (await readManifest(directory, release))?.previous?.changes ?? 0,
    read: (start, end) => readLines(path, start, end - start),
  });
}

/** Changes that are read by position. */
interface CountedLines {
  readonly total: number;
  read(start: number, end: number): Promise<readonly ChangeLine[]>;
}

/** @param signature what cursors are bound to. */
export function pageOfLines(
  signature: string,
  given: SliceArguments,
  { total, read }: CountedLines,
): Page<ReleaseChange> {
  const slice = sliceOf(signature, ['integer'], given);
  const positionOf = (values: CursorValues | null) => (values ? Number(values[0]) : null);
  const bounds = { after: positionOf(slice.after), before: positionOf(slice.before) };
  return pageByPosition(slice, given, total, bounds, async ({ start, end }) =>
    (await read(start, end)).map((line, at) => ({ ...releaseChangeOf(line), $place: [String(start + at)] })),
  );
}

/** Reads lines of a JSON array with one object per line. */
async function readLines(path: string, offset: number, count: number): Promise<ChangeLine[]> {
  const file = createReadStream(path);
  const changes: ChangeLine[] = [];
  let at = -1;
  try {
    for await (const line of createInterface({ input: file, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (changes.length === count) break;
      if (at++ >= offset) changes.push(ChangeLine.parse(JSON.parse(line.replace(/,$/, ''))));
    }
  } finally {
    file.destroy();
  }
  return changes;
}

function releaseChangeOf({ table, identifiant, colonne, avant, apres }: ChangeLine): ReleaseChange {
  return { table, identifier: identifiant, column: colonne, before: avant, after: apres };
}
