import type { ArgumentOptions } from '../../graphql/connections/pageArguments.ts';
import type { Via } from '../../graphql/relations/relations.ts';
import type { Fragment } from '../../sql/sql.ts';
import { argument, parent, sql } from '../../sql/sql.ts';

/** The entities directly below one. */
export const childrenVia: Via = { by: 'key', property: 'parentKey' };

/** The entities above one, with their distance. */
export const ancestorsVia: Via = {
  by: 'select',
  keys: sql`WITH RECURSIVE above AS (
      SELECT parent_id AS key, 1 AS distance FROM entity WHERE id = ${parent} AND parent_id IS NOT NULL
      UNION ALL
      SELECT entity.parent_id, distance + 1 FROM entity JOIN above ON entity.id = above.key WHERE entity.parent_id IS NOT NULL
    ) SELECT key, distance FROM above`,
};

/** The entities below one, at any distance. */
export const descendantsVia: Via = {
  by: 'select',
  keys: sql`WITH RECURSIVE below AS (
      SELECT id AS key FROM entity WHERE parent_id = ${parent}
      UNION ALL
      SELECT entity.id FROM entity JOIN below ON entity.parent_id = below.key
    ) SELECT key FROM below`,
};

const depth = argument('depth');

/** The entities below one, down to the level `depth`: 1 is the level of the children; null includes all levels. */
export const descendantsWithinVia: Via = {
  by: 'select',
  keys: sql`WITH RECURSIVE below AS (
      SELECT id AS key, 1 AS distance FROM entity WHERE parent_id = ${parent}
      UNION ALL
      SELECT entity.id, distance + 1 FROM entity JOIN below ON entity.parent_id = below.key WHERE ${depth}::int IS NULL OR distance < ${depth}::int
    ) SELECT key FROM below`,
};

/** The keys of an entity and of all those below it, as column `key`. */
export const withDescendants: Fragment = sql`WITH RECURSIVE below AS (
      SELECT id AS key FROM entity WHERE id = ${parent}
      UNION ALL
      SELECT entity.id FROM entity JOIN below ON entity.parent_id = below.key
    ) SELECT key FROM below`;

/** The argument of a connection that may include the rows of the entities below. */
export function includeDescendants(description: string): Readonly<Record<string, ArgumentOptions>> {
  return { includeDescendants: { type: () => Boolean, nullable: true, description } };
}
