import { type BetaGouvData, type IdentifiedEntity, idsOf } from './betaGouvData.ts';
import { isHidden, ownerOf } from './incubator.ts';
import { phasesOf } from './phases.ts';
import type { StartupRow } from './startupRows.ts';

/**
 * `incubators.json`: incubators by ID, with their startups. Incubators with startups come first, in the order of the
 * startups. Like v2.7, omits an empty `startups` and the `end` of an open phase.
 */
export function incubatorsJson(data: BetaGouvData): object {
  const byIncubator = new Map<string, StartupRow[]>();
  for (const startup of data.startups) {
    for (const id of idsOf(startup.incubators, data.incubatorIds)) {
      const startups = byIncubator.get(id) ?? [];
      byIncubator.set(id, startups);
      startups.push(startup);
    }
  }
  const incubators = new Map(data.incubators.map((incubator) => [incubator.id, incubator]));
  // Object.fromEntries: an assignment would lose the ID __proto__.
  return Object.fromEntries(
    [...new Set([...byIncubator.keys(), ...incubators.keys()])].map((id) => [
      id,
      { ...startupsOf(byIncubator.get(id)), ...descriptionOf(incubators.get(id), data) },
    ]),
  );
}

function startupsOf(startups: readonly StartupRow[] | undefined): object {
  if (startups === undefined) return {};
  return {
    startups: startups.map(({ id, name, pitch, links, contact, phases }) => ({
      id,
      name,
      pitch,
      repository: links.REPOSITORY ?? null,
      contact,
      phases: phasesOf(phases).map(({ name, start, end, comment }) => ({
        name,
        start,
        ...(end !== null && { end }),
        ...(comment !== null && { comment }),
      })),
    })),
  };
}

function descriptionOf(incubator: IdentifiedEntity | undefined, data: BetaGouvData): object {
  if (incubator === undefined || isHidden(incubator)) return {};
  return {
    title: incubator.name,
    owner: ownerOf(incubator, data),
    contact: incubator.contact,
    address: incubator.address,
    website: incubator.website,
    github: incubator.repositories,
  };
}
