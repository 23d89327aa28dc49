import type { RequestContext } from '../../graphql/context.ts';
import { loader } from '../../graphql/relations/loaders.ts';
import type { Reader } from '../../sql/reader.ts';
import { sql } from '../../sql/sql.ts';
import { groupBy } from '../../values/groupBy.ts';
import type { DatasetPublication } from './DatasetPublication.ts';

/** By the slug of a dataset: where it is published. One statement reads all datasets. */
export async function readPublishedDatasets(
  reader: Reader,
): Promise<ReadonlyMap<string, readonly DatasetPublication[]>> {
  const rows = await reader.rows<DatasetPublication & { dataset: string }>(PUBLISHED_DATASETS);
  return groupBy(rows, ({ dataset }) => dataset);
}

/** Where a dataset is published. One statement per request reads all datasets. */
export function loadDatasetPublications(ctx: RequestContext, slug: string): Promise<readonly DatasetPublication[]> {
  return loader<readonly DatasetPublication[], string>(ctx, PUBLISHED_DATASETS, {}, async () => {
    const published = await readPublishedDatasets(ctx.reader);
    return (each) => published.get(each) ?? [];
  }).load(slug);
}

// Per dataset and platform, the last publication after which the dataset was equal to its release, and the last write up to then. The
// write may be that of an earlier publication, also of one that was killed before it saved its report.
const PUBLISHED_DATASETS = sql`SELECT d.dataset, d.platform, p.page, p.release_name AS "releaseName", w.taken_at AS "publishedAt"
  FROM published_dataset d CROSS JOIN LATERAL (
    SELECT p.started_at, p.id, p.release_name, r.result ->> 'page' AS page
    FROM publication p CROSS JOIN LATERAL jsonb_array_elements(p.report -> 'datasets') AS r(result)
    WHERE p.platform = d.platform AND r.result ->> 'dataset' = d.dataset AND r.result ->> 'page' IS NOT NULL
      AND r.result ->> 'outcome' IN ('CREATED', 'UPDATED', 'UNCHANGED')
    ORDER BY p.started_at DESC, p.id DESC LIMIT 1
  ) p LEFT JOIN LATERAL (
    SELECT s.taken_at FROM publication o JOIN publication_step s ON s.publication_id = o.id
    WHERE o.platform = d.platform AND (o.started_at, o.id) <= (p.started_at, p.id) AND s.dataset = d.dataset AND s.outcome = 'DONE'
    ORDER BY o.started_at DESC, o.id DESC, s.position DESC LIMIT 1
  ) w ON true ORDER BY d.dataset, d.platform`;
