import type { Fragment } from '../sql/sql.ts';
import { join, literal, raw, sql } from '../sql/sql.ts';

/** A JSON text in pieces: literal strings, and SQL expressions of type `text`. */
export type JsonText = readonly (string | Fragment)[];

/** One SQL expression of type `text`, which concatenates the pieces. Adjacent literals are merged first. */
export function textToSql(text: JsonText): Fragment {
  return join(mergeLiterals(text).map(pieceToSql), ' || ');
}

/** A JSON object. */
export function jsonObject(fields: Iterable<readonly [name: string, text: JsonText]>): JsonText {
  const pieces: (string | Fragment)[] = [];
  for (const [name, text] of fields) pieces.push(`${pieces.length === 0 ? '{' : ','}${JSON.stringify(name)}:`, ...text);
  return pieces.length === 0 ? ['{}'] : [...pieces, '}'];
}

/** An aggregate: a JSON array with one item per row, in `order`. @param filter a `FILTER` clause; default: none. */
export function jsonArray(item: JsonText, order: Fragment, filter: Fragment = raw('')): JsonText {
  return ['[', sql`coalesce(string_agg(${textToSql(item)}, ',' ORDER BY ${order})${filter}, '')`, ']'];
}

/** The result of a subselect. If it is nullable, no row becomes JSON `null`. */
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
