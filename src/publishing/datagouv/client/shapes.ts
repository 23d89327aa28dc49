import { z } from 'zod';

// What is read of the platform's answers: only what is used, and tolerant of all that may be absent, null or new.

const text = z
  .string()
  .nullish()
  .transform((given) => given || null);
const extras = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((given) => given ?? {});

export const RemoteResource = z.object({
  id: z.string(),
  title: z.string(),
  description: text,
  filetype: z.string(),
  type: text,
  format: text,
  mime: text,
  url: z.string(),
  /** The only address that stays when the file is replaced. */
  latest: text,
  checksum: z
    .object({ type: z.string(), value: z.string() })
    .nullish()
    .transform((given) => given ?? null),
  filesize: z
    .number()
    .nullish()
    .transform((given) => given ?? null),
  created_at: text,
  schema: z
    .object({ name: text, url: text, version: text })
    .nullish()
    .transform((given) => given ?? null),
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
  tags: z
    .array(z.string())
    .nullish()
    .transform((given) => given ?? []),
  temporal_coverage: z
    .object({ start: z.string(), end: text })
    .nullish()
    .transform((given) => given ?? null),
  spatial: z
    .object({ zones: z.array(zone).nullish(), granularity: text })
    .nullish()
    .transform((given) => given ?? null),
  contact_points: z
    .array(RemoteContact)
    .nullish()
    .transform((given) => given ?? []),
  private: z
    .boolean()
    .nullish()
    .transform((given) => given ?? false),
  deleted: text,
  archived: text,
  /** Not null: a nightly harvest overwrites it. */
  harvest: z
    .unknown()
    .optional()
    .transform((given) => given ?? null),
  organization: z
    .object({ id: z.string(), name: text })
    .nullish()
    .transform((given) => given ?? null),
  permissions: z.object({ edit: z.boolean().optional(), edit_resources: z.boolean().optional() }).nullish(),
  page: text,
  created_at: text,
  extras,
  resources: z
    .array(RemoteResource)
    .nullish()
    .transform((given) => given ?? []),
  quality: z.object({ score: z.number().nullish() }).nullish(),
});
export type RemoteDataset = z.infer<typeof RemoteDataset>;

export const ListedDataset = z.object({ id: z.string(), deleted: text, created_at: text, extras });
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
export const Labels = z.array(z.object({ id: z.string() }).transform(({ id }) => id));
export const Words = z.array(z.string());
export const Extras = z.record(z.string(), z.unknown());
export const Contacts = z.object({ data: z.array(RemoteContact) });

export const Schemas = z.array(
  z.object({
    name: z.string(),
    versions: z.array(z.object({ version_name: z.string(), schema_url: text })).nullish(),
  }),
);
export type Schemas = z.infer<typeof Schemas>;
