import type { SourceDescription } from '../mappedSource.ts';

/** The API of beta.gouv.fr. */
export const BETA_GOUV: SourceDescription = {
  name: 'beta.gouv.fr',
  title: 'API beta.gouv.fr v2.7',
  licence: 'etalab-2.0',
  url: 'https://beta.gouv.fr/api/v2.7',
};

/** The reference register, which a new installation starts with. Its values count only where no other source gives any. */
export const REFERENCE: SourceDescription = {
  name: 'reference',
  title:
    'Registre de référence : organisations depuis 2011, et faits rapportés lors d’une visite à la DINSIC entre septembre 2015 et novembre 2017',
  licence: 'etalab-2.0',
  url: null,
};
