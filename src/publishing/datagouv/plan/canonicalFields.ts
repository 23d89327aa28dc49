import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import type { RemoteDataset, RemoteResource, Schemas } from '../client/responseSchemas.ts';
import { type DesiredDataset, type DesiredResource, isHosted } from './desiredDataset.ts';

/**
 * Metadata in a form in which what we want and what the platform answers can be compared: what udata rewrites on its
 * way in (tags, line ends, contact points…) is written as it would, and what it adds is left out.
 */
export type CanonicalFields = Readonly<Record<string, unknown>>;

/** A short hash of each field: enough to know whether a field is what was once published. */
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
  // Without any in the release, those entered by hand are left alone.
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
 * @param schemas the catalogue of schemas; null when it can't be had. Schemas are then left alone, and so is one at
 * an address that is not public.
 */
export function desiredResourceFields(desired: DesiredResource, schemas: Schemas | null): CanonicalFields {
  const { title, description, type, schema } = desired;
  const described = { title, description: withLf(description), type };
  const reachable = !schema || !('url' in schema) || isPublicAddress(schema.url);
  const known = schemas !== null && reachable;
  const common = known ? { ...described, schema: schema ? canonicalSchema(schema, schemas) : null } : described;
  if (isHosted(desired)) return common;
  const { url, format, mime, filesize, checksum } = desired;
  return { ...common, url, format, mime, filesize: filesize ?? null, checksum: checksum ?? null };
}

export function remoteResourceFields(remote: RemoteResource): CanonicalFields {
  const { title, description, type, schema, url, format, mime, filesize, checksum } = remote;
  return { title, description: withLf(description), type, schema, url, format, mime, filesize, checksum };
}

/** As udata writes a word in an address, a tag or the name of a file. */
export function slugify(text: string, others = /[^a-z0-9]+/g): string {
  const plain = text
    .replace(/['’]/g, '')
    .toLowerCase()
    .replace(/[œæßøłđ]/g, (letter) => LIGATURES[letter] ?? letter);
  const ascii = plain.normalize('NFKD').replace(/\p{Diacritic}/gu, '');
  return ascii.replace(others, '-').replace(/^-+|-+$/g, '');
}

/** The title that udata gives to an uploaded file. */
export function titleAfterUpload(file: string): string {
  return slugify(file, /[^a-z0-9.]+/g).replace(/-*\.-*/g, '.');
}

const LIGATURES: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd' };

// The platform gives the keys of an object back in another order.
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

// A day stays a day; an instant is compared to the millisecond, which is all that the database keeps.
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

/** The text that identifies a contact point. */
export function contactKey({ name, email, contact_form, role }: Contact): string {
  return [name, email, contact_form, role].map((word) => word ?? '').join('\n');
}

function contactKeys(points: readonly Contact[]): string[] {
  return points.map(contactKey).sort();
}

/** udata rewrites the address of a catalogued schema to its name and version. */
function canonicalSchema(schema: { url: string } | { name: string; version?: string }, schemas: Schemas) {
  if ('name' in schema) return { name: schema.name, version: schema.version ?? null, url: null };
  for (const { name, versions } of schemas) {
    const version = versions?.find(({ schema_url }) => schema_url === schema.url);
    if (version) return { name, version: version.version_name, url: null };
  }
  return { name: null, version: null, url: schema.url };
}

/**
 * Whether an address can be one that anybody reaches: the platform refuses those of a machine or of a private network,
 * which a register that was given no public address has.
 */
export function isPublicAddress(address: string): boolean {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return !PRIVATE.test(host);
  return host.includes('.') && !/\.(localhost|local|internal|test|invalid|example)$/.test(host);
}

// RFC 6890, as far as a literal address of a web server may meet it.
const PRIVATE = /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|22[4-9]|23\d)\.|^(::1?$|f[cd]|fe[89ab]|ff)/i;
