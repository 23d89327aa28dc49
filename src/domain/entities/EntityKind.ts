import { enumVocabulary } from '../../graphql/vocabulary.ts';

/** The kinds of entity: code, the word that exports and beta.gouv.fr use, and what it means. */
export const ENTITY_KINDS = enumVocabulary('EntityKind', 'Type d’entité — what sort of organisation an entity is.', {
  PRIME_MINISTER: ['premier-ministre', 'Premier ministre — the Prime Minister and the services of that office.'],
  SECRETARIAT: ['secretariat', 'Secrétariat — a secretariat, such as the SGMAP.'],
  DIRECTORATE: ['direction', 'Direction — a directorate.'],
  DEPARTMENT: ['departement', 'Département — a department of a directorate (not the territory).'],
  MISSION: ['mission', 'Mission — a unit named mission, such as the mission Etalab.'],
  NETWORK: ['reseau', 'Réseau — a network, such as the RIE.'],
  INCUBATOR: ['incubateur', "Incubateur — where startups d'État are built."],
  MINISTRY: ['ministere', 'Ministère — a ministry.'],
  CENTRAL_ADMINISTRATION: ['administration-centrale', 'Administration centrale — a central administration.'],
  DECONCENTRATED_SERVICE: ['service-deconcentre', 'Service déconcentré — a service of the State in the territories.'],
  PUBLIC_OPERATOR: ['operateur', 'Opérateur — a public body charged with a service of the State.'],
  SOCIAL_SECURITY_BODY: ['securite-sociale', 'Sécurité sociale — a social security body.'],
  LOCAL_AUTHORITY: ['collectivite-territoriale', 'Collectivité territoriale — a local authority.'],
  COMMUNITY: ['communaute', 'Communauté — a community, such as OpenStreetMap.'],
  SUPPLIER: ['fournisseur', 'Fournisseur — a firm that supplies people or services under a public contract.'],
  OTHER: ['autre', 'Autre — none of the others.'],
});
export type EntityKind = keyof typeof ENTITY_KINDS.codes;
export const EntityKind = ENTITY_KINDS.codes;
