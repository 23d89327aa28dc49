import { enumVocabulary } from '../../graphql/vocabulary.ts';

/** The kinds of entities. Their words are those of beta.gouv.fr and of the exports. */
export const ENTITY_KINDS = enumVocabulary('EntityKind', 'The kind of an organisation.', {
  PRIME_MINISTER: {
    label: 'Premier ministre',
    definition: 'Le Premier ministre et les services qui lui sont rattachés.',
    description: 'The Prime Minister, with the services of the Prime Minister.',
  },
  SECRETARIAT: {
    label: 'Secrétariat',
    definition: 'Un secrétariat, comme le secrétariat général pour la modernisation de l’action publique (SGMAP).',
    description: 'A secretariat, such as the SGMAP.',
  },
  DIRECTORATE: {
    label: 'Direction',
    definition: 'Une direction, comme la direction interministérielle du numérique (DINUM).',
    description: 'A directorate.',
  },
  DEPARTMENT: {
    label: 'Département',
    definition: 'Un département, au sens d’une partie d’une direction, et non d’une collectivité territoriale.',
    description: 'A department of a directorate, not a territorial department.',
  },
  MISSION: {
    label: 'Mission',
    definition:
      'Un service de l’État nommé « mission », comme la mission Etalab. Les missions confiées aux entités figurent dans la table « missions ».',
    description: 'A unit that is named a mission, such as the mission Etalab.',
  },
  NETWORK: {
    label: 'Réseau',
    definition: 'Un réseau, comme le réseau interministériel de l’État (RIE).',
    description: 'A network, such as the RIE (the network of the ministries).',
  },
  INCUBATOR: {
    label: 'Incubateur',
    definition:
      'Une structure publique qui accueille et accompagne des startups d’État : elle apporte la méthode, les moyens et une partie de l’équipe.',
    description: "An incubator, which builds startups d'État.",
  },
  MINISTRY: { label: 'Ministère', definition: 'Un ministère.', description: 'A ministry.' },
  CENTRAL_ADMINISTRATION: {
    label: 'Administration centrale',
    definition: 'Une administration centrale : un service de l’État compétent sur tout le territoire.',
    description: 'A central administration.',
  },
  DECONCENTRATED_SERVICE: {
    label: 'Service déconcentré',
    definition: 'Un service de l’État dans une région ou un département, comme une préfecture.',
    description: 'A territorial service of the State.',
  },
  PUBLIC_OPERATOR: {
    label: 'Opérateur',
    definition: 'Un organisme public, distinct de l’État, chargé d’une de ses missions, comme France Travail.',
    description: 'A public body in charge of a task of the State.',
  },
  SOCIAL_SECURITY_BODY: {
    label: 'Sécurité sociale',
    definition: 'Un organisme de la sécurité sociale, comme la Caisse nationale de l’assurance maladie.',
    description: 'A social security body.',
  },
  LOCAL_AUTHORITY: {
    label: 'Collectivité territoriale',
    definition: 'Une commune, un département, une région ou un groupement de ces collectivités.',
    description: 'A local authority.',
  },
  COMMUNITY: {
    label: 'Communauté',
    definition: 'Une communauté de contributeurs, comme OpenStreetMap.',
    description: 'A community, such as OpenStreetMap.',
  },
  SUPPLIER: {
    label: 'Fournisseur',
    definition: 'Une entreprise qui fournit des personnes ou des services dans le cadre d’un marché public.',
    description: 'A company that supplies people or services under a public contract.',
  },
  OTHER: {
    label: 'Autre',
    definition: 'Une organisation d’un autre type, ou dont la source ne précise pas le type.',
    description: 'Any other kind of organisation.',
  },
});
export type EntityKind = keyof typeof ENTITY_KINDS.codes;
export const EntityKind = ENTITY_KINDS.codes;
