import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutedOperation } from './executeOperation.ts';
import { formatSql } from './formatSql.ts';

/** One operation of this folder: `name.graphql`, `name.json` (variables and response) and `name.sql` (statements). */
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
    const recorded: unknown = JSON.parse(textOf(`${name}.json`) || '{}');
    const variables = typeof recorded === 'object' && recorded !== null && 'variables' in recorded ? Object(recorded.variables) : {};
    return { name, document: textOf(file), variables };
  });

/** The recorded files of an operation. */
export function recordedTexts({ name }: Operation): { json: string; sql: string } {
  return { json: textOf(`${name}.json`), sql: textOf(`${name}.sql`) };
}

/** The files to record for an executed operation. */
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
