import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import type { RemoteDataset, RemoteResource, Schemas } from '../client/responseSchemas.ts';
import { type DesiredDataset, type DesiredResource, isHosted } from './desiredDataset.ts';

/**
 * The fields of a dataset or resource in a canonical form, in which the desired and the remote state can be compared. Values
 * that udata rewrites (tags, line ends, contact points …) are rewritten the same way, and values that it adds are left out.
 */
export type CanonicalFields = Readonly<Record<string, unknown>>;

/** A short hash of each field: it shows whether a field still has the value that was published. */
export type FieldHashes = Readonly<Record<string, string>>;

export function hashOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(withSortedKeys(value ?? null)))
    .digest('hex')
    .slice(0, 16);
}

export function hashFields(canonical: CanonicalFields): FieldHashes {
  return Object.fromEntries(Object.entries(canonical).map(([field, value]) => [field, hashOf(value)]));
}

export function desiredDatasetFields(desired: DesiredDataset): CanonicalFields {
  const { contact_points } = desired;
  // If the release has no contact point, those of the platform stay.
  return { ...datasetFields(desired), ...(contact_points && { contact_points: contactKeys(contact_points) }) };
}

export function remoteDatasetFields(remote: RemoteDataset): CanonicalFields {
  return { ...datasetFields(remote), contact_points: contactKeys(remote.contact_points) };
}

function datasetFields(dataset: DesiredDataset | RemoteDataset): CanonicalFields {
  const { title, acronym, description, description_short, license, frequency } = dataset;
  return {
    title,
    acronym: acronym ?? null,
    description: withLf(description),
    description_short: withLf(description_short ?? null),
    license,
    frequency,
    tags: [...new Set(dataset.tags.map((tag) => slugify(tag)))].sort(),
    temporal_coverage: canonicalCoverage(dataset.temporal_coverage),
    spatial: canonicalArea(dataset.spatial),
  };
}

/**
 * @param schemas the catalogue of schemas; null if it can't be read. The field `schema` is left out without the catalogue, and if
 * the address of the schema is not public.
 */
export function desiredResourceFields(desired: DesiredResource, schemas: Schemas | null): CanonicalFields {
  const { title, description, type, schema } = desired;
  const fields = { title, description: withLf(description), type };
  const isPublicSchema = !schema || !('url' in schema) || isPublicAddress(schema.url);
  const withSchema = schemas !== null && isPublicSchema;
  const common = withSchema ? { ...fields, schema: schema ? canonicalSchema(schema, schemas) : null } : fields;
  if (isHosted(desired)) return common;
  const { url, format, mime, filesize, checksum } = desired;
  return { ...common, url, format, mime, filesize: filesize ?? null, checksum: checksum ?? null };
}

export function remoteResourceFields(remote: RemoteResource): CanonicalFields {
  const { title, description, type, schema, url, format, mime, filesize, checksum } = remote;
  return { title, description: withLf(description), type, schema, url, format, mime, filesize, checksum };
}

/** Slugifies a text as udata does in URLs, tags and file names. */
export function slugify(text: string, others = /[^a-z0-9]+/g): string {
  const plain = text
    .replace(/['’]/g, '')
    .toLowerCase()
    .replace(/[œæßøłđ]/g, (letter) => LIGATURES[letter] ?? letter);
  const ascii = plain.normalize('NFKD').replace(/\p{Diacritic}/gu, '');
  return ascii.replace(others, '-').replace(/^-+|-+$/g, '');
}

/** The title that udata gives to the resource of an uploaded file. */
export function titleAfterUpload(file: string): string {
  return slugify(file, /[^a-z0-9.]+/g).replace(/-*\.-*/g, '.');
}

const LIGATURES: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd' };

// udata returns the keys of an object in another order.
function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, withSortedKeys(each)]),
  );
}

function withLf(text: string | null): string | null {
  return text?.replace(/\r\n?/g, '\n') || null;
}

function canonicalCoverage(given: { start: string; end?: string | null } | null | undefined) {
  return given ? { start: canonicalInstant(given.start), end: given.end ? canonicalInstant(given.end) : null } : null;
}

// A date stays a date. Instants are compared to the millisecond, the precision that udata stores.
function canonicalInstant(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) return text;
  const iso = new Date(text).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso;
}

function canonicalArea(given: { zones?: readonly string[] | null; granularity?: string | null } | null | undefined) {
  if (!given) return null;
  const zones = (given.zones ?? []).map((zone) => zone.split('@')[0] ?? zone);
  return { zones: zones.sort(), granularity: given.granularity ?? null };
}

type Contact = Partial<Record<'name' | 'email' | 'contact_form' | 'role', string | null>>;

/** A text that identifies a contact point. */
export function contactKey({ name, email, contact_form, role }: Contact): string {
  return [name, email, contact_form, role].map((word) => word ?? '').join('\n');
}

function contactKeys(points: readonly Contact[]): string[] {
  return points.map(contactKey).sort();
}

/** udata replaces the URL of a schema of the catalogue by its name and version. */
function canonicalSchema(schema: { url: string } | { name: string; version?: string }, schemas: Schemas) {
  if ('name' in schema) return { name: schema.name, version: schema.version ?? null, url: null };
  for (const { name, versions } of schemas) {
    const version = versions?.find(({ schema_url }) => schema_url === schema.url);
    if (version) return { name, version: version.version_name, url: null };
  }
  return { name: null, version: null, url: schema.url };
}

/**
 * Whether a URL can be public. udata rejects URLs of a local machine or a private network, which a register without
 * PUBLIC_URL has.
 */
export function isPublicAddress(address: string): boolean {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return !PRIVATE.test(host);
  return host.includes('.') && !/\.(localhost|local|internal|test|invalid|example)$/.test(host);
}

// The private, loopback and link-local ranges of RFC 6890.
const PRIVATE = /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|22[4-9]|23\d)\.|^(::1?$|f[cd]|fe[89ab]|ff)/i;
