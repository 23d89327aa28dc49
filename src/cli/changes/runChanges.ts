import { readSettings } from '../../config/settings.ts';
import { changesText, compareReleases } from '../../publishing/releaseDiff/compareReleases.ts';
import { printPieces } from '../terminal/standardOutput.ts';

/** `registre changes`. It reads the files of both releases only. */
export async function runChanges(
  from: string,
  to: string,
  { out, json }: { out?: string; json?: boolean },
): Promise<void> {
  const directory = out ?? readSettings(process.env).exportsDir;
  const comparison = await compareReleases(directory, from, to);
  await printPieces(changesText(comparison.lines(), json ? 'json' : 'csv'));
}
