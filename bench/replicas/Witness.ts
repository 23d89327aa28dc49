import { STALE_AFTER } from '../../src/register/versionWatch/NotifyListener.ts';
import type { Replica, Shown } from './replica.ts';

/** A write that was answered: what it made, and the version that it was told. */
export interface Acknowledged {
  readonly slug: string;
  readonly version: number;
  readonly by: Replica;
  readonly at: number;
}

/** Sees each write and each read from outside, and notes what was not as promised. */
export class Witness {
  readonly acknowledged: Acknowledged[] = [];
  /** Under way when their process was killed. */
  readonly inDoubt: string[] = [];
  readonly failures: { readonly by: Replica; readonly why: string }[] = [];
  /** Reads that broke a promise, in words. */
  readonly broken: string[] = [];
  /** The difference between a version and what it counts, as nobody else writes. */
  readonly #constant: number;
  /** The highest version acknowledged so far, at each acknowledgement. */
  readonly #highest: { readonly at: number; readonly version: number }[] = [];

  constructor(atFirst: Shown) {
    this.#constant = atFirst.version - atFirst.children;
  }

  wrote(slug: string, version: number, by: Replica): void {
    const at = performance.now();
    this.acknowledged.push({ slug, version, by, at });
    this.#highest.push({ at, version: Math.max(version, this.#highest.at(-1)?.version ?? 0) });
    by.acknowledged = Math.max(by.acknowledged, version);
  }

  /** What a read that begins now may not be behind of. */
  expectation(by: Replica): (shown: Shown) => void {
    const before = performance.now() - STALE_AFTER;
    const anyone = this.#highest.findLast(({ at }) => at <= before)?.version ?? 0;
    const { acknowledged: own, shown: last } = by;
    return ({ version, ofData, children }) => {
      by.shown = Math.max(by.shown, version);
      const note = (what: string) => this.broken.push(`${by.name}: ${what}`);
      if (ofData !== version || children + this.#constant !== version) {
        note(`version ${version} said, ${ofData} shown, with the data of ${children + this.#constant}`);
      }
      if (version < last) note(`version ${version} after ${last}`);
      if (version < own) note(`version ${version} after it had acknowledged ${own} itself`);
      if (version < anyone) note(`version ${version}, ${STALE_AFTER} ms after ${anyone} was acknowledged`);
    };
  }
}
