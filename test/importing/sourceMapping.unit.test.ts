import { expect, test } from '@jest/globals';
import { mapBetaGouv } from '../../src/importing/mapping/mapBetaGouv.ts';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { knownOrganisation, ministriesOf, SAME_ROWS } from '../../src/importing/sources/sourceMapping.ts';
import { BETA_GOUV_WORDS } from '../../src/importing/words/sourceWords.ts';
import { anOrganisation, sourceFiles } from './sample.ts';

test('every pair names a row of the reference register, each once', () => {
  const { entities, services } = readReference();
  const ids = new Set([...entities, ...services].map(({ sourceId }) => sourceId));
  const references = SAME_ROWS.map(([, reference]) => reference);
  expect(references.filter((reference) => !ids.has(reference))).toEqual([]);
  expect(new Set(references).size).toBe(references.length);
});

test('every ministry domain except “autres” and “outre-mer” has a ministry', () => {
  const without = BETA_GOUV_WORDS.MINISTRY_DOMAIN.filter(({ word }) => ministriesOf(word).length === 0);
  expect(without.map(({ word }) => word)).toEqual(['autres', 'outre-mer']);
  const ministries = BETA_GOUV_WORDS.MINISTRY_DOMAIN.flatMap(({ word }) => ministriesOf(word));
  expect(ministries.filter((id) => knownOrganisation(id).kind !== 'MINISTRY')).toEqual(['premier-ministre']);
});

test('an organisation is below the ministry of its domain, or below the organisation of the mapping', () => {
  const organisations = [
    anOrganisation('mc', { domaine_ministeriel: 'spm', type: 'administration-centrale' }),
    anOrganisation('dgca', { domaine_ministeriel: 'culture' }),
    anOrganisation('mefr', { domaine_ministeriel: 'bercy' }),
    anOrganisation('dgfip', { domaine_ministeriel: 'bercy' }),
    anOrganisation('direction-des-impots-des-non-residents', { domaine_ministeriel: 'bercy' }),
    anOrganisation('bdf', { domaine_ministeriel: 'bercy' }),
    anOrganisation('departement-var', { domaine_ministeriel: 'culture', type: 'collectivite-territoriale' }),
    anOrganisation('dgs', { domaine_ministeriel: 'solidarite-sante' }),
    anOrganisation('dinum', { domaine_ministeriel: 'spm' }),
    anOrganisation('pr', { domaine_ministeriel: 'autres' }),
  ];
  const { entities } = mapBetaGouv(sourceFiles({ organisations, included: [] }), '2026-08-20');
  expect(Object.fromEntries(entities.map(({ slug, parent }) => [slug, parent]))).toEqual({
    mc: null,
    dgca: 'mc',
    mefr: null,
    dgfip: 'mefr',
    'direction-des-impots-des-non-residents': 'dgfip',
    bdf: null,
    'departement-var': null,
    dgs: null,
    dinum: 'premier-ministre',
    pr: null,
  });
  expect(entities.filter(({ kind }) => kind === 'MINISTRY').map(({ slug }) => slug)).toEqual(['mc', 'mefr']);
});
