import { readSettings } from '../../config/settings.ts';
import { migrate } from '../../database/migrate.ts';
import { mapBetaGouv } from '../../importing/mapping/mapBetaGouv.ts';
import type { ImportReport } from '../../importing/merge/ImportReport.ts';
import { mergeSource } from '../../importing/merge/mergeSource.ts';
import { prepareDatabase } from '../../importing/prepareDatabase.ts';
import { readSource } from '../../importing/sources/readSource.ts';
import { memberSecret } from '../installation/secrets.ts';
import { withDatabase } from '../installation/withDatabase.ts';
import { progressBar, table } from '../terminal/output.ts';
import { print } from '../terminal/standardOutput.ts';

export interface ImportFlags {
  dryRun?: boolean;
  takeSource?: boolean;
  json?: boolean;
  allowPrivate?: boolean;
  maxSize: number;
  timeout: number;
}

export async function runImport(location: string, flags: ImportFlags): Promise<void> {
  const settings = readSettings(process.env);
  const bar = progressBar(`Importing ${location}`);
  try {
    const limits = {
      maximumBytes: flags.maxSize * 1_000_000,
      timeoutMs: flags.timeout * 1_000,
      allowPrivate: flags.allowPrivate ?? false,
    };
    // Read and map everything before the database is opened, so that an invalid source does not lock it.
    const desired = mapBetaGouv(
      await readSource(location, limits, (file, done, total) => bar.on(`reading ${file}`, done / 2, total)),
    );
    await withDatabase(settings, async (database) => {
      const secret = await memberSecret(settings);
      // A dry run writes nothing to the register, not even the reference data.
      if (flags.dryRun) await migrate(database);
      else await prepareDatabase(database, async () => secret);
      const report = await mergeSource(database.dataSource, desired, {
        memberSecret: secret,
        dryRun: flags.dryRun,
        takeSource: flags.takeSource,
        onProgress: (step, done, total) => bar.on(`writing ${step}`, total + done, total * 2),
      });
      bar.end();
      await print(flags.json ? JSON.stringify(report) : inWords(report));
    });
  } finally {
    bar.end();
  }
}

function inWords({ kinds, findings, wrote, version, source }: ImportReport): string {
  const rows = kinds.map((each) => [each.kind, each.created, each.updated, each.deleted, each.unchanged]);
  const found = findings.map(({ code, outcome, count }) => [code, outcome, count]);
  return [
    table(['', 'created', 'updated', 'deleted', 'unchanged'], rows),
    ...(found.length === 0 ? [] : ['', table(['finding', 'outcome', 'count'], found)]),
    '',
    ...keptValues(findings),
    outcomeOf(source, wrote, version),
  ].join('\n');
}

function keptValues(findings: ImportReport['findings']): string[] {
  const { count = 0 } = findings.find(({ code }) => code === 'EDITED_HERE') ?? {};
  if (count === 0) return [];
  return [
    `${count} edited here and kept, although the source has another value: --take-source takes that of the source.`,
  ];
}

function outcomeOf(source: string, wrote: boolean, version: number | null): string {
  if (version === null) return `Dry run of an import of ${source}: nothing was written.`;
  if (!wrote) return `The register is up to date with ${source}. Nothing was written; it stays at version ${version}.`;
  return `The register is at version ${version}. For each finding, see importFindings in GraphQL or the dataset constats.`;
}
