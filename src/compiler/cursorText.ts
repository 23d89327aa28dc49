import type { Fragment } from '../sql/sql.ts';
import { sql } from '../sql/sql.ts';
import type { JsonText } from './JsonText.ts';
import { literal } from './JsonText.ts';

/**
 * The cursor of a row as JSON text, in SQL: the same as `cursorOf` in `src/graphql/connections/cursor.ts`.
 * @param order identifies the list and its order.
 * @param place the values of the sort keys: an array of texts.
 */
export function cursorText(order: string, place: Fragment): JsonText {
  const written = sql`array_to_json(${place})::text`;
  const signed = sql`convert_to(${literal(`${order}\n`)} || ${written}, 'UTF8')`;
  const checksum = sql`left(${base64url(sql`sha256(${signed})`)}, 11)`;
  return ['"', base64url(sql`convert_to(${checksum} || ${written}, 'UTF8')`), '"'];
}

/** PostgreSQL breaks the lines of base64 and pads the last one. */
function base64url(bytes: Fragment): Fragment {
  return sql`translate(encode(${bytes}, 'base64'), '+/=' || chr(10), '-_')`;
}
