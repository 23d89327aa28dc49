import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { mapBetaGouv } from '../../src/importing/mapping/mapBetaGouv.ts';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { readSource } from '../../src/importing/sources/readSource.ts';
import { readExamples } from '../../src/web/explorer/examples.ts';
import { dataOf, emptyFields } from '../examples/exampleResponses.ts';
import { startReferenceServer } from '../examples/referenceServer.ts';
import { aDatabase } from '../support/databases.ts';

const REAL = join(packageRoot, '../shared/beta-gouv');

(existsSync(REAL) ? test : test.skip)(
  'the examples get rows from the real beta.gouv.fr data, if present, alone and with the reference data',
  async () => {
    const served = await startReferenceServer(aDatabase().open, [mapBetaGouv(await readSource(REAL), '2026-08-20')]);
    const unanswered = async () => {
      const present = await readExamples(served.pool);
      for (const example of present) {
        const empty = emptyFields(await dataOf(served, example));
        if (example.isAnswered) expect([example.slug, empty]).toEqual([example.slug, []]);
      }
      return present.filter(({ isAnswered }) => !isAnswered).map(({ slug }) => slug);
    };
    try {
      expect(await unanswered()).toEqual(['entite-et-ses-missions', 'methode-et-ses-etapes', 'missions-sur-un-theme']);
      await served.load(readReference());
      expect(await unanswered()).toEqual([]);
    } finally {
      await served.close();
    }
  },
);
