import type { EntityKind } from '../../domain/entities/EntityKind.ts';
import { ENTITY_KINDS } from '../../domain/entities/EntityKind.ts';
import type { Holding, Identified } from './holding.ts';

/** `organisations.json`: every organisation, whether it sponsors a startup or not. */
export function organisationsJson({ organisations }: Holding): object {
  return organisations.map((organisation) => ({ id: organisation.id, ...descriptionOf(organisation) }));
}

/** `sponsors.json`: the same by their ids. */
export function sponsorsJson({ organisations }: Holding): object {
  return Object.fromEntries(organisations.map((organisation) => [organisation.id, descriptionOf(organisation)]));
}

function descriptionOf({ name, acronym, ministryDomain, kind }: Identified): object {
  return { name, acronym, domaine_ministeriel: ministryDomain, type: ENTITY_KINDS.words[TYPES[kind]] };
}

/** v2.7 has six types: what is of another kind is given as the nearest. */
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
