import { STALE_AFTER } from '../../src/register/versionWatch/NotifyListener.ts';
import type { ReadResult, Replica } from './replica.ts';

/** A write with a successful response: the slug of its entity, and the version of the response. */
export interface AcknowledgedWrite {
  readonly slug: string;
  readonly version: number;
  readonly by: Replica;
  readonly at: number;
}

/** Records each write and read of the clients, and checks the consistency guarantees of the reads. */
export class ConsistencyChecker {
  readonly acknowledged: AcknowledgedWrite[] = [];
  /** Slugs of writes without a response when their process was killed: they may be committed or not. */
  readonly unconfirmed: string[] = [];
  readonly failures: { readonly by: Replica; readonly why: string }[] = [];
  /** Reads that violate a guarantee, as sentences. */
  readonly violations: string[] = [];
  /** Version minus count of entities. It is constant, because no other client writes. */
  readonly #versionOffset: number;
  /** The highest acknowledged version, at each acknowledgement. */
  readonly #highest: { readonly at: number; readonly version: number }[] = [];

  constructor(firstRead: ReadResult) {
    this.#versionOffset = firstRead.version - firstRead.children;
  }

  recordWrite(slug: string, version: number, by: Replica): void {
    const at = performance.now();
    this.acknowledged.push({ slug, version, by, at });
    this.#highest.push({ at, version: Math.max(version, this.#highest.at(-1)?.version ?? 0) });
    by.lastAcknowledged = Math.max(by.lastAcknowledged, version);
  }

  /** Call it before a read, and the returned function with its result. The lower bounds are those of the start of the read. */
  expectRead(by: Replica): (result: ReadResult) => void {
    const staleBefore = performance.now() - STALE_AFTER;
    const ofAnyReplica = this.#highest.findLast(({ at }) => at <= staleBefore)?.version ?? 0;
    const { lastAcknowledged, lastRead } = by;
    return ({ version, dataVersion, children }) => {
      by.lastRead = Math.max(by.lastRead, version);
      const report = (violation: string) => this.violations.push(`${by.name}: ${violation}`);
      const countedVersion = children + this.#versionOffset;
      if (dataVersion !== version || countedVersion !== version) {
        report(
          `extensions report version ${version}, data version ${dataVersion}, the count version ${countedVersion}`,
        );
      }
      if (version < lastRead) report(`read version ${version} after version ${lastRead}`);
      if (version < lastAcknowledged) report(`read version ${version} after it acknowledged ${lastAcknowledged}`);
      if (version < ofAnyReplica) {
        report(`read version ${version}, ${STALE_AFTER} ms after ${ofAnyReplica} was acknowledged`);
      }
    };
  }
}
