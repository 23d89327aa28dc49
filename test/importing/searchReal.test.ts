import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { mapBetaGouv } from '../../src/importing/mapping/mapBetaGouv.ts';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { readSource } from '../../src/importing/sources/readSource.ts';
import { hitNames, searchHits } from '../domain/searchHits.ts';
import { everyDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

const FOLDER = join(packageRoot, '../shared/beta-gouv');

const TEXTS = ['démarches simplifiées', 'santé', 'numerqiue', 'mesaides', 'pole emploi', 'la bonne bo', 'data', 'e'];

(existsSync(FOLDER) ? describe : describe.skip)('Searches of the real beta.gouv.fr data, if present', () => {
  const registers: TestRegister[] = [];

  beforeAll(async () => {
    for (const { open } of everyDatabase) {
      const register = await openRegister(open);
      registers.push(register);
      await register.load(readReference());
      await register.load(mapBetaGouv(await readSource(FOLDER), '2026-08-20'));
    }
  }, 180_000);
  afterAll(async () => {
    for (const register of registers) await register.close();
  });

  test.each(TEXTS)('%s finds the same hits on both databases, in the same order', async (text) => {
    const [embedded, server] = await Promise.all(registers.map((register) => searchHits(register, text)));
    expect(embedded?.length).toBeGreaterThan(0);
    expect(embedded).toEqual(server);
  });

  test.each([
    ['mesaides', 'Mes Aides'],
    ['demarche numerique', 'Démarche Numérique'],
    ['dinum', 'Direction interministérielle du numérique'],
    ['pole emploi', 'Pôle emploi'],
    ['bonne boite', 'La Bonne Boite'],
    ['etalb', 'Mission Etalab'],
    ['legifrnce', 'Légifrance'],
  ])('%s finds %s first', async (text, name) => {
    for (const register of registers) expect(hitNames(await searchHits(register, text))[0]).toBe(name);
  });
});
