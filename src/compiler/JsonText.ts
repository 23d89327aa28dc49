import type { Fragment } from '../sql/sql.ts';
import { join, raw, sql } from '../sql/sql.ts';

/** A text of JSON in the making: what is known already, as it will be sent, and what PostgreSQL puts in between. */
export type JsonText = readonly (string | Fragment)[];

/** The text as one SQL expression of type `text`. */
export function inSql(text: JsonText): Fragment {
  return join(merged(text).map(literalOr), ' || ');
}

/** An object, of what is under each name. */
export function objectOf(fields: Iterable<readonly [name: string, text: JsonText]>): JsonText {
  const pieces: (string | Fragment)[] = [];
  for (const [name, text] of fields) pieces.push(`${pieces.length === 0 ? '{' : ','}${JSON.stringify(name)}:`, ...text);
  return pieces.length === 0 ? ['{}'] : [...pieces, '}'];
}

/** An aggregate that makes one array of what each row gives, in an order; `only` says for which rows. */
export function arrayOf(item: JsonText, order: Fragment, only: Fragment = raw('')): Fragment {
  return sql`'[' || coalesce(string_agg(${inSql(item)}, ',' ORDER BY ${order})${only}, '') || ']'`;
}

/** What a sub-select gives, or `null` when it finds no row. */
export function selected(select: Fragment, isNullable: boolean): JsonText {
  return [isNullable ? sql`coalesce((${select}), 'null')` : sql`(${select})`];
}

function merged(text: JsonText): JsonText {
  const pieces: (string | Fragment)[] = [];
  for (const piece of text) {
    const last = pieces.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') pieces.splice(-1, 1, last + piece);
    else pieces.push(piece);
  }
  return pieces;
}

function literalOr(piece: string | Fragment): Fragment {
  return typeof piece === 'string' ? literal(piece) : sql`(${piece})`;
}

/** A text of ours as a literal of SQL. */
export function literal(text: string): Fragment {
  return raw(`'${text.replaceAll("'", "''")}'`);
}
