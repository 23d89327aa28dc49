import { repairFreeText, repairUrl } from '../../importing/mapping/repair.ts';
import type { Holding, Identified } from './holding.ts';

/** Whether it is one that beta.gouv.fr hides: startups name it, and nothing but its id is known of it. */
export function isHidden({ incubatorId, name, website, contact, parent }: Identified): boolean {
  return incubatorId === name && website === null && contact === null && parent === null;
}

/** The organisation that an incubator belongs to, with the prefix that only owners have in v2.7. */
export function ownerOf({ parent }: Identified, { organisationIds }: Holding): string | null {
  const id = parent === null ? undefined : organisationIds.get(parent);
  return id === undefined ? null : `/organisations/${id}`;
}

/** Where its repositories are, mended as the other addresses are. */
export function repositoriesOf({ github }: Identified): string | null {
  return repairUrl(github).value;
}

/** Where it is, mended as the other texts are. */
export function addressOf({ address }: Identified): string | null {
  return repairFreeText(address).value;
}
