import { z } from 'zod';
import { type ErasureReport, erase } from '../../erasure/erase.ts';
import { assertFreeSpace } from '../../files/diskSpace.ts';
import { openBucket } from '../../publishing/bucket/Bucket.ts';
import { withDownloadedReleases, withUploadedReleases } from '../../publishing/bucket/releaseStore.ts';
import type { UploadReport } from '../../publishing/bucket/uploadReleases.ts';
import { provenanceOf } from '../../publishing/provenance.ts';
import { describeSent } from '../export/runExport.ts';
import { memberSecret } from '../installation/secrets.ts';
import { remoteCommand } from '../remote/remoteCommand.ts';
import { table } from '../terminal/output.ts';

const EraseInput = z.object({
  texts: z.array(z.string()),
  members: z.array(z.object({ source: z.string(), id: z.string() })),
  reason: z.string(),
  replacement: z.string(),
  dryRun: z.boolean(),
  json: z.boolean(),
});

export type EraseInput = z.infer<typeof EraseInput>;

export const runErase = remoteCommand(
  EraseInput,
  async ({ database, settings }, { json, ...request }, { onProgress }) => {
    // The embedded database rewrites its files: fail now rather than half-way on a full disk.
    if (!database.shared && !request.dryRun) await assertFreeSpace(settings.registreDir);
    const store = {
      bucket: openBucket(settings),
      pool: database.pool,
      directory: settings.exportsDir,
      publicUrl: settings.publicUrl,
      bundles: settings.exportsBundles,
      onProgress,
    };
    const run = () =>
      erase({
        ...request,
        ...store,
        provenance: provenanceOf(settings),
        dataSource: database.dataSource,
        embedded: !database.shared,
        memberSecret: () => memberSecret(settings),
      });
    const { result: report, sent } = request.dryRun
      ? { result: await withDownloadedReleases(store, run), sent: null }
      : // Even if nothing is found: the releases of an interrupted erasure may not be in the bucket yet.
        await withUploadedReleases(store, run, true);
    if (json) return JSON.stringify(sent ? { ...report, sent } : report);
    return [inWords(report), ...(sent ? describeUploadAfterErasure(sent) : [])].join('\n');
  },
);

function inWords(report: ErasureReport): string {
  const { dryRun, tables, releases, filesRewritten } = report;
  if (tables.length + releases.length === 0) {
    const nothing = 'Nothing was found in the register, its history and its releases.';
    return `${nothing} ${filesRewritten ? REWRITTEN : 'Nothing was written.'}`;
  }
  const files = releases.flatMap(({ name, files: found }) =>
    found.map(({ path, occurrences }) => [`${name}/${path}`, occurrences]),
  );
  const rows = tables.map((found) => [found.table, found.rows, found.occurrences]);
  return [
    ...(rows.length === 0 ? [] : [table(['table', 'rows', 'occurrences'], rows), '']),
    ...(files.length === 0 ? [] : [table(['release file', 'occurrences'], files), '']),
    dryRun ? 'Dry run: nothing was written.' : doneIn(report),
    ...afterwards(report),
  ].join('\n');
}

function doneIn({ version, wrote, erasureRecord, releases, release }: ErasureReport): string {
  const register = wrote ? `The register is at version ${version}` : `The register stays at version ${version}`;
  const left = erasureRecord === null ? '' : `; erasure record ${erasureRecord} was written`;
  const rewritten =
    releases.length === 0 ? '' : ` Rewritten releases, each with an ERRATUM.md and new checksums: ${releases.length}.`;
  return `${register}${left}.${rewritten}${release === null ? '' : ` Release ${release} was written.`}`;
}

/** Advice about copies that this command cannot erase. */
function afterwards({ filesRewritten, mayRemainIn, sources, published }: ErasureReport): string[] {
  return [
    ...(filesRewritten ? [REWRITTEN] : []),
    ...(mayRemainIn.length === 0 ? [] : leftInPostgres(mayRemainIn)),
    ...sources.map(
      (name) =>
        `The source ${name} still contains the data. Have it erased there first, or the next import may restore it.`,
    ),
    ...(published.length === 0
      ? []
      : [
          `These datasets were published with the data. Publish them again with registre publish: ${published.join(', ')}.`,
        ]),
    'Backups of the database and of the releases, and copies made by others, still contain the data.',
  ];
}

const REWRITTEN = 'The files of the embedded database were rewritten, without old rows, indexes and WAL.';

/** Where a PostgreSQL server may still store the erased text outside of rows. Only its administrator can remove it. */
function leftInPostgres(tables: readonly string[]): string[] {
  return [
    'PostgreSQL may still store the data in free space of its files, until it reuses that space. To remove it now, run as a superuser (this locks each table):',
    `  VACUUM (FULL, ANALYZE) ${[...tables, 'pg_statistic'].join(', ')};`,
    'The WAL contains the data until PostgreSQL recycles its present segments. Archived WAL, replicas, base backups and statement logs contain it until they are removed.',
  ];
}

function describeUploadAfterErasure(sent: UploadReport): string[] {
  return [
    ...describeSent(sent),
    'If the bucket keeps old versions of objects, they still contain the data. Remove them there.',
  ];
}
