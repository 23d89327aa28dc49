import { type CataloguedDataset, LICENCE, THEME } from '../catalogue.ts';
import type { ManifestDataset, ManifestResource, ManifestTable } from '../exportsDirectory/manifest.ts';
import { LATEST } from '../exportsDirectory/releaseFiles.ts';
import type { ContactPoint, DatasetSource, Provenance } from '../provenance.ts';
import { hasRows, isTooSmall } from '../publishedTables.ts';

/** What `dataset.json` contains about the release as a whole. */
export interface DatasetJsonContext {
  /** Whether the release has a file of changes. */
  readonly hasChanges: boolean;
  readonly provenance: Provenance;
}

type Temporal = NonNullable<ManifestDataset['temporal']>;

/**
 * The days that the rows of a dataset cover: from the earliest to the latest date in its tables. Without dates, its declared period, or
 * the days on which its sources were retrieved. Unchanged rows have unchanged days.
 */
export function temporalCoverage(
  tables: readonly ManifestTable[],
  period: CataloguedDataset['period'],
  sources: readonly DatasetSource[],
  referenceDay: string,
): Temporal {
  const days = tables.flatMap(({ earliest, latest }) => [earliest ?? [], latest ?? []].flat());
  const declared = period && [period.start, period.end];
  const retrieved = sources.flatMap(({ retrievedOn }) => retrievedOn ?? []);
  const [covered = [referenceDay]] = [days, declared ?? [], retrieved].filter((each) => each.length > 0);
  const sorted = [...covered].sort();
  return { start: sorted[0] ?? referenceDay, end: sorted.at(-1) ?? referenceDay };
}

/** The content of `dataset.json`: a dataset as data.gouv.fr must show it, with the field names of udata. URLs are relative to PUBLIC_URL. */
export function toDatasetJson(
  { slug, title, description, summary, frequency, keywords, tables, temporal }: ManifestDataset,
  documents: readonly ManifestResource[],
  { hasChanges, provenance: { contactPoint } }: DatasetJsonContext,
): object {
  const empty = tables.filter((table) => !hasRows(table)).map(({ name }) => name);
  return {
    title,
    description: publishedDescription(description, tables),
    description_short: summary,
    license: LICENCE.datagouv,
    frequency,
    tags: [...keywords, THEME.keyword],
    temporal_coverage: temporal,
    spatial: { zones: ['country:fr'], granularity: 'country' },
    ...(contactPoint && { contact_points: [contactOf(contactPoint)] }),
    ...(empty.length > 0 && { empty_tables: empty }),
    ...(isTooSmall({ slug, tables }) && { is_too_small: true }),
    resources: publishedResources(slug, tables, documents, hasChanges).map(({ resource, schema, isHosted }) => ({
      ...(isHosted ? hostedResource(resource) : linkedResource(resource)),
      ...(schema !== null && { schema: { url: `/exports/${LATEST}/${schema}` } }),
    })),
  };
}

/** The description of a dataset as data.gouv.fr and the DCAT catalogues show it, in Markdown. */
export function publishedDescription(description: string, tables: readonly ManifestTable[]): string {
  const list = tables.map((table) => {
    const { title, name, description: content } = table;
    return `- **${title}** (\`${name}\`) : ${content}${hasRows(table) ? '' : ` ${EMPTY_TABLE}`}`;
  });
  return `${description}\n\n## Tables\n\n${list.join('\n')}\n\nLes colonnes de chaque table sont décrites dans \`LISEZMOI.txt\`.`;
}

export interface PublishedResource {
  readonly resource: Pick<ManifestResource, 'title' | 'description' | 'type' | 'format' | 'mime' | 'path'> &
    Partial<ManifestResource>;
  /** The path of its Table Schema within the release. */
  readonly schema: string | null;
  /** Whether the file is uploaded. Otherwise the resource is a link. */
  readonly isHosted: boolean;
}

/** The resources of a dataset in their order: data.gouv.fr, which does not accept .md files, and the DCAT catalogues have the same. */
export function publishedResources(
  slug: string,
  tables: readonly ManifestTable[],
  documents: readonly ManifestResource[],
  hasChanges: boolean,
): PublishedResource[] {
  const ofTables = tables.filter(hasRows).flatMap(({ name, resources }) =>
    resources.map((resource) => ({
      resource,
      schema: resource.type === 'main' ? `${slug}/${name}.schema.json` : null,
      isHosted: true,
    })),
  );
  return [
    ...ofTables,
    ...documents
      .filter(({ format, path }) => format !== 'md' && path !== `${slug}/dataset.json`)
      .map((resource) => ({ resource, schema: null, isHosted: true })),
    ...(hasChanges ? [{ resource: CHANGES_LINK, schema: 'changements.schema.json', isHosted: false }] : []),
  ];
}

/** A contact point of data.gouv.fr. */
function contactOf({ name, email, url }: ContactPoint): object {
  return { name, ...(email !== null && { email }), ...(url !== null && { contact_form: url }), role: 'contact' };
}

// Explains why a table has no files; otherwise readers would look for them.
const EMPTY_TABLE = 'À ce jour, cette table ne contient aucune ligne : ses fichiers ne sont pas publiés.';

/** A resource whose file is uploaded to data.gouv.fr under its own name. */
function hostedResource({ path, bytes, sha1, sha256, ...described }: PublishedResource['resource']): object {
  const { title, description, type, format, mime } = described;
  const file = path.slice(path.lastIndexOf('/') + 1);
  const checksum = { type: 'sha256', value: sha256 };
  return { key: file, file, title, description, type, format, mime, filesize: bytes, checksum, sha1 };
}

function linkedResource({ path, title, description, type, format, mime }: PublishedResource['resource']): object {
  return { key: path, url: `/exports/${LATEST}/${path}`, title, description, type, format, mime };
}

/**
 * A link, since the changes of all datasets are in one file. Its size and checksum are left out: they change with every
 * release, so the metadata of the dataset would change even when the dataset does not.
 */
const CHANGES_LINK = {
  title: 'Changements depuis la publication précédente (CSV)',
  description:
    'Les changements depuis la publication précédente, dans tous les jeux de données du registre : une ligne par cellule modifiée, par ligne ajoutée ou par ligne retirée.',
  type: 'update',
  format: 'csv',
  mime: 'text/csv',
  path: 'changements.csv',
} as const;
