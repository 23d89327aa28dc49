import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { dayInParis } from '../graphql/context.ts';
import { cellOf } from '../openData/toCsv.ts';
import { CATALOGUE } from '../publishing/catalogue.ts';
import type { ManifestResource } from '../publishing/exportsDirectory/manifest.ts';
import { type FileDigest, prettyJson } from '../publishing/exportsDirectory/outputFile.ts';
import { ERRATUM } from '../publishing/exportsDirectory/releaseFiles.ts';
import { CsvRowReader } from '../publishing/releaseDiff/CsvRowReader.ts';
import { orderOf, SortChecker } from '../publishing/releaseDiff/rowOrder.ts';
import { type RewrittenFile, withChecksums } from './updateChecksums.ts';

// Only what is needed: another version of the software may have written the rest.
const ErasedManifest = z.looseObject({
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
 * `release.json` of a rewritten release: checksums, sizes, the note, and the order of rows, null where a new identifier
 * broke it: the next release must not be compared row by row with rows that are no longer sorted.
 */
export async function withErratum(
  text: string,
  root: string,
  files: readonly RewrittenFile[],
  note: FileDigest & { path: string },
): Promise<string> {
  const updated = withChecksums(JSON.parse(text), files);
  const manifest = ErasedManifest.safeParse(updated).data;
  if (!manifest) return prettyJson(updated);
  const paths = new Set(files.map(({ path }) => path));
  for (const table of manifest.datasets.flatMap(({ tables }) => tables)) {
    const csv = table.resources.find(({ path }) => path.endsWith(`/${table.name}.csv`));
    if (csv && paths.has(csv.path) && table.order != null) table.order = await orderOfRewritten(root, csv.path, table);
  }
  const resource: ManifestResource = {
    title: 'Erratum',
    description: 'Ce qui a été effacé de cette version après sa publication, et les fichiers qui ont changé.',
    type: 'documentation',
    format: 'md',
    mime: 'text/markdown',
    ...note,
  };
  manifest.documents = [...manifest.documents.filter(({ path }) => path !== ERRATUM), resource];
  return prettyJson(manifest);
}

/** The order that the manifest gives for the rows, if they still have it. */
async function orderOfRewritten(
  root: string,
  path: string,
  { name, order }: { name: string; order?: string | null },
): Promise<string | null> {
  const table = CATALOGUE.flatMap(({ tables }) => tables).find((each) => each.name === name);
  if (!table) return null;
  const sorted = new SortChecker(orderOf(table));
  const rows = new CsvRowReader(table, createReadStream(join(root, path)));
  for (await rows.advance(); rows.row; await rows.advance()) {
    const { row } = rows;
    sorted.add(table.columns.map((column, at) => cellOf(column, row[at] ?? '')));
  }
  return sorted.order === order ? sorted.order : null;
}

/** The note, after those of former erasures. */
export function erratum(former: string | null, paths: readonly string[], replacement: string, now: Date): string {
  const files = paths.map((path) => `- \`${path}\``).join('\n');
  return `${former ?? '# Erratum\n'}
## ${dayInParis(now)}

Des données ont été effacées de cette version ce jour-là, en application du droit à l’effacement (RGPD, article 17). « ${replacement} » se lit là où elles se trouvaient. Les fichiers suivants ne sont donc plus ceux qui avaient été publiés, et leurs tailles et leurs empreintes ont changé :

${files}

\`SHA256SUMS\` et \`release.json\` donnent les nouvelles empreintes. Merci de remplacer toute copie de ces fichiers.
`;
}
