import { stringify } from 'csv-stringify/sync';
import { ACCESSIBILITIES } from '../../domain/startups/Accessibility.ts';
import type { Holding } from './holding.ts';
import { idsBehind } from './ids.ts';
import { currentPhase } from './phases.ts';
import type { StartupRow } from './startupRows.ts';

/** The columns of v2.7, in its order and under its names. */
const COLUMNS: Readonly<Record<string, (startup: StartupRow, holding: Holding) => string | null | undefined>> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  mission: ({ pitch }) => pitch,
  start: ({ phases }) => phases[0]?.start,
  status: ({ phases }) => currentPhase(phases),
  incubator: ({ incubators }, { incubatorIds }) => idsBehind(incubators, incubatorIds)[0],
  stats: ({ links }) => links.STATISTICS,
  link: ({ links }) => links.WEBSITE,
  repository: ({ links }) => links.REPOSITORY,
  accessibility: ({ accessibility }) => accessibility && ACCESSIBILITIES.words[accessibility],
  contact: ({ contact }) => contact,
  incubators: ({ incubators }, { incubatorIds }) => idsBehind(incubators, incubatorIds).join(','),
};

/** `startups.csv`: `;`, LF, quoted as RFC 4180 says, a row per startup, an empty cell for what is missing. */
export function startupsCsv(holding: Holding): string {
  const cells = Object.values(COLUMNS);
  return stringify(
    [Object.keys(COLUMNS), ...holding.startups.map((startup) => cells.map((cell) => cell(startup, holding) ?? ''))],
    { delimiter: ';', record_delimiter: '\n' },
  );
}
