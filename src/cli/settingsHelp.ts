import { SETTINGS } from '../config/settingsTable.ts';

/** The settings, for `registre --help`. */
export function settingsHelp(): string {
  const width = Math.max(...Object.keys(SETTINGS).map((name) => name.length));
  const lines = Object.entries(SETTINGS).map(([name, { meaning, default: standard }]) => {
    return `  ${name.padEnd(width)}  ${meaning}${standard === null ? '' : ` (${standard})`}`;
  });
  return ['Settings, from the environment:', ...lines].join('\n');
}
