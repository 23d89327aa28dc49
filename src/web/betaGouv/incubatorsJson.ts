import type { Holding, Identified } from './holding.ts';
import { idsBehind } from './ids.ts';
import { addressOf, isHidden, ownerOf, repositoriesOf } from './incubator.ts';
import { phasesOf } from './phases.ts';
import type { StartupRow } from './startupRows.ts';

/**
 * `incubators.json`: by the id of each incubator, what it is and its startups; first those that startups name, in the
 * order of the startups. What v2.7 leaves out is left out: `startups` without any, `end` of an open phase.
 */
export function incubatorsJson(holding: Holding): object {
  const byIncubator = new Map<string, StartupRow[]>();
  for (const startup of holding.startups) {
    for (const id of idsBehind(startup.incubators, holding.incubatorIds)) {
      const startups = byIncubator.get(id) ?? [];
      byIncubator.set(id, startups);
      startups.push(startup);
    }
  }
  const incubators = new Map(holding.incubators.map((incubator) => [incubator.id, incubator]));
  // Not by assignment: an id __proto__ would be lost.
  return Object.fromEntries(
    [...new Set([...byIncubator.keys(), ...incubators.keys()])].map((id) => [
      id,
      { ...startupsOf(byIncubator.get(id)), ...descriptionOf(incubators.get(id), holding) },
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

function descriptionOf(incubator: Identified | undefined, holding: Holding): object {
  if (incubator === undefined || isHidden(incubator)) return {};
  return {
    title: incubator.name,
    owner: ownerOf(incubator, holding),
    contact: incubator.contact,
    address: addressOf(incubator),
    website: incubator.website,
    github: repositoriesOf(incubator),
  };
}
