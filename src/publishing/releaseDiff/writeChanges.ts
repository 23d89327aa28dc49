import { join } from 'node:path';
import type { Cell } from '../../openData/column.ts';
import { csvWriter } from '../../openData/csvWriter.ts';
import { jsonWriter } from '../../openData/jsonWriter.ts';
import { TABLES } from '../catalogue.ts';
import type { ManifestResource } from '../exportsDirectory/manifest.ts';
import { prettyJson, writeRows, writeTextFile } from '../exportsDirectory/outputFile.ts';
import type { Provenance } from '../provenance.ts';
import { publishedSchema } from '../tableSchemas.ts';
import { batchesOf } from './batches.ts';
import { type ChangeLine, changeCells, changementsTable, describedChanges } from './changesTable.ts';
import { type ComparedRelease, diffReleases } from './diffReleases.ts';
import { ReleaseNotes } from './ReleaseNotes.ts';

export const CHANGES = 'changements';
export const RELEASE_NOTES = 'NOUVEAUTES.md';

/** Writes the changes of the tables since the previous release: `changements.*` for programs, `NOUVEAUTES.md` for people. */
export async function writeChanges(
  previous: ComparedRelease,
  current: ComparedRelease & { readonly modified: Date; readonly provenance: Provenance },
): Promise<{ count: number; documents: ManifestResource[] }> {
  const notes = new ReleaseNotes();
  let count = 0;
  const lines = diffReleases(previous, current, TABLES, (table, change) => notes.add(table, change));
  const schema = prettyJson(publishedSchema(describedChanges, current.provenance));
  const schemaFile = await writeTextFile(join(current.root, `${CHANGES}.schema.json`), schema, current.modified);
  const [csv, json] = await writeRows(
    [
      { path: join(current.root, `${CHANGES}.csv`), writer: csvWriter(changementsTable) },
      { path: join(current.root, `${CHANGES}.json`), writer: jsonWriter(changementsTable) },
    ],
    current.modified,
    changeBatches(lines, () => count++),
  );
  const notesFile = await writeTextFile(
    join(current.root, RELEASE_NOTES),
    notes.text(previous, current),
    current.modified,
  );
  const { title, description } = changementsTable;
  const jsonFormat = { format: 'json', mime: 'application/json' };
  const files = [
    { file: csv, title: `${title} (CSV)`, format: 'csv', mime: 'text/csv', path: `${CHANGES}.csv` },
    { file: json, title: `${title} (JSON)`, ...jsonFormat, path: `${CHANGES}.json` },
    { file: schemaFile, title: `${title} (Table Schema)`, ...jsonFormat, path: `${CHANGES}.schema.json` },
    { file: notesFile, title: 'Nouveautés', format: 'md', mime: 'text/markdown', path: RELEASE_NOTES },
  ];
  const documents = files.flatMap(({ file, ...resource }) =>
    file ? [{ ...resource, description, type: 'update' as const, ...file }] : [],
  );
  return { count, documents };
}

async function* changeBatches(changes: AsyncIterable<ChangeLine>, onChange: () => void): AsyncGenerator<Cell[][]> {
  for await (const batch of batchesOf(changes)) {
    for (const _change of batch) onChange();
    yield batch.map(changeCells);
  }
}
