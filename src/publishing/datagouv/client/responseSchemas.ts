import { z } from 'zod';

// The fields of responses that the publication reads. Fields may be absent or null, and unknown fields are ignored.

const text = z
  .string()
  .nullish()
  .transform((given) => given || null);
const withDefault = <T extends z.ZodType, D>(shape: T, absent: D) =>
  shape.nullish().transform((given) => given ?? absent);
const orNull = <T extends z.ZodType>(shape: T) => withDefault(shape, null);
const NO_EXTRAS: Record<string, unknown> = {};
const extras = withDefault(z.record(z.string(), z.unknown()), NO_EXTRAS);

export const RemoteResource = z.object({
  id: z.string(),
  title: z.string(),
  description: text,
  filetype: z.string(),
  type: text,
  format: text,
  mime: text,
  url: z.string(),
  /** The permanent URL: it does not change when the file is replaced. */
  latest: text,
  checksum: orNull(z.object({ type: z.string(), value: z.string() })),
  filesize: orNull(z.number()),
  created_at: text,
  last_modified: text,
  schema: orNull(z.object({ name: text, version: text, url: text })),
  extras,
});
export type RemoteResource = z.infer<typeof RemoteResource>;

export const RemoteContact = z.object({ id: z.string(), name: text, email: text, contact_form: text, role: text });
export type RemoteContact = z.infer<typeof RemoteContact>;

const zone = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]);

export const RemoteDataset = z.object({
  id: z.string(),
  title: z.string(),
  acronym: text,
  description: text,
  description_short: text,
  license: text,
  frequency: text,
  tags: withDefault(z.array(z.string()), []),
  temporal_coverage: orNull(z.object({ start: z.string(), end: text })),
  spatial: orNull(z.object({ zones: z.array(zone).nullish(), granularity: text })),
  contact_points: withDefault(z.array(RemoteContact), []),
  private: withDefault(z.boolean(), false),
  deleted: text,
  archived: text,
  /** Not null if a nightly harvest overwrites the dataset. */
  harvest: z
    .unknown()
    .optional()
    .transform((given) => given ?? null),
  organization: orNull(z.object({ id: z.string(), name: text })),
  permissions: z.object({ edit: z.boolean().optional(), edit_resources: z.boolean().optional() }).nullish(),
  page: text,
  created_at: text,
  extras,
  resources: withDefault(z.array(RemoteResource), []),
  /** The score, and whether each criterion is met. */
  quality: z.object({ score: z.number().nullish() }).catchall(z.unknown()).nullish(),
});
export type RemoteDataset = z.infer<typeof RemoteDataset>;

/** A dataservice: an API. */
export const RemoteDataservice = z.object({
  id: z.string(),
  title: z.string(),
  description: text,
  base_api_url: text,
  machine_documentation_url: text,
  technical_documentation_url: text,
  business_documentation_url: text,
  format: text,
  license: text,
  access_type: text,
  tags: withDefault(z.array(z.string()), []),
  private: withDefault(z.boolean(), false),
  contact_points: withDefault(z.array(RemoteContact), []),
  organization: orNull(z.object({ id: z.string(), name: text })),
  permissions: z.object({ edit: z.boolean().optional() }).nullish(),
  deleted_at: text,
  archived_at: text,
  harvest: z
    .unknown()
    .optional()
    .transform((given) => given ?? null),
  extras,
  self_web_url: text,
});
export type RemoteDataservice = z.infer<typeof RemoteDataservice>;

export const ListedDataset = z.object({ id: z.string(), title: text, deleted: text, created_at: text, extras });
export type ListedDataset = z.infer<typeof ListedDataset>;

export const DatasetPage = z.object({ data: z.array(ListedDataset), next_page: text });

export const Me = z.object({
  organizations: z.array(
    z.object({
      id: z.string(),
      slug: text,
      name: text,
      permissions: z.object({ private: z.boolean().optional() }).nullish(),
    }),
  ),
});

export const Site = z.object({ version: text });
export const IdList = z.array(z.object({ id: z.string() }).transform(({ id }) => id));
export const StringList = z.array(z.string());
export const Extras = z.record(z.string(), z.unknown());
export const Contacts = z.object({ data: z.array(RemoteContact) });

export const Schemas = z.array(
  z.object({
    name: z.string(),
    versions: z.array(z.object({ version_name: z.string(), schema_url: text })).nullish(),
  }),
);
export type Schemas = z.infer<typeof Schemas>;

/** The tabular API: the file that a table was read from, and what csv-detective found in it. */
export const TabularResource = z.object({ url: z.string() });
export const TabularProfile = z.object({
  profile: z.object({
    header: z.array(z.string()),
    total_lines: z.number().nullish(),
    columns: z.record(z.string(), z.object({ python_type: z.string(), format: z.string() })),
    profile: z.record(z.string(), z.object({ nb_missing_values: z.number().nullish() })).nullish(),
  }),
});
