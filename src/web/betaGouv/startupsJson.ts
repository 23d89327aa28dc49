import { ACCESSIBILITIES } from '../../domain/startups/Accessibility.ts';
import type { Holding, Identified } from './holding.ts';
import { idsBehind } from './ids.ts';
import { isHidden, ownerOf, repositoriesOf } from './incubator.ts';
import { phasesOf } from './phases.ts';
import type { StartupRow } from './startupRows.ts';

/** `startups.json`: every startup, and the incubators that they name. A key that v2.7 always gives is always there. */
export function startupsJson(holding: Holding, self: string): object {
  return {
    links: { self },
    data: holding.startups.map((startup) => ({
      id: startup.id,
      type: 'startup',
      attributes: attributesOf(startup, holding),
      relationships: relationshipsOf(startup, holding),
    })),
    included: holding.incubators.filter((incubator) => !isHidden(incubator)).map((each) => incubatorOf(each, holding)),
  };
}

function attributesOf(startup: StartupRow, { organisationIds }: Holding): object {
  const { name, pitch, contact, accessibility, topics, technologies, links, risksAnalysed } = startup;
  return {
    name,
    pitch,
    stats_url: links.STATISTICS ?? null,
    ...given('budget_url', links.BUDGET),
    impact_url: links.IMPACT ?? null,
    link: links.WEBSITE ?? null,
    ...given('repository', links.REPOSITORY),
    contact,
    // The bodies of the pages are not kept: they name people.
    content_url_encoded_markdown: null,
    events: startup.events,
    phases: phasesOf(startup.phases).map(({ name, start, end }) => ({ name, start, end })),
    sponsors: idsBehind(startup.sponsors, organisationIds),
    thematiques: topics,
    technos: technologies,
    // A text in v2.7, never "false".
    ...given('analyse_risques', risksAnalysed ? 'true' : null),
    ...given('analyse_risques_url', links.RISK_ANALYSIS),
    ...given('dashlord_url', links.DASHLORD),
    ...given('accessibility_status', accessibility && ACCESSIBILITIES.words[accessibility]),
  };
}

/** A key that v2.7 leaves out when there is nothing to say. */
function given(key: string, value: string | null | undefined): Record<string, string> {
  return value == null ? {} : { [key]: value };
}

function relationshipsOf(startup: StartupRow, { incubatorIds }: Holding): object {
  const incubators = idsBehind(startup.incubators, incubatorIds).map((id) => ({ type: 'incubator', id }));
  return { incubator: { data: incubators[0] ?? null }, incubators: { data: incubators } };
}

function incubatorOf(incubator: Identified, holding: Holding): object {
  const { id, name, website, contact } = incubator;
  return {
    id,
    type: 'incubator',
    attributes: {
      title: name,
      owner: ownerOf(incubator, holding),
      website,
      github: repositoriesOf(incubator),
      contact,
    },
  };
}
