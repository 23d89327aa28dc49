import { LRUCache } from 'lru-cache';
import { fail } from '../../errors/errors.ts';
import type { Page } from '../../graphql/connections/connectionType.ts';
import type { SliceArguments } from '../../graphql/connections/slice.ts';
import { COMPARISONS_BUSY } from '../publishingErrors.ts';
import type { ChangeLine } from '../releaseDiff/changesTable.ts';
import { compareReleases } from '../releaseDiff/compareReleases.ts';
import { pageOfLines } from './paginateReleases.ts';
import type { ReleaseChange } from './Release.ts';

/** A comparison reads the tables of both releases. The fields of one query may ask for several. */
const MAXIMUM_WAITING = 5;

/** Pages of the changes between any two releases of a directory. One comparison runs at a time. */
export class PagedComparisons {
  readonly #directory: string;
  /** The number of changes by the identity of the comparison. */
  readonly #totals = new LRUCache<string, number, () => AsyncIterable<ChangeLine>>({
    max: 1_000,
    fetchMethod: (_identity, _stale, { context: lines }) => this.#run(() => countOf(lines())),
  });
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Fails with RELEASE_UNKNOWN, RELEASE_UNREADABLE or COMPARISONS_BUSY. */
  async page(from: string, to: string, given: SliceArguments): Promise<Page<ReleaseChange>> {
    const { names, identity, lines } = await compareReleases(this.#directory, from, to);
    return pageOfLines(`changes from ${names[0]} to ${names[1]}`, given, {
      total: (await this.#totals.fetch(identity, { context: lines })) ?? 0,
      read: (start, end) => this.#run(() => linesBetween(lines(), start, end)),
    });
  }

  async #run<T>(read: () => Promise<T>): Promise<T> {
    if (this.#waiting >= MAXIMUM_WAITING) return fail(COMPARISONS_BUSY);
    this.#waiting++;
    const result = this.#queue.then(read);
    // The caller receives the error; the next comparison starts anyway.
    this.#queue = result.then(
      () => this.#waiting--,
      () => this.#waiting--,
    );
    return result;
  }
}

async function countOf(lines: AsyncIterable<ChangeLine>): Promise<number> {
  let total = 0;
  for await (const _line of lines) total++;
  return total;
}

/** Reads up to the last line only. */
async function linesBetween(lines: AsyncIterable<ChangeLine>, start: number, end: number): Promise<ChangeLine[]> {
  const found: ChangeLine[] = [];
  let at = 0;
  for await (const line of lines) {
    if (at >= start) found.push(line);
    at++;
    if (at >= end) break;
  }
  return found;
}
