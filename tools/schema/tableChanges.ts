import type { TableSchema } from '../../src/openData/toTableSchema.ts';
import type { ReleasedTable } from '../../src/publishing/tableSchemas.ts';

/** The changes of a Table Schema since its release, as sentences. */
export interface TableChanges {
  /** Changes that break a program that reads the released columns by name or by position. */
  readonly breaking: readonly string[];
  /** New columns, and new values of closed lists. */
  readonly additions: readonly string[];
}

/** Compares a Table Schema with the released one. A renamed column is one that was removed. */
export function tableChanges(released: ReleasedTable, { name, fields, primaryKey = [] }: TableSchema): TableChanges {
  const breaking: string[] = [];
  const additions: string[] = [];
  for (const [at, before] of released.fields.entries()) {
    const position = fields.findIndex((field) => field.name === before.name);
    const after = fields[position];
    const path = `${name}.${before.name}`;
    if (!after) {
      breaking.push(`${path} was removed`);
      continue;
    }
    if (position !== at) breaking.push(`${path} moved from position ${at + 1} to ${position + 1}`);
    const types = [before, after].map(({ type, format }) => `${type} (${format})`);
    if (types[0] !== types[1]) breaking.push(`${path} changed its type from ${types[0]} to ${types[1]}`);
    for (const constraint of ['required', 'unique'] as const) {
      if (before.constraints?.[constraint] && !after.constraints?.[constraint])
        breaking.push(`${path} is no longer ${constraint}`);
    }
    const [former, present] = [before.constraints?.enum, after.constraints?.enum];
    for (const value of former ?? []) {
      if (present && !present.includes(value)) breaking.push(`${path} no longer has the value ${value}`);
    }
    for (const value of former ? (present ?? []) : []) {
      if (!former?.includes(value)) additions.push(`${path} has the new value ${value}`);
    }
  }
  const [formerKey, key] = [released.primaryKey ?? [], primaryKey].map((columns) => columns.join(', '));
  if (formerKey !== key) breaking.push(`${name} changed its primary key from (${formerKey}) to (${key})`);
  for (const field of fields) {
    if (!released.fields.some((each) => each.name === field.name)) additions.push(`${name}.${field.name} was added`);
  }
  return { breaking, additions };
}

/** The version after changes: a new major version if they break readers, otherwise a minor one. */
export function nextVersion(version: string, { breaking, additions }: TableChanges): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (breaking.length > 0) return `${major + 1}.0.0`;
  return additions.length > 0 ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}
