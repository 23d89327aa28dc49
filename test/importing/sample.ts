import type { SourceFiles } from '../../src/importing/sources/readSource.ts';

/** A startup of startups.json. Other attributes are empty, as in the API. */
export function aStartup(id: string, attributes: Record<string, unknown> = {}, incubators: string[] = ['dinum']) {
  const data = incubators.map((incubator) => ({ type: 'incubator', id: incubator }));
  return {
    id,
    type: 'startup',
    attributes: {
      name: id,
      pitch: 'Simplifier',
      stats_url: '',
      impact_url: '',
      link: '',
      contact: '',
      content_url_encoded_markdown: '',
      events: [],
      phases: [],
      sponsors: [],
      thematiques: [],
      technos: [],
      ...attributes,
    },
    relationships: { incubator: { data: data.at(-1) }, incubators: { data } },
  };
}

export function aMember(id: string, missions: unknown[], attributes: Record<string, unknown> = {}) {
  return {
    id,
    fullname: 'Jeanne Exemple',
    role: 'Cheffe',
    domaine: 'Développement',
    link: 'https://jeanne.fr',
    bio: 'née à',
    missions,
    ...attributes,
  };
}

export function anIncluded(id: string, attributes: Record<string, unknown> = {}) {
  return {
    id,
    type: 'incubator',
    attributes: { title: `L'incubateur ${id}`, owner: '', website: '', github: '', contact: '', ...attributes },
  };
}

export function anOrganisation(id: string, attributes: Record<string, unknown> = {}) {
  return { id, name: id, acronym: '', domaine_ministeriel: 'spm', type: 'administration-centrale', ...attributes };
}

/** The four files. Default: one incubator, `dinum`, and no other rows. */
export function sourceFiles({
  startups = [],
  included = [anIncluded('dinum')],
  incubators = {},
  organisations = [],
  members = [],
}: {
  startups?: unknown[];
  included?: unknown[];
  incubators?: unknown;
  organisations?: unknown[];
  members?: unknown[];
}): SourceFiles {
  return {
    'startups.json': { links: { self: '' }, data: startups, included },
    'incubators.json': incubators,
    'organisations.json': organisations,
    'authors.json': members,
  };
}
