import type { Pool } from 'pg';
import { etagOfBytes } from '../../api/http/etag.ts';
import { type Reader, readerOn } from '../../foundation/reader.ts';
import { sql } from '../../foundation/sql.ts';
import { readingOn } from '../../register/reading.ts';
import { readHolding } from './holding.ts';
import { incubatorsJson } from './incubatorsJson.ts';
import { organisationsJson, sponsorsJson } from './organisationsJson.ts';
import { startupsCsv } from './startupsCsv.ts';
import { startupsJson } from './startupsJson.ts';

/** Where the files are. */
export const BETA_GOUV_PATH = '/api/v2.7';

/** The files of v2.7 that need no name of a person. */
export const BETA_GOUV_FILES = [
  'startups.json',
  'startups.csv',
  'incubators.json',
  'organisations.json',
  'sponsors.json',
] as const;
export type BetaGouvFileName = (typeof BETA_GOUV_FILES)[number];

export interface BetaGouvFile {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly changedAt: Date;
}

/** The files of one version of the register, made once for each version and kept until the next. */
export class BetaGouvFiles {
  readonly #pool: Pool;
  readonly #publicUrl: string;
  #known: { stamp: string; files: Promise<Files> } | null = null;

  constructor(pool: Pool, publicUrl: string) {
    this.#pool = pool;
    this.#publicUrl = publicUrl;
  }

  async file(name: BetaGouvFileName): Promise<BetaGouvFile> {
    const { stamp } = await stampOf(readerOn(this.#pool));
    if (this.#known?.stamp !== stamp) this.#known = { stamp, files: this.#make(stamp) };
    return (await this.#known.files)[name];
  }

  async #make(stamp: string): Promise<Files> {
    try {
      return await made(this.#pool, this.#publicUrl);
    } catch (error) {
      if (this.#known?.stamp === stamp) this.#known = null;
      throw error;
    }
  }
}

type Files = { readonly [F in BetaGouvFileName]: BetaGouvFile };

/** All of them from one moment of the register, so that they agree. */
async function made(pool: Pool, publicUrl: string): Promise<Files> {
  const reading = readingOn(pool);
  try {
    const { changedAt } = await stampOf(reading.present);
    const holding = await readHolding(reading.present);
    const file = (text: string): BetaGouvFile => {
      const bytes = Buffer.from(text);
      return { bytes, etag: etagOfBytes(bytes), changedAt };
    };
    return {
      'startups.json': file(JSON.stringify(startupsJson(holding, `${publicUrl}${BETA_GOUV_PATH}/startups.json`))),
      'startups.csv': file(startupsCsv(holding)),
      'incubators.json': file(JSON.stringify(incubatorsJson(holding))),
      'organisations.json': file(JSON.stringify(organisationsJson(holding))),
      'sponsors.json': file(JSON.stringify(sponsorsJson(holding))),
    };
  } finally {
    await reading.end();
  }
}

// An erasure changes what rows say, and is no version; and a register that was restored may have the same version again.
const STAMP = sql`SELECT version, greatest(updated_at, (SELECT max(erased_at) FROM tombstone)) AS "changedAt",
  (SELECT count(*)::int FROM tombstone) AS erasures FROM register`;

async function stampOf(reader: Reader): Promise<{ stamp: string; changedAt: Date }> {
  const [found] = await reader.rows<{ version: number; changedAt: Date; erasures: number }>(STAMP);
  if (!found) throw new Error('the register has no version');
  const { version, changedAt, erasures } = found;
  return { stamp: `${version} ${changedAt.getTime()} ${erasures}`, changedAt };
}
