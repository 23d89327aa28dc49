import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutedOperation } from './executeOperation.ts';
import { formatSql } from './formatSql.ts';

/** One operation of this folder: `name.graphql`, `name.json` (its variables and answer), `name.sql` (its cost). */
export interface Operation {
  name: string;
  document: string;
  variables: Readonly<Record<string, unknown>>;
}

const FOLDER = import.meta.dirname;

/** Every operation of the folder, by name. */
export const operations: readonly Operation[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.graphql'))
  .sort()
  .map((file) => {
    const name = file.slice(0, -'.graphql'.length);
    const kept: unknown = JSON.parse(textOf(`${name}.json`) || '{}');
    const variables = typeof kept === 'object' && kept !== null && 'variables' in kept ? Object(kept.variables) : {};
    return { name, document: textOf(file), variables };
  });

/** What is kept of an operation, as text. */
export function recordedTexts({ name }: Operation): { json: string; sql: string } {
  return { json: textOf(`${name}.json`), sql: textOf(`${name}.sql`) };
}

/** What would be kept of an operation that was answered so. */
export function textsToRecord({ variables }: Operation, { answer, statements }: ExecutedOperation): { json: string; sql: string } {
  return {
    json: `${JSON.stringify({ variables, answer }, null, 2)}\n`,
    sql: statements.map((statement) => `${formatSql(statement)};\n`).join('\n'),
  };
}

export function record({ name }: Operation, { json, sql }: { json: string; sql: string }): void {
  writeFileSync(join(FOLDER, `${name}.json`), json);
  writeFileSync(join(FOLDER, `${name}.sql`), sql);
}

function textOf(file: string): string {
  try {
    return readFileSync(join(FOLDER, file), 'utf8');
  } catch {
    return '';
  }
}
