import { z } from 'zod';
import { type FileDigest, prettyJson } from '../publishing/exportsDirectory/outputFile.ts';
import { redactJson } from './redactValue.ts';
import type { Redacted, SearchTerms } from './SearchTerms.ts';

export interface RewrittenFile {
  readonly path: string;
  readonly before: FileDigest;
  readonly after: FileDigest;
  /** The instant of the rewriting. */
  readonly modified: Date;
}

/**
 * Updates the sizes and checksums in a document of a release (JSON, JSON-LD or Turtle), whatever version of the software wrote
 * it.
 */
export function updateChecksums(path: string, text: string, files: readonly RewrittenFile[]): string {
  if (/\.ttl$/.test(path)) return updateTurtle(text, files);
  return prettyJson(withChecksums(JSON.parse(text), files));
}

/** Redacts the sources that a document lists: they are the only data of the register in `release.json` and `datapackage.json`. */
export function redactSources(terms: SearchTerms, text: string): Redacted {
  let count = 0;
  const document: unknown = JSON.parse(text, (name, value: unknown) => {
    if (name !== 'sources') return value;
    const redacted = redactJson(terms, JSON.stringify(value));
    count += redacted.count;
    return JSON.parse(redacted.text);
  });
  return { text: count === 0 ? text : prettyJson(document), count };
}

const JsonObject = z.record(z.string(), z.unknown());

/** Replaces the previous checksums and sizes in a JSON value by the new ones. */
export function withChecksums(value: unknown, files: readonly RewrittenFile[]): unknown {
  if (typeof value === 'string') return updatedChecksum(value, files);
  if (Array.isArray(value)) return value.map((item) => withChecksums(item, files));
  if (typeof value !== 'object' || value === null) return value;
  const members = JsonObject.parse(value);
  const file = fileDescribedBy(members, files);
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => [
      name,
      file && SIZE_KEYS.has(name)
        ? updatedSize(member, file)
        : file && name === 'modified'
          ? file.modified.toISOString()
          : withChecksums(member, files),
    ]),
  );
}

const SIZE_KEYS = new Set(['bytes', 'filesize', 'dcat:byteSize']);
const SizeLiteral = z.looseObject({ '@value': z.string() });
const Checksum = z.object({ value: z.string() });
const IriReference = z.object({ '@id': z.string() });

/** In JSON-LD, a size is a typed literal. */
function updatedSize(member: unknown, { after }: RewrittenFile): unknown {
  const literal = SizeLiteral.safeParse(member).data;
  return literal ? { ...literal, '@value': String(after.bytes) } : after.bytes;
}

/** The file that an object describes, found by its checksum or its download URL. */
function fileDescribedBy(members: Record<string, unknown>, files: readonly RewrittenFile[]): RewrittenFile | undefined {
  const sums = [members.sha256, members.hash, Checksum.safeParse(members.checksum).data?.value].map(String);
  const address = IriReference.safeParse(members['dcat:downloadURL']).data?.['@id'];
  return files.find(
    ({ path, before }) =>
      address?.endsWith(`/${path}`) || sums.some((sum) => sum === before.sha256 || sum === `sha256:${before.sha256}`),
  );
}

function updatedChecksum(text: string, files: readonly RewrittenFile[]): string {
  for (const { before, after } of files) {
    if (text === before.sha256) return after.sha256;
    if (text === before.sha1) return after.sha1;
    if (text === `sha256:${before.sha256}`) return `sha256:${after.sha256}`;
  }
  return text;
}

/** In our Turtle, each predicate is on its own line, and the size of a file follows its download URL. */
function updateTurtle(text: string, files: readonly RewrittenFile[]): string {
  let described: RewrittenFile | undefined;
  const lines = text.split('\n').map((line) => {
    const [, address] = /dcat:downloadURL <([^>]*)>/.exec(line) ?? [];
    if (address !== undefined) described = files.find(({ path }) => address.endsWith(`/${path}`));
    if (!described || !line.includes('dcat:byteSize')) return line;
    return line.replace(`${described.before.bytes}`, `${described.after.bytes}`);
  });
  return files.reduce((all, { before, after }) => all.replaceAll(before.sha256, after.sha256), lines.join('\n'));
}
