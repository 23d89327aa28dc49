import { join } from 'node:path';
import { z } from 'zod';
import { MANIFEST, readFileIfExists } from '../../exportsDirectory/releaseFiles.ts';
import { type DesiredDataset, isHosted, readDesiredRelease } from '../plan/desiredDataset.ts';
import type { MeantFile, MeantTable } from './compareReceipt.ts';

/** A dataset of a release, with the tables of its files. */
export interface MeantDataset {
  readonly desired: DesiredDataset;
  readonly files: readonly MeantFile[];
}

/** The tables of `release.json`. A release of an earlier version may lack the formats of columns. */
const ReleaseTables = z.object({
  datasets: z.array(
    z.object({
      slug: z.string(),
      tables: z
        .array(
          z.object({
            rows: z.number(),
            columns: z.array(
              z.object({
                name: z.string(),
                type: z.string(),
                format: z
                  .string()
                  .nullish()
                  .transform((format) => format ?? null),
              }),
            ),
            resources: z.array(z.object({ path: z.string() })),
          }),
        )
        .default([]),
    }),
  ),
});

/** Reads the files of some datasets of a release, as the platform should read them. Throws PUBLICATION_DATASET_INVALID. */
export async function readMeant(directory: string, release: string, keys: readonly string[]): Promise<MeantDataset[]> {
  const { root, datasets } = await readDesiredRelease(directory, release);
  const manifest = ReleaseTables.parse(JSON.parse((await readFileIfExists(join(root, MANIFEST))) ?? '{}'));
  const tables = new Map<string, MeantTable>();
  for (const { slug, tables: declared } of manifest.datasets)
    for (const { rows, columns, resources } of declared)
      for (const { path } of resources) tables.set(`${slug}/${path.split('/').at(-1)}`, { rows, columns });
  return datasets
    .filter(({ key }) => keys.includes(key))
    .map((desired) => ({
      desired,
      files: desired.resources.filter(isHosted).map(({ key, sha1, format }) => {
        return { resource: key, sha1, table: format === 'csv' ? (tables.get(`${desired.key}/${key}`) ?? null) : null };
      }),
    }));
}
