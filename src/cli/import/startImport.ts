import { todayInParis } from '../../graphql/context.ts';
import type { MappedSource } from '../../importing/mappedSource.ts';
import { mapBetaGouv } from '../../importing/mapping/mapBetaGouv.ts';
import { readSource } from '../../importing/sources/readSource.ts';
import type { Execute } from '../remote/remoteCommand.ts';
import { progressBar } from '../terminal/output.ts';
import { collectGarbage } from './collectGarbage.ts';
import { mappedRows } from './mappedRows.ts';
import type { ImportFlags } from './runImport.ts';

/**
 * `registre import`. This process reads and maps the source: a server that executes the import may have no access to the folder,
 * and its memory and event loop stay free. An invalid source does not lock the database.
 */
export async function startImport(execute: Execute, location: string, flags: ImportFlags): Promise<void> {
  const mapped = await readMapped(location, flags);
  collectGarbage();
  await execute('import', flags, {
    title: `Importing ${location}`,
    rows: mappedRows(mapped),
    migrates: true,
    cancellable: true,
  });
}

async function readMapped(location: string, flags: ImportFlags): Promise<MappedSource> {
  const limits = {
    maximumBytes: flags.maxSize * 1_000_000,
    timeoutMs: flags.timeout * 1_000,
    allowPrivate: flags.allowPrivate ?? false,
  };
  const bar = progressBar(`Reading ${location}`);
  let modifiedAt: Date | null = null;
  const onModified = (at: Date) => {
    if (modifiedAt === null || at > modifiedAt) modifiedAt = at;
  };
  try {
    const files = await readSource(location, { ...limits, onModified }, (file, done, total) =>
      bar.on(file, done, total),
    );
    return mapBetaGouv(files, todayInParis(), modifiedAt);
  } finally {
    bar.end();
  }
}
