import { enumVocabulary } from '../../graphql/vocabulary.ts';

/** The kinds of entity: code, the word that exports and beta.gouv.fr use, and what it means. */
export const ENTITY_KINDS = enumVocabulary('EntityKind', 'What sort of organisation an entity is.', {
  PRIME_MINISTER: { label: 'Premier ministre', description: 'The Prime Minister and the services of that office.' },
  SECRETARIAT: { label: 'Secrétariat', description: 'A secretariat, such as the SGMAP.' },
  DIRECTORATE: { label: 'Direction', description: 'A directorate.' },
  DEPARTMENT: { label: 'Département', description: 'A department of a directorate (not the territory).' },
  MISSION: { label: 'Mission', description: 'A unit named mission, such as the mission Etalab.' },
  NETWORK: { label: 'Réseau', description: 'A network, such as the RIE.' },
  INCUBATOR: { label: 'Incubateur', description: "Where startups d'État are built." },
  MINISTRY: { label: 'Ministère', description: 'A ministry.' },
  CENTRAL_ADMINISTRATION: { label: 'Administration centrale', description: 'A central administration.' },
  DECONCENTRATED_SERVICE: { label: 'Service déconcentré', description: 'A service of the State in the territories.' },
  PUBLIC_OPERATOR: { label: 'Opérateur', description: 'A public body charged with a service of the State.' },
  SOCIAL_SECURITY_BODY: { label: 'Sécurité sociale', description: 'A social security body.' },
  LOCAL_AUTHORITY: { label: 'Collectivité territoriale', description: 'A local authority.' },
  COMMUNITY: { label: 'Communauté', description: 'A community, such as OpenStreetMap.' },
  SUPPLIER: { label: 'Fournisseur', description: 'A firm that supplies people or services under a public contract.' },
  OTHER: { label: 'Autre', description: 'None of the others.' },
});
export type EntityKind = keyof typeof ENTITY_KINDS.codes;
export const EntityKind = ENTITY_KINDS.codes;
