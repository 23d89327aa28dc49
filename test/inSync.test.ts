import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tableClasses } from '../src/database/dataSource.ts';
import '../src/register/tokens/AccessToken.ts';
import '../src/server/schema/schema.ts';
import { packageRoot } from '../src/config/packageRoot.ts';
import { DEPRECATED_SETTINGS, SETTINGS } from '../src/config/settingsTable.ts';
import { MIGRATIONS_FOLDER } from '../src/database/migrations/migrations.ts';
import { columnsOf, tableOf } from '../src/graphql/relations/columns.ts';
import { everyError } from '../tools/generate/errorsPage.ts';
import { onEachDatabase } from './support/databases.ts';
import type { TestRegister } from './support/register.ts';
import { openRegister } from './support/register.ts';

/** Tables without a class, and why. */
const TABLES_WITHOUT_CLASS: Record<string, string> = {
  migration: "TypeORM's own",
  membership: 'written by commands and imports, counted in SQL; the members of a team are not in the GraphQL schema',
  mission_theme: 'a join table',
  startup_incubator: 'a join table',
  startup_sponsor: 'a join table',
  service_startup: 'a join table',
  entity_former_slug: 'read in SQL, as a list of slugs',
  startup_former_slug: 'read in SQL, as a list of slugs',
  service_former_slug: 'read in SQL, as a list of slugs',
  erasure_record: 'erasures write it in SQL',
  startup_count: 'triggers write it; counts read it in SQL',
  import_run: 'written and compared by imports, in SQL; not part of the register',
  source_record: 'written and compared by imports, in SQL; never in the GraphQL schema',
  document: 'registered and looked up by its hash, in SQL; not part of the register',
  published_dataset: 'written and read by the publishing of releases, in SQL',
  published_resource: 'written and read by the publishing of releases, in SQL',
  publisher_lease: 'written and read by the publishing of releases, in SQL',
};

/** Columns that no class declares, and why. */
const COLUMNS_WITHOUT_PROPERTY: Record<string, string> = {
  created_at: 'for the history, the field `createdAt` and its order, in SQL',
  'import_source.imported_on': 'the day of absences, for imports; not in the GraphQL schema',
  'agreement.updated_at': 'for the history; not in the GraphQL schema',
  'pain_point.updated_at': 'for the history; not in the GraphQL schema',
  'phase.in_force': 'triggers keep it; SQL reads its days',
  'phase.in_force_from': 'generated, for filters and orders only',
  'phase.in_force_until': 'generated, for filters and orders only',
  'phase.first_day': 'triggers keep it; for filters and orders only',
  name_key: 'generated, for orders and cursors only',
  search_text: 'generated, for searches of servers of version 0.2 during an upgrade',
  search_document: 'generated, for searches only',
};

/** Codes that only Apollo Server and GraphQL.js use. */
const EXTERNAL_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
]);

// In a process of its own: the order of fields is that in which modules are loaded, and other tests load them in other orders.
test('the generated files are up to date', () => {
  const args = ['--import', 'tsx', 'tools/generate/generate.ts', '--check'];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: packageRoot, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('generated files are up to date') });
});

onEachDatabase('The classes and the tables', (open) => {
  let register: TestRegister;
  let stored: Map<string, Map<string, StoredAs>>;

  beforeAll(async () => {
    register = await openRegister(open);
    stored = await storedColumns();
  });
  afterAll(() => register.close());

  test('every column of a class exists in its table, with the same type and nullability', async () => {
    const wrong = [];
    for (const model of tableClasses()) {
      for (const { name, type, nullable } of columnsOf(model)) {
        const found = stored.get(tableOf(model))?.get(name);
        const declared = { type: await canonicalType(type), nullable };
        if (!found || found.type !== declared.type || found.nullable !== declared.nullable) {
          wrong.push({ column: `${tableOf(model)}.${name}`, declared, found });
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('every column of a table is in its class, except for an explicit list', () => {
    const missing = tableClasses().flatMap((model) => {
      const table = tableOf(model);
      const listed = (name: string) =>
        name in COLUMNS_WITHOUT_PROPERTY || `${table}.${name}` in COLUMNS_WITHOUT_PROPERTY;
      const declared = new Set(columnsOf(model).map(({ name }) => name));
      const names = [...(stored.get(table)?.keys() ?? [])];
      return names.filter((name) => !declared.has(name) && !listed(name)).map((name) => `${table}.${name}`);
    });
    expect(missing).toEqual([]);
  });

  test('every table has a class, except for an explicit list', () => {
    const classes = new Set(tableClasses().map(tableOf));
    const without = [...stored.keys()].filter((table) => !classes.has(table));
    expect(without.filter((table) => !(table in TABLES_WITHOUT_CLASS))).toEqual([]);
    expect(Object.keys(TABLES_WITHOUT_CLASS).filter((table) => classes.has(table))).toEqual([]);
  });

  async function storedColumns(): Promise<Map<string, Map<string, StoredAs>>> {
    const { rows } = await register.pool.query<StoredAs & { table: string; column: string }>(
      `SELECT c.relname AS "table", attname AS "column", atttypid::regtype::text AS type, NOT attnotnull AS nullable
       FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
       WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped`,
    );
    const tables = new Map<string, Map<string, StoredAs>>();
    for (const { table, column, ...as } of rows) {
      tables.set(table, (tables.get(table) ?? new Map()).set(column, as));
    }
    return tables;
  }

  async function canonicalType(type: string): Promise<string | undefined> {
    const { rows } = await register.pool.query<{ type: string }>('SELECT $1::regtype::text AS type', [type]);
    return rows[0]?.type;
  }
});

interface StoredAs {
  type: string;
  nullable: boolean;
}

const errors = await everyError();

describe('errors', () => {
  const codes = errors.map(({ code }) => code);

  test('every code is used', () => {
    const unused = codes.filter((code) => !EXTERNAL_CODES.has(code) && !inSources(code, /Errors\.ts$/));
    expect(unused).toEqual([]);
  });

  test('every error is defined in a *Errors.ts file, under the name of its code', () => {
    const defined = sourceFiles().flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/^export const (\w+) = defineError\(\{\n {2}code: '(\w+)'/gm)].map(
        ([, name, code]) => ({ file, name, code }),
      ),
    );
    expect(defined.map(({ name }) => name).sort()).toEqual(codes);
    expect(defined.filter(({ file, name, code }) => name !== code || !/\w+Errors\.ts$/.test(file))).toEqual([]);
  });

  test('docs/errors.md has every code, and no other', () => {
    expect(namesIn('docs/errors.md')).toEqual(codes);
  });

  test('every meaning is a sentence, and no two codes have the same meaning', () => {
    const sentences = errors.map(({ meaning }) => meaning);
    expect(new Set(sentences).size).toBe(sentences.length);
    expect(sentences.filter((meaning) => !/^[A-Z].*\.$/.test(meaning))).toEqual([]);
  });
});

describe('settings', () => {
  const names = Object.keys(SETTINGS);

  test('every setting is used', () => {
    const property = (name: string) => name.toLowerCase().replace(/_(.)/g, (_all, letter) => letter.toUpperCase());
    expect(names.filter((name) => !inSources(property(name), /settingsTable\.ts$/))).toEqual([]);
  });

  test('docs/settings.md has every setting, and no other', () => {
    expect(namesIn('docs/settings.md')).toEqual([...names, ...Object.keys(DEPRECATED_SETTINGS)]);
  });

  test('every default is a value that the setting accepts', () => {
    const wrong = Object.entries(SETTINGS).filter(
      ([, { default: standard, read: readText }]) => standard !== null && readText(standard) === undefined,
    );
    expect(wrong.map(([name]) => name)).toEqual([]);
  });
});

test('the migrations have numbers, each once', () => {
  const files = readdirSync(MIGRATIONS_FOLDER)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  const numbers = files.map((file) => /^(\d{4})-[a-z-]+\.sql$/.exec(file)?.[1]);
  expect(numbers).not.toContain(undefined);
  expect(new Set(numbers).size).toBe(numbers.length);
});

/** The first cell of each row of the table of a page. */
function namesIn(page: string): string[] {
  return [...read(page).matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name);
}

function inSources(word: string, except: RegExp): boolean {
  const found = new RegExp(`\\b${word}\\b`);
  return sourceFiles().some((file) => !except.test(file) && found.test(readFileSync(file, 'utf8')));
}

function sourceFiles(): string[] {
  return readdirSync(join(packageRoot, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(packageRoot, 'src', file));
}

function read(path: string): string {
  return readFileSync(join(packageRoot, path), 'utf8');
}
