import { type CataloguedDataset, LICENCE } from '../catalogue.ts';
import type { ManifestResource, ManifestTable } from '../exportsDirectory/manifest.ts';
import { LATEST } from '../exportsDirectory/releaseFiles.ts';

/** What `dataset.json` has beside the files of the dataset. */
export interface DatasetJsonContext {
  readonly publicUrl: string;
  readonly temporal: Temporal;
  /** Whether the release has the changes since the one before. */
  readonly hasChanges: boolean;
}

interface Temporal {
  readonly start: string;
  readonly end: string;
}

/**
 * The temporal coverage of a dataset: from the earliest day in its tables to the reference day; the reference day alone
 * when they have none, since the tables are then the state of that day.
 */
export function temporalCoverage(tables: readonly ManifestTable[], referenceDay: string): Temporal {
  const days = tables.flatMap(({ earliest }) => (earliest === null ? [] : [earliest]));
  return { start: [...days, referenceDay].sort()[0] ?? referenceDay, end: referenceDay };
}

/** A dataset in data.gouv.fr's own shape, with the field names of udata: what is to be seen there. */
export function toDatasetJson(
  { slug, title, description, summary, frequency, keywords, tables: declared }: CataloguedDataset,
  tables: readonly ManifestTable[],
  readme: ManifestResource,
  { publicUrl, temporal, hasChanges: changes }: DatasetJsonContext,
): object {
  const latest = `${publicUrl}/exports/${LATEST}`;
  const list = declared.map((table) => `- **${table.title}** (\`${table.name}\`) : ${table.description}`);
  return {
    title,
    description: `${description}\n\n## Tables\n\n${list.join('\n')}\n\nLes colonnes de chaque table sont décrites dans \`LISEZMOI.txt\`.\n`,
    description_short: summary,
    license: LICENCE.datagouv,
    frequency,
    tags: keywords,
    temporal_coverage: temporal,
    spatial: { zones: ['country:fr'], granularity: 'country' },
    resources: [
      ...tables.flatMap(({ name, rows, resources }) =>
        resources.map((resource) => ({
          ...hostedResource(resource),
          ...(resource.type === 'main' ? { schema: { url: `${latest}/${slug}/${name}.schema.json` } } : {}),
          ...(rows === 0 ? { description: `${resource.description} ${EMPTY_TABLE}` } : {}),
        })),
      ),
      hostedResource(readme),
      ...(changes ? [changesLink(latest)] : []),
    ],
  };
}

// A table with a header only is explained: readers would look for what is missing.
const EMPTY_TABLE = 'Cette table ne contient encore aucune ligne.';

/** A file that data.gouv.fr is to hold, under the name that it has here. */
function hostedResource({
  title,
  description,
  type,
  format,
  mime,
  path,
  bytes,
  sha1,
  sha256,
}: ManifestResource): object {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const checksum = { type: 'sha256', value: sha256 };
  return { key: file, file, title, description, type, format, mime, filesize: bytes, checksum, sha1 };
}

/**
 * A link, since the changes of all datasets are in one file. Its size and checksum are left out: they change with every
 * release, so the metadata of the dataset would change even when the dataset does not.
 */
function changesLink(latest: string): object {
  return {
    key: 'changements.csv',
    url: `${latest}/changements.csv`,
    title: 'Changements depuis la publication précédente (CSV)',
    description:
      'Ce qui a changé d’une publication à la suivante, dans tous les jeux de données du registre : une ligne par cellule modifiée, par ligne ajoutée ou retirée.',
    type: 'update',
    format: 'csv',
    mime: 'text/csv',
    schema: { url: `${latest}/changements.schema.json` },
  };
}
