import { stringify } from 'csv-stringify/sync';
import { ACCESSIBILITIES } from '../../domain/startups/Startup.ts';
import { type BetaGouvData, idsOf } from './betaGouvData.ts';
import { currentPhase } from './phases.ts';
import type { StartupRow } from './startupRows.ts';

/** The columns of v2.7, in its order and under its names. */
const COLUMNS: Readonly<Record<string, (startup: StartupRow, data: BetaGouvData) => string | null | undefined>> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  mission: ({ pitch }) => pitch,
  start: ({ phases }) => phases[0]?.start,
  status: ({ phases }) => currentPhase(phases),
  incubator: ({ incubators }, { incubatorIds }) => idsOf(incubators, incubatorIds)[0],
  stats: ({ links }) => links.STATISTICS,
  link: ({ links }) => links.WEBSITE,
  repository: ({ links }) => links.REPOSITORY,
  accessibility: ({ accessibility }) => accessibility && ACCESSIBILITIES.words[accessibility],
  contact: ({ contact }) => contact,
  incubators: ({ incubators }, { incubatorIds }) => idsOf(incubators, incubatorIds).join(','),
};

/** `startups.csv`: one row per startup, separated by `;` and LF, quoted by RFC 4180; null is an empty cell. */
export function startupsCsv(data: BetaGouvData): string {
  const cells = Object.values(COLUMNS);
  return stringify(
    [Object.keys(COLUMNS), ...data.startups.map((startup) => cells.map((cell) => cell(startup, data) ?? ''))],
    { delimiter: ';', record_delimiter: '\n' },
  );
}
