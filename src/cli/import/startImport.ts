import { todayInParis } from '../../graphql/context.ts';
import { MappedRowCollector, RowsOfSource } from '../../importing/mappedRows.ts';
import type { MappedRows } from '../../importing/mappedSource.ts';
import { mapFiles } from '../../importing/mapping/mapBetaGouv.ts';
import { readSource } from '../../importing/sources/readSource.ts';
import { RowFile } from '../../importing/storedRows.ts';
import type { Execute } from '../remote/remoteCommand.ts';
import { progressBar } from '../terminal/output.ts';
import type { ImportFlags } from './runImport.ts';

/**
 * `registre import`. This process reads and maps the source: a server that executes the import may have no access to the folder,
 * and its memory and event loop stay free. An invalid source does not lock the database.
 */
export async function startImport(execute: Execute, location: string, flags: ImportFlags): Promise<void> {
  const file = new RowFile();
  try {
    const mapped = await readMapped(location, flags, file);
    await execute('import', flags, {
      title: `Importing ${location}`,
      rows: new RowsOfSource(mapped),
      migrates: true,
      cancellable: true,
    });
  } finally {
    file.close();
  }
}

async function readMapped(location: string, flags: ImportFlags, { newList }: RowFile): Promise<MappedRows> {
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
    const files = await readSource(location, { ...limits, onModified, newList }, (file, done, total) =>
      bar.on(file, done, total),
    );
    const collector = new MappedRowCollector(newList);
    for (const row of mapFiles(files, todayInParis(), modifiedAt)) collector.add(row);
    if (!collector.mapped) throw new Error('the mapped source has no description');
    return collector.mapped;
  } finally {
    bar.end();
  }
}
