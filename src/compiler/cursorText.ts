import type { Fragment } from '../sql/sql.ts';
import { literal, sql } from '../sql/sql.ts';
import type { JsonText } from './JsonText.ts';

/**
 * The cursor of a row, in SQL: the same bytes as `cursorOf` in `src/graphql/connections/cursor.ts`.
 * @param signature identifies the list and its order.
 * @param sortValues the array of the sort values of the row, as texts.
 */
export function cursorText(signature: string, sortValues: Fragment): JsonText {
  const json = sql`array_to_json(${sortValues})::text`;
  const signed = sql`convert_to(${literal(`${signature}\n`)} || ${json}, 'UTF8')`;
  const checksum = sql`left(${base64url(sql`sha256(${signed})`)}, 11)`;
  return ['"', base64url(sql`convert_to(${checksum} || ${json}, 'UTF8')`), '"'];
}

/** base64url without padding (RFC 4648 § 5). PostgreSQL encodes base64 with line breaks and padding. */
function base64url(bytes: Fragment): Fragment {
  return sql`translate(encode(${bytes}, 'base64'), '+/=' || chr(10), '-_')`;
}
