import type { Pool } from 'pg';
import { readTransaction } from '../../register/ReadTransaction.ts';
import { etagOfBytes } from '../../server/http/etag.ts';
import { changedAtOf, versionedCache } from '../site/versionedCache.ts';
import { readBetaGouvData } from './betaGouvData.ts';
import { incubatorsJson } from './incubatorsJson.ts';
import { startupsCsv } from './startupsCsv.ts';
import { startupsJson } from './startupsJson.ts';

export const BETA_GOUV_PATH = '/api/v2.7';

/** The names of the files of v2.7 that contain no names of people. */
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

/** The files, cached until the register changes. */
export function betaGouvFiles(pool: Pool, publicUrl: string): () => Promise<BetaGouvFiles> {
  return versionedCache(pool, () => writeFiles(pool, publicUrl));
}

export type BetaGouvFiles = { readonly [F in BetaGouvFileName]: BetaGouvFile };

/** Writes all files from one read transaction, so that they are consistent. */
async function writeFiles(pool: Pool, publicUrl: string): Promise<BetaGouvFiles> {
  // It parses the mapping of the sources.
  const { organisationsJson, sponsorsJson } = await import('./organisationsJson.ts');
  const transaction = readTransaction(pool);
  try {
    const changedAt = await changedAtOf(transaction.current);
    const data = await readBetaGouvData(transaction.current);
    const file = (text: string): BetaGouvFile => {
      const bytes = Buffer.from(text);
      return { bytes, etag: etagOfBytes(bytes), changedAt };
    };
    return {
      'startups.json': file(JSON.stringify(startupsJson(data, `${publicUrl}${BETA_GOUV_PATH}/startups.json`))),
      'startups.csv': file(startupsCsv(data)),
      'incubators.json': file(JSON.stringify(incubatorsJson(data))),
      'organisations.json': file(JSON.stringify(organisationsJson(data))),
      'sponsors.json': file(JSON.stringify(sponsorsJson(data))),
    };
  } finally {
    await transaction.end();
  }
}
