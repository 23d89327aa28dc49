import type { PoolClient } from 'pg';
import { ERASURE_EXCEPTIONS } from '../register/erasureExceptions.ts';

export interface TextColumn {
  readonly name: string;
  readonly kind: 'text' | 'list' | 'json';
  /** The SQL type. */
  readonly type: string;
  readonly nullable: boolean;
  readonly rule: 'slug' | 'url' | 'plain';
  /** Whether the column is in a unique index. */
  readonly unique: boolean;
  /** The maximum length that a CHECK allows for a text or an item of a list; null without a limit. */
  readonly maximum: number | null;
}

export interface TextTable {
  readonly schema: 'public' | 'history';
  readonly name: string;
  readonly columns: readonly TextColumn[];
  /** Whether the table has a history: a change of its rows increments the version of the register. */
  readonly hasHistory: boolean;
  readonly columnNames: ReadonlySet<string>;
  /** The expressions of generated columns, by name. History tables store their values, so they must be computed again. */
  readonly computed: Readonly<Record<string, string>>;
}

/** The tables with a `version` per row, by the name of the column that references them. */
export function parentTables(tables: readonly TextTable[]): ReadonlyMap<string, string> {
  const versioned = tables.filter(
    ({ schema, hasHistory, columnNames }) => schema === 'public' && hasHistory && columnNames.has('version'),
  );
  return new Map(versioned.map(({ name }) => [`${name}_id`, name]));
}

export function sqlName({ schema, name }: Pick<TextTable, 'schema' | 'name'>): string {
  return `${schema}."${name}"`;
}

/**
 * Reads from the catalogue of PostgreSQL the tables of the register and of its history that have text columns, so that new tables
 * need no code. A column to which a CHECK gives a fixed form, such as a digest or a code, is left out.
 */
export async function textTables(client: PoolClient): Promise<TextTable[]> {
  const { rows } = await client.query<CatalogueColumn>(CATALOGUE_QUERY, [ERASURE_EXCEPTIONS.untouched]);
  const tables = new Map<string, CatalogueColumn[]>();
  for (const row of rows) {
    const key = `${row.schema}.${row.table}`;
    tables.set(key, [...(tables.get(key) ?? []), row]);
  }
  return [...tables.values()].flatMap((columns) => {
    const [first] = columns;
    const textColumns = columns.flatMap((column) => textColumn(column) ?? []);
    if (!first || textColumns.length === 0) return [];
    const { schema, table: name, hasHistory } = first;
    const expressions = columns.filter(({ expression }) => schema === 'history' && expression !== null);
    const computed = Object.fromEntries(expressions.map(({ column, expression }) => [column, expression ?? '']));
    return [
      {
        schema,
        name,
        hasHistory,
        columns: textColumns,
        columnNames: new Set(columns.map(({ column }) => column)),
        computed,
      },
    ];
  });
}

interface CatalogueColumn {
  schema: TextTable['schema'];
  table: string;
  column: string;
  type: string;
  kind: TextColumn['kind'] | null;
  nullable: boolean;
  expression: string | null;
  unique: boolean;
  checks: string[];
  hasHistory: boolean;
}

const DIGEST_COLUMNS: ReadonlySet<string> = new Set(ERASURE_EXCEPTIONS.digests);

function textColumn({
  table,
  column,
  kind,
  type,
  nullable,
  expression,
  unique,
  checks,
}: CatalogueColumn): TextColumn | null {
  if (kind === null || expression !== null || DIGEST_COLUMNS.has(`${table}.${column}`)) return null;
  const isUrl = checks.some((check) => /is_url\(|~ '\^https\?:\/\//.test(check));
  const isSlug = column === 'slug';
  if (!isUrl && !isSlug && checks.some((check) => / ~ '\^|= ANY \(/.test(check))) return null;
  const limits = checks.flatMap((check) => [...check.matchAll(LIMIT)]);
  const maximum = limits.length === 0 ? null : Math.min(...limits.map(([, limit]) => Number(limit)));
  const rule = isSlug ? 'slug' : isUrl ? 'url' : 'plain';
  return { name: column, kind, type, nullable, rule, unique, maximum };
}

/** The conditions of CHECKs that limit the length of a text, or of each item of a list. */
const LIMIT = /\b(?:length\([^)]*\) <=|is_(?:text|name|name_list)\(\w+,) (\d+)/g;

// A history table has the columns of its table, but no checks, no keys and no generated columns.
const CATALOGUE_QUERY = `
  SELECT n.nspname AS schema, c.relname AS "table", a.attname AS "column", format_type(a.atttypid, a.atttypmod) AS type,
    CASE WHEN t.typcategory = 'S' THEN 'text' WHEN e.typcategory = 'S' THEN 'list' WHEN t.typname IN ('json', 'jsonb') THEN 'json' END AS kind,
    NOT a.attnotnull AS nullable, pg_get_expr(d.adbin, d.adrelid) AS expression,
    EXISTS (SELECT FROM pg_index i WHERE i.indrelid = o.oid AND i.indisunique AND oa.attnum = ANY (i.indkey)) AS "unique",
    ARRAY (SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k
      WHERE k.conrelid = o.oid AND k.contype = 'c' AND k.conkey = ARRAY[oa.attnum]) AS checks,
    EXISTS (SELECT FROM pg_class h WHERE h.relname = c.relname AND h.relnamespace = 'history'::regnamespace) AS "hasHistory"
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
  LEFT JOIN pg_class o ON o.relname = c.relname AND o.relnamespace = 'public'::regnamespace AND o.relkind IN ('r', 'p')
  LEFT JOIN pg_attribute oa ON oa.attrelid = o.oid AND oa.attname = a.attname
  LEFT JOIN pg_attrdef d ON d.adrelid = o.oid AND d.adnum = oa.attnum AND oa.attgenerated <> ''
  WHERE n.nspname IN ('public', 'history') AND c.relkind IN ('r', 'p')
    AND NOT (n.nspname = 'public' AND c.relname = ANY ($1))
  ORDER BY n.nspname DESC, c.relname, a.attnum`;
