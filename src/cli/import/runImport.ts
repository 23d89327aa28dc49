import { z } from 'zod';
import type { Database } from '../../database/database.ts';
import { migrate } from '../../database/migrate.ts';
import { fail } from '../../errors/errors.ts';
import { IMPORT_RUNNING } from '../../importing/importErrors.ts';
import { MappedRowCollector, RowsOfSource } from '../../importing/mappedRows.ts';
import type { MappedRows } from '../../importing/mappedSource.ts';
import { rejectedInWords } from '../../importing/merge/guards/checkSource.ts';
import type { ImportReport } from '../../importing/merge/ImportReport.ts';
import { mergeSource } from '../../importing/merge/mergeSource.ts';
import { prepareDatabase } from '../../importing/prepareDatabase.ts';
import { RowFile } from '../../importing/storedRows.ts';
import { memberSecret } from '../installation/secrets.ts';
import { type CommandRun, type OpenRegister, remoteCommand } from '../remote/remoteCommand.ts';
import { table } from '../terminal/output.ts';

/** The options of the command line that `mergeSource` has too. */
const MergeFlags = z.object({
  dryRun: z.boolean().optional(),
  takeSource: z.boolean().optional(),
  accept: z.boolean().optional(),
  maxRejected: z.int().optional(),
});

/** The options of the command line. */
const ImportFlags = MergeFlags.extend({
  json: z.boolean().optional(),
  allowPrivate: z.boolean().optional(),
  maxSize: z.int(),
  timeout: z.int(),
});
export type ImportFlags = z.infer<typeof ImportFlags>;

/** The databases with an import that runs in this process. */
const importing = new WeakSet<Database>();

/** Imports the mapped source whose rows it receives. */
export const runImport = remoteCommand(ImportFlags, async (register, flags, run) => {
  const { database } = register;
  if (importing.has(database)) fail(IMPORT_RUNNING);
  importing.add(database);
  try {
    const report = await importRows(register, MergeFlags.parse(flags), run);
    return (
      report && {
        text: flags.json ? JSON.stringify(report) : inWords(report, flags.accept ?? false),
        exitCode: report.problems.length > 0 && !flags.accept ? 1 : 0,
      }
    );
  } finally {
    importing.delete(database);
  }
});

/** Returns null if the rows have another shape. */
async function importRows(
  register: OpenRegister,
  flags: z.infer<typeof MergeFlags>,
  run: CommandRun,
): Promise<ImportReport | null> {
  // In this process, the rows are in a file already.
  if (run.rows instanceof RowsOfSource) return mergeMapped(register, flags, run, run.rows.mapped);
  const file = new RowFile();
  try {
    const collector = new MappedRowCollector(file.newList);
    for await (const row of run.rows) if (!collector.receive(row)) return null;
    return collector.mapped && (await mergeMapped(register, flags, run, collector.mapped));
  } finally {
    file.close();
  }
}

async function mergeMapped(
  { database, settings }: OpenRegister,
  flags: z.infer<typeof MergeFlags>,
  { signal, onProgress }: CommandRun,
  mapped: MappedRows,
): Promise<ImportReport> {
  const secret = await memberSecret(settings);
  // A dry run writes nothing to the register, not even the reference data.
  if (flags.dryRun) await migrate(database);
  else {
    const { withoutReference } = settings;
    await prepareDatabase(database, { memberSecret: async () => secret, withoutReference });
  }
  return mergeSource(database.dataSource, mapped, {
    ...flags,
    memberSecret: secret,
    onProgress(step, done, total) {
      signal.throwIfAborted();
      onProgress(step, done, total);
    },
  });
}

function inWords(report: ImportReport, accepted: boolean): string {
  const { kinds, findings, wrote, version, source } = report;
  const rows = kinds.map((each) => [each.kind, each.created, each.updated, each.deleted, each.unchanged]);
  const found = findings.map(({ code, outcome, count }) => [code, outcome, count]);
  return [
    table(['', 'created', 'updated', 'deleted', 'unchanged'], rows),
    ...(found.length === 0 ? [] : ['', table(['finding', 'outcome', 'count'], found)]),
    '',
    ...keptValues(findings),
    ...guardLines(report, accepted),
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

function guardLines({ source, rejected, problems }: ImportReport, accepted: boolean): string[] {
  const lines = rejected.length === 0 ? [] : [`Rejected values: ${rejected.map(rejectedInWords).join(', ')}.`];
  if (problems.length === 0) return lines;
  const accepting = accepted
    ? `Accepted, although the source has ${problems.join('; ')}.`
    : `An import of ${source} would be held, because the source has ${problems.join('; ')}. Check the source. To import it as it is, add --accept.`;
  return [...lines, accepting];
}

function outcomeOf(source: string, wrote: boolean, version: number | null): string {
  if (version === null) return `Dry run of an import of ${source}: nothing was written.`;
  if (!wrote) return `The register is up to date with ${source}. Nothing was written; it stays at version ${version}.`;
  return `The register is at version ${version}. For each finding, see importFindings in GraphQL or the dataset constats.`;
}
