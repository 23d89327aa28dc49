import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../config/packageRoot.ts';
import { sha256Of } from '../../server/persistedDocuments/documentId.ts';
import type { Queries } from './queryTypes.ts';

export type QueryName = keyof Queries;

const EXTENSION = '.graphql';
const FOLDER = join(packageRoot, 'src', 'web', 'queries');

/** The exact texts of the queries of the pages, so that `sha256sum` of a file returns its persisted document ID. */
export const QUERY_TEXTS: ReadonlyMap<string, string> = new Map(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith(EXTENSION))
    .map((file) => [file.slice(0, -EXTENSION.length), readFileSync(join(FOLDER, file), 'utf8')] as const),
);

export function queryText(name: QueryName): string {
  const text = QUERY_TEXTS.get(name);
  if (text === undefined) throw new Error(`src/web/queries has no query ${name}`);
  return text;
}

const hashes = new Map<QueryName, string>();

/** The SHA-256 of the text of a query: its persisted document ID. */
export function queryHash(name: QueryName): string {
  const known = hashes.get(name) ?? sha256Of(queryText(name));
  hashes.set(name, known);
  return known;
}
