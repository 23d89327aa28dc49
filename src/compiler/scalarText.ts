import type { GraphQLOutputType } from 'graphql';
import { isEnumType, isListType, isNonNullType, isScalarType } from 'graphql';
import type { Fragment } from '../sql/sql.ts';
import { sql } from '../sql/sql.ts';
import { NotCompiled } from './Compilation.ts';
import { type JsonText, textToSql } from './JsonText.ts';

/**
 * The JSON text of a value: the same bytes as `JSON.stringify` of the serialized scalar. Values are not validated again: they were
 * validated when they were written.
 */
export function scalarText(type: GraphQLOutputType, value: Fragment): JsonText {
  if (isNonNullType(type)) return textOf(type.ofType, value);
  return [sql`coalesce(${textToSql(textOf(type, value))}, 'null')`];
}

function textOf(type: GraphQLOutputType, value: Fragment): JsonText {
  if (isListType(type)) return [listText(type.ofType, value)];
  if (isEnumType(type)) {
    // The column stores the internal value of the enum, and the response contains its name.
    if (type.getValues().some((each) => each.value !== each.name)) throw new NotCompiled(`the enum ${type.name}`);
    return quoted(value);
  }
  const text = isScalarType(type) ? SCALARS[type.name] : undefined;
  if (!text) throw new NotCompiled(`the type ${String(type)}`);
  return text(value);
}

// For these item types, to_json(array) and JSON.stringify return the same bytes.
function listText(item: GraphQLOutputType, value: Fragment): Fragment {
  const type = isNonNullType(item) ? item.ofType : item;
  if (isEnumType(type) || (isScalarType(type) && ['String', 'Int', 'Boolean', 'URL'].includes(type.name))) {
    return sql`to_json(${value})::text`;
  }
  throw new NotCompiled(`lists of ${String(type)}`);
}

/** For values without a character that JSON escapes. */
const quoted = (value: Fragment): JsonText => ['"', sql`(${value})::text`, '"'];
const plain = (value: Fragment): JsonText => [sql`(${value})::text`];
const escaped = (value: Fragment): JsonText => [sql`to_json(${value})::text`];

const SCALARS: Readonly<Record<string, (value: Fragment) => JsonText>> = {
  String: escaped,
  URL: escaped,
  ID: quoted,
  Int: plain,
  BigInt: plain,
  Boolean: plain,
  Date: quoted,
  DateTime: (value) => quoted(sql`to_char((${value}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`),
  Float: (value) => [floatText(value)],
};

/**
 * PostgreSQL and JavaScript both write the shortest digits that identify a number. They differ in the range that they write
 * with an exponent, and in the format of the exponent.
 */
function floatText(value: Fragment): Fragment {
  return sql`(SELECT CASE WHEN f.n = 0 THEN '0' WHEN abs(f.n) >= 1e-6 AND abs(f.n) < 1e21 THEN f.n::text::numeric::text ELSE replace(f.n::text, 'e-0', 'e-') END FROM (SELECT (${value})::double precision AS n) f)`;
}
