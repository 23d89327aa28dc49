import { resolve } from 'node:path';
import { openDatabase } from '../database.ts';
import { readSettings } from '../foundation/settings.ts';
import { requireMigrated } from '../migrate.ts';
import { releaseExports } from '../publishing/release/release.ts';
import { progressBar } from './output.ts';

export interface ExportFlags {
  out?: string;
  json?: boolean;
}

/** `registre export`. */
export async function exportCommand(flags: ExportFlags): Promise<void> {
  const settings = readSettings(process.env);
  const directory = flags.out === undefined ? settings.exportsDir : resolve(flags.out);
  const database = await openDatabase(settings);
  const bar = progressBar('Writing a release');
  try {
    await requireMigrated(database);
    const release = await releaseExports({
      pool: database.pool,
      directory,
      publicUrl: settings.publicUrl,
      onProgress: (what, done, total) => bar.on(what, done, total),
    });
    bar.end();
    if (flags.json) console.log(JSON.stringify(release));
    else if (release.made)
      console.log(`Release ${release.name} is in ${directory}/${release.name} (and ${directory}/latest).`);
    else console.log(`The register has not changed since release ${release.name}: no new one was made.`);
  } finally {
    bar.end();
    await database.close();
  }
}
