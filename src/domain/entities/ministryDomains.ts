import { countsType, countType, labelField } from '../../graphql/fields/counts.ts';
import { labelsOf } from '../../graphql/vocabulary.ts';

/**
 * The ministry domains of organisations: the words of beta.gouv.fr (`domaine_ministeriel` of
 * https://beta.gouv.fr/api/v2.7/organisations.json), with their French labels, and the first day on which the source had the word.
 */
export const MINISTRY_DOMAINS = {
  'affaires-etrangeres': { label: 'Affaires étrangères', from: '2022-03-09' },
  agriculture: { label: 'Agriculture', from: '2022-03-09' },
  armees: { label: 'Armées', from: '2022-03-09' },
  autres: { label: 'Autres', from: '2022-03-09' },
  bercy: { label: 'Économie et finances', from: '2022-03-09' },
  culture: { label: 'Culture', from: '2022-03-09' },
  education: { label: 'Éducation nationale', from: '2022-03-09' },
  'enseignement-sup': { label: 'Enseignement supérieur', from: '2022-03-09' },
  environnement: { label: 'Environnement', from: '2022-03-09' },
  interieur: { label: 'Intérieur', from: '2022-03-09' },
  justice: { label: 'Justice', from: '2022-03-09' },
  // The schema of the source allows it; no organisation has had it.
  'outre-mer': { label: 'Outre-mer', from: null },
  'solidarite-sante': { label: 'Solidarités et santé', from: '2022-03-09' },
  spm: { label: 'Services du Premier ministre', from: '2022-03-09' },
  sport: { label: 'Sports', from: '2023-08-21' },
  territoires: { label: 'Territoires', from: '2022-03-09' },
  travail: { label: 'Travail', from: '2022-03-09' },
} as const;

export const MINISTRY_DOMAIN_LABELS = labelsOf(MINISTRY_DOMAINS);

export const MinistryDomainCount = countType('MinistryDomainCount', 'items with the same ministry domain', {
  value: {
    type: () => String,
    label: 'Domaine ministériel',
    description: 'The ministry domain that the items have in common, in the words of beta.gouv.fr, such as `spm`.',
  },
  ...labelField('for a domain that beta.gouv.fr does not list'),
});

export const MinistryDomainCounts = countsType('MinistryDomainCounts', MinistryDomainCount, {
  counted: 'items',
  values: 'ministry domains',
  without: 'Sans domaine ministériel',
});
