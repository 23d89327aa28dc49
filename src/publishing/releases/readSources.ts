import { sql } from '../../sql/sql.ts';
import type { ImportedKind } from '../catalogue.ts';
import { DatasetSource } from '../provenance.ts';
import type { ReleaseSnapshot } from './snapshot.ts';

/** The sources of a release, and which kinds of rows each one gives. */
export interface ReleaseSources {
  readonly all: readonly DatasetSource[];
  /** The names of the sources of a dataset: those of `kind`; all of them if it is undefined. */
  namesOf(kind: ImportedKind | undefined): string[];
}

export async function readSources(snapshot: ReleaseSnapshot): Promise<ReleaseSources> {
  const rows = await snapshot.rows(sql`
    SELECT s.name, s.title, s.licence, s.url, s.imported_on,
      concat_ws(' ',
        CASE WHEN count(r.startup_id) > 0 THEN 'startup' END,
        CASE WHEN count(r.entity_id) > 0 THEN 'entity' END,
        CASE WHEN count(coalesce(r.mission_id, r.theme_id)) > 0 THEN 'mission' END,
        CASE WHEN count(r.service_id) > 0 THEN 'service' END)
    FROM import_source s LEFT JOIN source_record r ON r.source_id = s.id
    GROUP BY s.id ORDER BY s.name`);
  const sources = rows.map(([name, title, licence, url, retrievedOn, kinds]) => ({
    source: DatasetSource.parse({ name, title, licence, url, retrievedOn }),
    kinds: (kinds ?? '').split(' '),
  }));
  return {
    all: sources.map(({ source }) => source),
    namesOf: (kind) =>
      sources.flatMap(({ source, kinds }) => (kind === undefined || kinds.includes(kind) ? [source.name] : [])),
  };
}
