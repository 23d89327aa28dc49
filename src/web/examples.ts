import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../config/packageRoot.ts';

/** A question that people ask of the register, and the document that answers it. */
export interface Example {
  /** Its name in addresses: that of its files in `examples/documents/`. */
  readonly slug: string;
  /** In French. */
  readonly question: string;
  /** The document as it is read: its question, then the operation. */
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the reference register answers. */
  readonly answer: unknown;
}

export const EXAMPLES_FOLDER = join(packageRoot, 'examples', 'documents');

const EXTENSION = '.graphql';

/** Every example, by slug. */
export const EXAMPLES: readonly Example[] = slugs().map(exampleIn);

/** Their documents as the files have them: `sha256sum` of a file is the hash that it is asked for by. */
export const EXAMPLE_TEXTS: readonly string[] = EXAMPLES.map(({ document }) => document);

/** The example of a slug, or null. */
export function exampleOf(slug: string): Example | null {
  return EXAMPLES.find((example) => example.slug === slug) ?? null;
}

/** The operation alone, on one line: for a link. */
export function queryOf({ document }: Example): string {
  return document
    .replace(/^#.*\n/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The path that answers an example, as a plain link. */
export function pathOf(example: Example): string {
  const asked = new URLSearchParams({ query: queryOf(example) });
  if (Object.keys(example.variables).length > 0) asked.set('variables', JSON.stringify(example.variables));
  return `/graphql?${asked}`;
}

function slugs(): string[] {
  const files = readdirSync(EXAMPLES_FOLDER).filter((file) => file.endsWith(EXTENSION));
  return files.sort().map((file) => file.slice(0, -EXTENSION.length));
}

function exampleIn(slug: string): Example {
  const document = readFileSync(join(EXAMPLES_FOLDER, `${slug}${EXTENSION}`), 'utf8');
  const [, question] = /^# (.+)\n/.exec(document) ?? [];
  if (question === undefined) throw new Error(`${slug}${EXTENSION} does not begin with its question`);
  const kept: { variables?: Record<string, unknown>; answer?: unknown } = JSON.parse(
    readFileSync(join(EXAMPLES_FOLDER, `${slug}.json`), 'utf8'),
  );
  return { slug, question, document, variables: kept.variables ?? {}, answer: kept.answer };
}
