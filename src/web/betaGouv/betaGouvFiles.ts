import type { Pool } from 'pg';
import { readTransaction } from '../../register/ReadTransaction.ts';
import { etagOfBytes } from '../../server/http/etag.ts';
import { changedAtOf, OfOneVersion } from '../OfOneVersion.ts';
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
export function betaGouvFiles(pool: Pool, publicUrl: string): OfOneVersion<BetaGouvFiles> {
  return new OfOneVersion(pool, () => made(pool, publicUrl));
}

export type BetaGouvFiles = { readonly [F in BetaGouvFileName]: BetaGouvFile };

/** All of them from one moment of the register, so that they agree. */
async function made(pool: Pool, publicUrl: string): Promise<BetaGouvFiles> {
  const transaction = readTransaction(pool);
  try {
    const changedAt = await changedAtOf(transaction.present);
    const holding = await readHolding(transaction.present);
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
    await transaction.end();
  }
}
