import { createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { fail } from '../../../errors/errors.ts';
import { digestOf, type FileDigest } from '../../exportsDirectory/outputFile.ts';
import { MANIFEST, readFileIfExists } from '../../exportsDirectory/releaseFiles.ts';
import { PUBLICATION_DATASET_INVALID } from '../../publishingErrors.ts';
import type { DesiredTable } from './tables.ts';

/**
 * `<release>/<dataset>/dataset.json`: a dataset as data.gouv.fr must show it, with the field names of udata. The key of a
 * dataset is its folder, which never changes (`extras["registre:dataset"]` on the platform). The key of a resource is its
 * file name (`extras["registre:resource"]`). A resource is either hosted (`file`, in the same folder) or a link (`url`).
 * The publication adds the `registre:*` extras.
 */
const nonEmptyText = (maximum: number) => z.string().trim().min(1).max(maximum);
const hexDigest = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`));
const day = z.iso.date();
const webAddress = z.string().regex(/^https?:\/\/[^\s]+$/);
/** The URL of a file of a release. `dataset.json` gives it from the root of the server, whose address is not content. */
const fileAddress = z.string().regex(/^(?:https?:\/)?\/[^\s]+$/);

const resourceFields = {
  key: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/),
  title: nonEmptyText(350),
  description: nonEmptyText(100_000),
  type: z.enum(['main', 'documentation', 'update', 'api', 'code', 'other']),
  format: z.string().regex(/^[a-z0-9.]{1,20}$/),
  mime: nonEmptyText(100),
  schema: z
    .union([
      z.strictObject({ url: fileAddress }),
      z.strictObject({ name: nonEmptyText(200), version: nonEmptyText(50).optional() }),
    ])
    .optional(),
};

const checksum = z.object({ type: z.literal('sha256'), value: hexDigest(64) });

const HostedResource = z.object({
  ...resourceFields,
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/),
  filesize: z.int().min(1),
  checksum,
  sha1: hexDigest(40),
});

const LinkedResource = z.object({
  ...resourceFields,
  url: fileAddress,
  filesize: z.int().min(0).optional(),
  checksum: checksum.optional(),
});

const DesiredContact = z.object({
  name: nonEmptyText(255),
  email: z.string().optional(),
  contact_form: webAddress.optional(),
  role: z.string().default('contact'),
});

export const DesiredDataset = z.object({
  title: nonEmptyText(350),
  acronym: nonEmptyText(128).optional(),
  /** Markdown. More than 100 characters raise the quality score of udata. */
  description: nonEmptyText(100_000),
  description_short: nonEmptyText(200).optional(),
  license: z.string(),
  frequency: z.string(),
  tags: z.array(z.string()).min(1),
  temporal_coverage: z.object({ start: day, end: day.nullish() }).nullish(),
  spatial: z.object({ zones: z.array(z.string()), granularity: z.string() }).nullish(),
  contact_points: z.array(DesiredContact).optional(),
  /** The tables without rows: they have no resources. */
  empty_tables: z.array(z.string()).default([]),
  /** Whether the dataset has too few rows for a page of its own. It is not created, but updated if it exists. */
  is_too_small: z.boolean().default(false),
  /** The resources in their display order. */
  resources: z.array(z.union([HostedResource, LinkedResource])).min(1),
});

export type HostedResource = z.infer<typeof HostedResource>;
export type LinkedResource = z.infer<typeof LinkedResource>;
export type DesiredResource = HostedResource | LinkedResource;
export type DesiredContact = z.infer<typeof DesiredContact>;
export interface DesiredDataset extends z.infer<typeof DesiredDataset> {
  /** The folder of the dataset within the release. */
  readonly key: string;
  readonly tables: readonly DesiredTable[];
}

export interface DesiredRelease {
  readonly name: string;
  readonly version: number;
  readonly root: string;
  readonly datasets: readonly DesiredDataset[];
}

/**
 * Reads the desired state of all datasets from a release. Throws PUBLICATION_DATASET_INVALID.
 * @param publicUrl the public URL of the server, which serves the linked files; default: a local one, which is not published.
 */
export async function readDesiredRelease(
  directory: string,
  name: string,
  publicUrl = 'http://localhost',
): Promise<DesiredRelease> {
  const root = join(directory, name);
  const { version, datasets } = await readValidated(ReleaseIndex, join(root, MANIFEST));
  const parsedDatasets = datasets.map(async ({ slug, tables }) => {
    const file = join(root, slug, DATASET);
    const dataset = await readValidated(DesiredDataset, file);
    const duplicate = dataset.resources.find(({ key }, at) => dataset.resources.findIndex((r) => r.key === key) !== at);
    if (duplicate) fail(PUBLICATION_DATASET_INVALID, { file, problem: `two resources have the key ${duplicate.key}` });
    return { ...withAbsoluteUrls(dataset, publicUrl), key: slug, tables: tables.flatMap(desiredTable) };
  });
  return { name, version, root, datasets: await Promise.all(parsedDatasets) };
}

function withAbsoluteUrls<D extends z.infer<typeof DesiredDataset>>(dataset: D, publicUrl: string): D {
  const absolute = (url: string) => (url.startsWith('/') ? `${publicUrl}${url}` : url);
  const resources = dataset.resources.map((resource) => ({
    ...resource,
    ...('url' in resource && { url: absolute(resource.url) }),
    ...(resource.schema && 'url' in resource.schema && { schema: { url: absolute(resource.schema.url) } }),
  }));
  return { ...dataset, resources };
}

export const DATASET = 'dataset.json';

export function isHosted(resource: DesiredResource): resource is HostedResource {
  return 'file' in resource;
}

/** Why a file can't be uploaded: it can't be read, or its checksums are not those of `dataset.json`. Null if it can. */
export async function fileProblem(path: string, { filesize, sha1, checksum: { value } }: HostedResource) {
  let digest: FileDigest;
  try {
    digest = await digestOf(createReadStream(path));
  } catch {
    return `${path} can't be read`;
  }
  const same = digest.bytes === filesize && digest.sha1 === sha1 && digest.sha256 === value;
  return same ? null : `${path} does not have the checksums of dataset.json. Run registre export again`;
}

const ReleasedTable = z.object({
  title: z.string(),
  rows: z.int().min(0),
  columns: z.array(z.object({ name: z.string() })),
  resources: z.array(z.object({ type: z.string(), format: z.string(), path: z.string() })),
});

const ReleaseIndex = z.object({
  version: z.int().min(0),
  datasets: z
    .array(
      z.object({ slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/), tables: z.array(ReleasedTable).default([]) }),
    )
    .min(1),
});

/** A table by its CSV; none if it has no CSV. */
function desiredTable({ title, rows, columns, resources }: z.infer<typeof ReleasedTable>): DesiredTable[] {
  const csv = resources.find(({ type, format }) => type === 'main' && format === 'csv');
  return csv ? [{ file: basename(csv.path), title, rows, columns: columns.map(({ name }) => name) }] : [];
}

async function readValidated<T>(shape: z.ZodType<T>, file: string): Promise<T> {
  const content = await readFileIfExists(file);
  if (content === null) return fail(PUBLICATION_DATASET_INVALID, { file, problem: 'the file does not exist' });
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    return fail(PUBLICATION_DATASET_INVALID, { file, problem: 'the file is not JSON' });
  }
  const { success, data, error } = shape.safeParse(json);
  if (success) return data;
  const [issue] = error.issues;
  const problem = `${issue?.path.join('.') || 'the root'}: ${issue?.message}`;
  return fail(PUBLICATION_DATASET_INVALID, { file, problem });
}
