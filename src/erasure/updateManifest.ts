import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { dayInParis } from '../graphql/context.ts';
import { parseCsvCell } from '../openData/csvWriter.ts';
import { cataloguedTable } from '../publishing/catalogue.ts';
import type { ManifestResource } from '../publishing/exportsDirectory/manifest.ts';
import { type FileDigest, prettyJson } from '../publishing/exportsDirectory/outputFile.ts';
import { ERRATUM } from '../publishing/exportsDirectory/releaseFiles.ts';
import { CsvRowReader } from '../publishing/releaseDiff/CsvRowReader.ts';
import { orderOf, SortChecker } from '../publishing/releaseDiff/rowOrder.ts';
import { type RewrittenFile, withChecksums } from './updateChecksums.ts';

// Only the fields that are needed: another version of the software may have written the manifest.
const RewrittenManifest = z.looseObject({
  documents: z.array(z.looseObject({ path: z.string() })),
  datasets: z.array(
    z.looseObject({
      tables: z.array(
        z.looseObject({
          name: z.string(),
          order: z.string().nullish(),
          resources: z.array(z.looseObject({ path: z.string() })),
        }),
      ),
    }),
  ),
});

/**
 * Updates `release.json` of a rewritten release: sizes, checksums, the entry of the erratum, and the order of each table. The order
 * becomes null if the replacements leave the rows unsorted, so that the next release is not compared with them row by row.
 */
export async function updateManifest(
  text: string,
  root: string,
  files: readonly RewrittenFile[],
  erratumFile: FileDigest & { path: string },
): Promise<string> {
  const updated = withChecksums(JSON.parse(text), files);
  const manifest = RewrittenManifest.safeParse(updated).data;
  if (!manifest) return prettyJson(updated);
  const paths = new Set(files.map(({ path }) => path));
  for (const table of manifest.datasets.flatMap(({ tables }) => tables)) {
    const csv = table.resources.find(({ path }) => path.endsWith(`/${table.name}.csv`));
    if (csv && paths.has(csv.path) && table.order != null) table.order = await orderOfRewritten(root, csv.path, table);
  }
  const resource: ManifestResource = {
    title: 'Erratum',
    description: 'La liste des fichiers de cette publication qui ont été modifiés par un effacement de données.',
    type: 'documentation',
    format: 'md',
    mime: 'text/markdown',
    ...erratumFile,
  };
  manifest.documents = [...manifest.documents.filter(({ path }) => path !== ERRATUM), resource];
  return prettyJson(manifest);
}

/** The order that the manifest records, if the rewritten rows still have it; otherwise null. */
async function orderOfRewritten(
  root: string,
  path: string,
  { name, order }: { name: string; order?: string | null },
): Promise<string | null> {
  const table = cataloguedTable(name);
  if (!table) return null;
  const sortChecker = new SortChecker(orderOf(table));
  const rows = new CsvRowReader(table, createReadStream(join(root, path)));
  for (await rows.advance(); rows.row; await rows.advance()) {
    const { row } = rows;
    sortChecker.add(table.columns.map((column, at) => parseCsvCell(column, row[at] ?? '')));
  }
  return sortChecker.order === order ? sortChecker.order : null;
}

/** The text of `ERRATUM.md`: the entries of earlier erasures, then the new one. */
export function erratum(previous: string | null, paths: readonly string[], replacement: string, now: Date): string {
  const files = paths.map((path) => `- \`${path}\``).join('\n');
  return `${previous ?? '# Erratum\n'}
## ${dayInParis(now)}

Ce jour-là, des données ont été effacées de cette publication, en application du droit à l’effacement (article 17 du RGPD). Elles ont été remplacées par « ${replacement} ». Le contenu, la taille et l’empreinte des fichiers suivants ont donc changé :

${files}

Les nouvelles empreintes figurent dans \`SHA256SUMS\` et dans \`release.json\`. Nous vous remercions de remplacer toute copie de ces fichiers.
`;
}
