import { enumVocabulary } from '../../graphql/vocabulary.ts';

/** The kinds of entities. Their words are those of beta.gouv.fr and of the exports. */
export const ENTITY_KINDS = enumVocabulary('EntityKind', 'The kind of an organisation.', {
  PRIME_MINISTER: {
    label: 'Premier ministre',
    description: 'The Prime Minister, with the services of the Prime Minister.',
  },
  SECRETARIAT: { label: 'Secrétariat', description: 'A secretariat, such as the SGMAP.' },
  DIRECTORATE: { label: 'Direction', description: 'A directorate.' },
  DEPARTMENT: { label: 'Département', description: 'A department of a directorate, not a territorial department.' },
  MISSION: { label: 'Mission', description: 'A unit that is named a mission, such as the mission Etalab.' },
  NETWORK: { label: 'Réseau', description: 'A network, such as the RIE (the network of the ministries).' },
  INCUBATOR: { label: 'Incubateur', description: "An incubator, which builds startups d'État." },
  MINISTRY: { label: 'Ministère', description: 'A ministry.' },
  CENTRAL_ADMINISTRATION: { label: 'Administration centrale', description: 'A central administration.' },
  DECONCENTRATED_SERVICE: { label: 'Service déconcentré', description: 'A territorial service of the State.' },
  PUBLIC_OPERATOR: { label: 'Opérateur', description: 'A public body in charge of a task of the State.' },
  SOCIAL_SECURITY_BODY: { label: 'Sécurité sociale', description: 'A social security body.' },
  LOCAL_AUTHORITY: { label: 'Collectivité territoriale', description: 'A local authority.' },
  COMMUNITY: { label: 'Communauté', description: 'A community, such as OpenStreetMap.' },
  SUPPLIER: {
    label: 'Fournisseur',
    description: 'A company that supplies people or services under a public contract.',
  },
  OTHER: { label: 'Autre', description: 'Any other kind of organisation.' },
});
export type EntityKind = keyof typeof ENTITY_KINDS.codes;
export const EntityKind = ENTITY_KINDS.codes;
