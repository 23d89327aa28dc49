import { ENTITY_KINDS, type EntityKind } from '../../domain/entities/EntityKind.ts';
import { knownOrganisation } from '../../importing/sources/sourceMapping.ts';
import type { BetaGouvData, IdentifiedEntity } from './betaGouvData.ts';

/** `organisations.json`: all organisations, with or without sponsored startups. */
export function organisationsJson({ organisations }: BetaGouvData): object {
  return organisations.map((organisation) => ({ id: organisation.id, ...descriptionOf(organisation) }));
}

/** `sponsors.json`: the same organisations, by ID. */
export function sponsorsJson({ organisations }: BetaGouvData): object {
  return Object.fromEntries(organisations.map((organisation) => [organisation.id, descriptionOf(organisation)]));
}

function descriptionOf({ id, name, acronym, ministryDomain, kind, sourceType }: IdentifiedEntity): object {
  // The register may know the kind of an organisation better than the source: the file then has the type of the source.
  const isRefined = sourceType !== null && knownOrganisation(id).kind === kind;
  const type = isRefined ? sourceType : ENTITY_KINDS.words[TYPES[kind]];
  return { name, acronym, domaine_ministeriel: ministryDomain, type };
}

/** The corresponding type among the six types of v2.7. */
const TYPES = {
  PRIME_MINISTER: 'CENTRAL_ADMINISTRATION',
  SECRETARIAT: 'CENTRAL_ADMINISTRATION',
  DIRECTORATE: 'CENTRAL_ADMINISTRATION',
  DEPARTMENT: 'CENTRAL_ADMINISTRATION',
  MISSION: 'CENTRAL_ADMINISTRATION',
  NETWORK: 'CENTRAL_ADMINISTRATION',
  MINISTRY: 'CENTRAL_ADMINISTRATION',
  CENTRAL_ADMINISTRATION: 'CENTRAL_ADMINISTRATION',
  DECONCENTRATED_SERVICE: 'DECONCENTRATED_SERVICE',
  PUBLIC_OPERATOR: 'PUBLIC_OPERATOR',
  SOCIAL_SECURITY_BODY: 'SOCIAL_SECURITY_BODY',
  LOCAL_AUTHORITY: 'LOCAL_AUTHORITY',
  INCUBATOR: 'OTHER',
  COMMUNITY: 'OTHER',
  SUPPLIER: 'OTHER',
  OTHER: 'OTHER',
} as const satisfies Readonly<Record<EntityKind, EntityKind>>;
