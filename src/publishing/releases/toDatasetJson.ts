import { LICENCE } from '../catalogue.ts';
import type { ManifestDataset, ManifestResource, ManifestTable } from '../exportsDirectory/manifest.ts';
import { LATEST } from '../exportsDirectory/releaseFiles.ts';
import type { ContactPoint, Provenance } from '../provenance.ts';
import { hasRows, isTooSmall } from '../publishedTables.ts';

/** What `dataset.json` contains about the release as a whole. */
export interface DatasetJsonContext {
  readonly publicUrl: string;
  readonly temporal: Temporal;
  /** Whether the release has a file of changes. */
  readonly hasChanges: boolean;
  readonly provenance: Provenance;
}

interface Temporal {
  readonly start: string;
  readonly end: string;
}

/**
 * The temporal coverage of a dataset: from the earliest date in its tables to the reference day. Tables without dates cover
 * the reference day only.
 */
export function temporalCoverage(tables: readonly ManifestTable[], referenceDay: string): Temporal {
  const days = tables.flatMap(({ earliest }) => (earliest === null ? [] : [earliest]));
  return { start: [...days, referenceDay].sort()[0] ?? referenceDay, end: referenceDay };
}

/** The content of `dataset.json`: a dataset as data.gouv.fr must show it, with the field names of udata. */
export function toDatasetJson(
  { slug, title, description, summary, frequency, keywords, tables }: ManifestDataset,
  documents: readonly ManifestResource[],
  { publicUrl, temporal, hasChanges, provenance: { contactPoint } }: DatasetJsonContext,
): object {
  const latest = `${publicUrl}/exports/${LATEST}`;
  const published = tables.filter(hasRows);
  const empty = tables.filter((table) => !hasRows(table)).map(({ name }) => name);
  const list = tables.map(({ name, title: heading, description: content }) => {
    return `- **${heading}** (\`${name}\`) : ${content}${empty.includes(name) ? ` ${EMPTY_TABLE}` : ''}`;
  });
  return {
    title,
    description: `${description}\n\n## Tables\n\n${list.join('\n')}\n\nLes colonnes de chaque table sont décrites dans \`LISEZMOI.txt\`.\n`,
    description_short: summary,
    license: LICENCE.datagouv,
    frequency,
    tags: keywords,
    temporal_coverage: temporal,
    spatial: { zones: ['country:fr'], granularity: 'country' },
    ...(contactPoint && { contact_points: [contactOf(contactPoint)] }),
    ...(empty.length > 0 && { empty_tables: empty }),
    ...(isTooSmall({ slug, tables }) && { is_too_small: true }),
    resources: [
      ...published.flatMap(({ name, resources }) =>
        resources.map((resource) => ({
          ...hostedResource(resource),
          ...(resource.type === 'main' ? { schema: { url: `${latest}/${slug}/${name}.schema.json` } } : {}),
        })),
      ),
      ...documents.map(hostedResource),
      ...(hasChanges ? [changesLink(latest)] : []),
    ],
  };
}

/** A contact point of data.gouv.fr. */
function contactOf({ name, email, url }: ContactPoint): object {
  return { name, ...(email !== null && { email }), ...(url !== null && { contact_form: url }), role: 'contact' };
}

// Explains why a table has no files; otherwise readers would look for them.
const EMPTY_TABLE = 'À ce jour, cette table ne contient aucune ligne : ses fichiers ne sont pas publiés.';

/** A resource whose file is uploaded to data.gouv.fr under its own name. */
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
      'Les changements depuis la publication précédente, dans tous les jeux de données du registre : une ligne par cellule modifiée, par ligne ajoutée ou par ligne retirée.',
    type: 'update',
    format: 'csv',
    mime: 'text/csv',
    schema: { url: `${latest}/changements.schema.json` },
  };
}
