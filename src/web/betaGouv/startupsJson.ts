import { ACCESSIBILITIES } from '../../domain/startups/Startup.ts';
import { type BetaGouvData, type IdentifiedEntity, idsOf } from './betaGouvData.ts';
import { isHidden, ownerOf } from './incubator.ts';
import { phasesOf } from './phases.ts';
import type { StartupRow } from './startupRows.ts';

/** `startups.json`: all startups, and their incubators. */
export function startupsJson(data: BetaGouvData, self: string): object {
  return {
    links: { self },
    data: data.startups.map((startup) => ({
      id: startup.id,
      type: 'startup',
      attributes: attributesOf(startup, data),
      relationships: relationshipsOf(startup, data),
    })),
    included: data.incubators.filter((incubator) => !isHidden(incubator)).map((each) => incubatorOf(each, data)),
  };
}

function attributesOf(startup: StartupRow, { organisationIds }: BetaGouvData): object {
  const { name, pitch, contact, accessibility, topics, technologies, links, hasRiskAnalysis, description } = startup;
  return {
    name,
    pitch,
    stats_url: links.STATISTICS ?? null,
    ...given('budget_url', links.BUDGET),
    impact_url: links.IMPACT ?? null,
    link: links.WEBSITE ?? null,
    ...given('repository', links.REPOSITORY),
    contact,
    content_url_encoded_markdown: description === null ? null : percentEncode(description),
    events: startup.events,
    phases: phasesOf(startup.phases).map(({ name, start, end }) => ({ name, start, end })),
    sponsors: idsOf(startup.sponsors, organisationIds),
    thematiques: topics,
    technos: technologies,
    // A string in v2.7, never "false".
    ...given('analyse_risques', hasRiskAnalysis ? 'true' : null),
    ...given('analyse_risques_url', links.RISK_ANALYSIS),
    ...given('dashlord_url', links.DASHLORD),
    ...given('accessibility_status', accessibility && ACCESSIBILITIES.words[accessibility]),
  };
}

/** Encodes every character that RFC 3986 does not list as unreserved, as v2.7 does. */
function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** v2.7 omits the key without a value. */
function given(key: string, value: string | null | undefined): Record<string, string> {
  return value == null ? {} : { [key]: value };
}

function relationshipsOf(startup: StartupRow, { incubatorIds }: BetaGouvData): object {
  const incubators = idsOf(startup.incubators, incubatorIds).map((id) => ({ type: 'incubator', id }));
  return { incubator: { data: incubators[0] ?? null }, incubators: { data: incubators } };
}

function incubatorOf(incubator: IdentifiedEntity, data: BetaGouvData): object {
  const { id, name, website, repositories, contact } = incubator;
  return {
    id,
    type: 'incubator',
    attributes: {
      title: name,
      owner: ownerOf(incubator, data),
      website,
      github: repositories,
      contact,
    },
  };
}
