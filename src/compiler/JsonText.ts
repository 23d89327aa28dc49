import type { Fragment } from '../sql/sql.ts';
import { join, raw, sql } from '../sql/sql.ts';

/** A JSON text in pieces: literal text, and SQL expressions that give the text in between. */
export type JsonText = readonly (string | Fragment)[];

/** One SQL expression of type `text`. Adjacent literals are merged, so that PostgreSQL concatenates little. */
export function textToSql(text: JsonText): Fragment {
  return join(mergeLiterals(text).map(pieceToSql), ' || ');
}

/** A JSON object. */
export function jsonObject(fields: Iterable<readonly [name: string, text: JsonText]>): JsonText {
  const pieces: (string | Fragment)[] = [];
  for (const [name, text] of fields) pieces.push(`${pieces.length === 0 ? '{' : ','}${JSON.stringify(name)}:`, ...text);
  return pieces.length === 0 ? ['{}'] : [...pieces, '}'];
}

/** An aggregate: a JSON array with an item per row, ordered. `only` is a `FILTER` clause. */
export function jsonArray(item: JsonText, order: Fragment, only: Fragment = raw('')): Fragment {
  return sql`'[' || coalesce(string_agg(${textToSql(item)}, ',' ORDER BY ${order})${only}, '') || ']'`;
}

/** The result of a sub-select, or `null` without a row. */
export function subselect(select: Fragment, isNullable: boolean): JsonText {
  return [isNullable ? sql`coalesce((${select}), 'null')` : sql`(${select})`];
}

function mergeLiterals(text: JsonText): JsonText {
  const pieces: (string | Fragment)[] = [];
  for (const piece of text) {
    const last = pieces.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') pieces.splice(-1, 1, last + piece);
    else pieces.push(piece);
  }
  return pieces;
}

function pieceToSql(piece: string | Fragment): Fragment {
  return typeof piece === 'string' ? literal(piece) : sql`(${piece})`;
}

/** A text of the program as an SQL literal. */
export function literal(text: string): Fragment {
  return raw(`'${text.replaceAll("'", "''")}'`);
}
