import { z } from 'zod';
import { type ErasureReport, erase } from '../../erasure/erase.ts';
import { assertFreeSpace } from '../../files/diskSpace.ts';
import { openBucket } from '../../publishing/bucket/Bucket.ts';
import { withDownloadedReleases, withUploadedReleases } from '../../publishing/bucket/releaseStore.ts';
import type { UploadReport } from '../../publishing/bucket/uploadReleases.ts';
import { describeSent } from '../export/runExport.ts';
import { memberSecret } from '../installation/secrets.ts';
import { remoteCommand } from '../remote/remoteCommand.ts';
import { progressBar, table } from '../terminal/output.ts';

const EraseInput = z.object({
  texts: z.array(z.string()),
  members: z.array(z.object({ source: z.string(), id: z.string() })),
  reason: z.string(),
  replacement: z.string(),
  dryRun: z.boolean(),
  json: z.boolean(),
});

export type EraseInput = z.infer<typeof EraseInput>;

export const runErase = remoteCommand(EraseInput, async ({ database, settings }, { json, ...request }) => {
  // The files of the embedded database are rewritten: fail now rather than half-way on a full disk.
  if (!database.shared && !request.dryRun) await assertFreeSpace(settings.registreDir);
  const bucket = openBucket(settings);
  const bar = progressBar(request.dryRun ? 'Looking for what would be erased' : 'Erasing');
  const store = {
    bucket,
    pool: database.pool,
    directory: settings.exportsDir,
    publicUrl: settings.publicUrl,
    onProgress: bar.on,
  };
  const run = () =>
    erase({
      ...request,
      ...store,
      dataSource: database.dataSource,
      embedded: !database.shared,
      memberSecret: () => memberSecret(settings),
    });
  try {
    const { result: report, sent } = request.dryRun
      ? { result: await withDownloadedReleases(store, run), sent: null }
      : // Even when nothing is found: an earlier erasure may not have been sent.
        await withUploadedReleases(store, run, true);
    if (json) return JSON.stringify(sent ? { ...report, sent } : report);
    return [inWords(report), ...(sent ? describeSentAfterErasure(sent) : [])].join('\n');
  } finally {
    bar.end();
  }
});

function inWords(report: ErasureReport): string {
  const { dryRun, tables, releases, filesRewritten } = report;
  if (tables.length + releases.length === 0) {
    const nothing = 'Nothing was found, in the register, its history or its releases';
    return `${nothing}${filesRewritten ? `. ${REWRITTEN}` : ': nothing was written.'}`;
  }
  const files = releases.flatMap(({ name, files: found }) =>
    found.map(({ path, occurrences }) => [`${name}/${path}`, occurrences]),
  );
  const rows = tables.map((found) => [found.table, found.rows, found.occurrences]);
  return [
    ...(rows.length === 0 ? [] : [table(['table', 'rows', 'occurrences'], rows), '']),
    ...(files.length === 0 ? [] : [table(['file of a release', 'occurrences'], files), '']),
    dryRun ? 'Nothing was written: this is what would be erased.' : doneIn(report),
    ...afterwards(report),
  ].join('\n');
}

function doneIn({ version, wrote, erasureRecord, releases, release }: ErasureReport): string {
  const register = wrote ? `The register is at version ${version}` : `The register stays at version ${version}`;
  const left = erasureRecord === null ? '' : `; erasure record ${erasureRecord} states when and why`;
  const rewritten =
    releases.length === 0 ? '' : ` Releases written again, with an ERRATUM.md and new sums: ${releases.length}.`;
  return `${register}${left}.${rewritten}${release === null ? '' : ` Release ${release} was made of the register as it is now.`}`;
}

/** What is out of reach of the register. */
function afterwards({ filesRewritten, mayRemainIn, sources, published }: ErasureReport): string[] {
  return [
    ...(filesRewritten ? [REWRITTEN] : []),
    ...(mayRemainIn.length === 0 ? [] : leftInPostgres(mayRemainIn)),
    ...sources.map(
      (name) => `The source ${name} still has it: have it erased there first, else an import may bring it back.`,
    ),
    ...(published.length === 0
      ? []
      : [`Already published with it, so publish again (registre publish): ${published.join(', ')}.`]),
    'Backups of the database and of the releases, and copies that others made, still hold it.',
  ];
}

const REWRITTEN =
  'The files of the embedded database were rewritten: no former row, index or log of it is left in them.';

/** Where a PostgreSQL server may still hold the erased text outside of the rows; only its administrator can remove it. */
function leftInPostgres(tables: readonly string[]): string[] {
  return [
    'PostgreSQL may still hold it in free space of its files, until that is written over. To remove it now, as a superuser (each table is locked meanwhile):',
    `  VACUUM (FULL, ANALYZE) ${[...tables, 'pg_statistic'].join(', ')};`,
    'Its log (WAL) holds it until the segments of today are recycled and written over; archived WAL, replicas, base backups and logs of statements hold it until they are removed.',
  ];
}

function describeSentAfterErasure(sent: UploadReport): string[] {
  return [
    ...describeSent(sent),
    'A bucket that keeps versions of its objects still holds it in them: have them removed there.',
  ];
}
