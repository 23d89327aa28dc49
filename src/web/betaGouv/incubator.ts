import type { BetaGouvData, IdentifiedEntity } from './betaGouvData.ts';

/** Whether beta.gouv.fr does not publish the incubator: startups reference it, and only its ID is known. */
export function isHidden({ incubatorId, name, website, contact, parent }: IdentifiedEntity): boolean {
  return incubatorId === name && website === null && contact === null && parent === null;
}

/** The organisation of an incubator, with the prefix that v2.7 gives to owners. */
export function ownerOf({ parent }: IdentifiedEntity, { organisationIds }: BetaGouvData): string | null {
  const id = parent === null ? undefined : organisationIds.get(parent);
  return id === undefined ? null : `/organisations/${id}`;
}
