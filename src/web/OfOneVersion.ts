import type { Pool } from 'pg';
import { type Reader, readerOn } from '../sql/reader.ts';
import { sql } from '../sql/sql.ts';

/** What is made of the whole register: made once for each of its versions, and kept until the next. */
export class OfOneVersion<T> {
  readonly #pool: Pool;
  readonly #make: () => Promise<T>;
  #known: { stamp: string; made: Promise<T> } | null = null;

  constructor(pool: Pool, make: () => Promise<T>) {
    this.#pool = pool;
    this.#make = make;
  }

  async now(): Promise<T> {
    const { version, changedAt, erasures } = await stateOf(readerOn(this.#pool));
    const stamp = `${version} ${changedAt.getTime()} ${erasures}`;
    if (this.#known?.stamp !== stamp) this.#known = { stamp, made: this.#madeFor(stamp) };
    return this.#known.made;
  }

  /** What could not be made is tried again by the next who asks. */
  async #madeFor(stamp: string): Promise<T> {
    try {
      return await this.#make();
    } catch (error) {
      if (this.#known?.stamp === stamp) this.#known = null;
      throw error;
    }
  }
}

/** When the register last changed, or something of it was erased. */
export async function changedAtOf(reader: Reader): Promise<Date> {
  return (await stateOf(reader)).changedAt;
}

interface State {
  readonly version: number;
  readonly changedAt: Date;
  readonly erasures: number;
}

// An erasure changes what rows say, and is no version; and a register that was restored may have the same version again.
const STATE = sql`SELECT version, greatest(updated_at, (SELECT max(erased_at) FROM tombstone)) AS "changedAt",
  (SELECT count(*)::int FROM tombstone) AS erasures FROM register`;

async function stateOf(reader: Reader): Promise<State> {
  const [found] = await reader.rows<State>(STATE);
  if (!found) throw new Error('the register has no version');
  return found;
}
