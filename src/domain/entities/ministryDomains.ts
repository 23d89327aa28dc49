import { type KeptWord, keptCodes } from '../../graphql/codeList.ts';
import { countsType, countType, labelField } from '../../graphql/fields/counts.ts';
import { labelsOf } from '../../graphql/vocabulary.ts';
import { sql } from '../../sql/sql.ts';

/**
 * The ministry domains of organisations: the words of beta.gouv.fr (`domaine_ministeriel` of
 * https://beta.gouv.fr/api/v2.7/organisations.json), with their French labels, and the first day on which the source had the word.
 */
export const MINISTRY_DOMAINS = {
  'affaires-etrangeres': {
    label: 'Affaires étrangères',
    definition: 'Le ministère chargé des affaires étrangères et les organismes qui en relèvent.',
    from: '2022-03-09',
  },
  agriculture: {
    label: 'Agriculture',
    definition: 'Le ministère chargé de l’agriculture et les organismes qui en relèvent.',
    from: '2022-03-09',
  },
  armees: {
    label: 'Armées',
    definition: 'Le ministère des armées et les organismes qui en relèvent.',
    from: '2022-03-09',
  },
  autres: {
    label: 'Autres',
    definition:
      'Les organisations qui ne relèvent d’aucun autre domaine de la liste, comme les collectivités et les autorités indépendantes.',
    from: '2022-03-09',
  },
  bercy: {
    label: 'Économie et finances',
    definition:
      'Les ministères chargés de l’économie, des finances et du budget, installés à Bercy, et les organismes qui en relèvent.',
    from: '2022-03-09',
  },
  culture: {
    label: 'Culture',
    definition: 'Le ministère chargé de la culture et les organismes qui en relèvent.',
    from: '2022-03-09',
  },
  education: {
    label: 'Éducation nationale',
    definition: 'Le ministère chargé de l’éducation nationale et les organismes qui en relèvent.',
    from: '2022-03-09',
  },
  'enseignement-sup': {
    label: 'Enseignement supérieur',
    definition:
      'Le ministère chargé de l’enseignement supérieur et de la recherche, et les organismes qui en relèvent.',
    from: '2022-03-09',
  },
  environnement: {
    label: 'Environnement',
    definition:
      'Le ministère chargé de l’environnement (écologie, énergie, mer, transports selon les gouvernements) et les organismes qui en relèvent.',
    from: '2022-03-09',
  },
  interieur: {
    label: 'Intérieur',
    definition: 'Le ministère de l’intérieur et les services qui en relèvent, comme les préfectures.',
    from: '2022-03-09',
  },
  justice: {
    label: 'Justice',
    definition: 'Le ministère de la justice et les organismes qui en relèvent.',
    from: '2022-03-09',
  },
  // The schema of the source allows it; no organisation has had it.
  'outre-mer': {
    label: 'Outre-mer',
    definition: 'Le ministère chargé des outre-mer et les organismes qui en relèvent.',
    from: null,
  },
  'solidarite-sante': {
    label: 'Solidarités et santé',
    definition:
      'Les ministères chargés de la santé et des solidarités, et les organismes qui en relèvent, comme ceux de la sécurité sociale.',
    from: '2022-03-09',
  },
  spm: {
    label: 'Services du Premier ministre',
    definition:
      'Les services rattachés au Premier ministre, comme la direction interministérielle du numérique (DINUM).',
    from: '2022-03-09',
  },
  sport: {
    label: 'Sports',
    definition: 'Le ministère chargé des sports et les organismes qui en relèvent.',
    from: '2023-08-21',
  },
  territoires: {
    label: 'Territoires',
    definition:
      'Le ministère chargé de la cohésion des territoires, du logement et de la ville, et les organismes qui en relèvent.',
    from: '2022-03-09',
  },
  travail: {
    label: 'Travail',
    definition:
      'Le ministère chargé du travail et de l’emploi, et les organismes qui en relèvent, comme France Travail.',
    from: '2022-03-09',
  },
} as const satisfies Readonly<Record<string, KeptWord>>;

export const MINISTRY_DOMAIN_CODES = keptCodes(MINISTRY_DOMAINS, sql`SELECT ministry_domain FROM entity`);

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
