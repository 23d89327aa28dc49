import type { ArgumentOptions } from '../../graphql/connections/pageArguments.ts';
import type { Via } from '../../graphql/relations/relations.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import type { Fragment, Placeholder } from '../../sql/sql.ts';
import { argument, fill, parent, raw, sql } from '../../sql/sql.ts';

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

/**
 * Whether an entity existed on a day. One whose first day is unknown began by the first succession to it. On the day of a
 * succession, only the successor exists.
 */
export function existsOn(alias: string, day: Placeholder): Fragment {
  const e = raw(alias);
  return sql`(coalesce(${e}.opened_on, (SELECT min(s.effective_on) FROM entity_succession s WHERE s.successor_id = ${e}.id), ${day}::date) <= ${day}::date
      AND (${e}.closed_on IS NULL OR ${e}.closed_on > ${day}::date
        OR ${e}.closed_on = ${day}::date AND NOT EXISTS (SELECT FROM entity_succession s WHERE s.predecessor_id = ${e}.id AND s.effective_on <= ${day}::date)))`;
}

/** The key of the entity above the entity `e` on a day: null if one of both did not exist. */
function parentKeyOn(day: Placeholder): Fragment {
  return sql`(SELECT p.id FROM entity p WHERE ${existsOn('e', day)} AND ${existsOn('p', day)} AND p.id = (
        SELECT x.parent_id FROM (
          SELECT f.parent_id, f.ended_on FROM former_parent f WHERE f.entity_id = e.id AND f.ended_on > ${day}::date
          UNION ALL SELECT e.parent_id, 'infinity'
        ) x ORDER BY x.ended_on LIMIT 1))`;
}

/** The key of the entity above one on the day `on`. */
export const parentOn: Fragment = sql`(SELECT ${parentKeyOn(argument('on'))} FROM entity e WHERE e.id = ${parent})`;

/** The entities above one on the day `on`, with their distance. The path ends a loop between attachments of that day. */
export const ancestorsOnVia: Via = {
  by: 'select',
  keys: sql`WITH RECURSIVE above AS (
      SELECT ${parentKeyOn(argument('on'))} AS key, 1 AS distance, ARRAY[e.id] AS path FROM entity e WHERE e.id = ${parent}
      UNION ALL
      SELECT ${parentKeyOn(argument('on'))}, distance + 1, path || e.id FROM entity e JOIN above ON e.id = above.key WHERE e.id <> ALL(path)
    ) SELECT key, distance FROM above WHERE key IS NOT NULL AND key <> ALL(path)`,
};

/** The keys of the entities directly below `parent` on a day, also of those that did not exist then. */
function attachedOn(day: Placeholder): Fragment {
  const later = sql`SELECT FROM former_parent f WHERE f.entity_id = e.id AND f.ended_on > ${day}::date`;
  return sql`SELECT e.id AS key FROM entity e WHERE e.parent_id = ${parent} AND NOT EXISTS (${later})
      UNION ALL
      SELECT e.entity_id FROM former_parent e WHERE e.parent_id = ${parent} AND e.ended_on > ${day}::date
        AND NOT EXISTS (SELECT FROM former_parent f WHERE f.entity_id = e.entity_id AND f.ended_on > ${day}::date AND f.ended_on < e.ended_on)`;
}

/** The keys of the entities directly below `parent` that existed on a day. */
function childKeysOn(day: Placeholder): Fragment {
  return sql`SELECT e.id AS key FROM (${attachedOn(day)}) a JOIN entity e ON e.id = a.key WHERE ${existsOn('e', day)}`;
}

const day = argument('day');

/** The entities directly below one on the day `day`. */
export const childrenOnVia: Via = { by: 'select', keys: childKeysOn(day) };

/** The entities below one on the day `day`, down to the level `depth`. */
export const descendantsOnVia: Via = {
  by: 'select',
  keys: sql`WITH RECURSIVE below AS (
      SELECT ${parent} AS key, 0 AS distance, ARRAY[${parent}] AS path
      UNION ALL
      SELECT c.key, distance + 1, path || c.key FROM below CROSS JOIN LATERAL (${fill(childKeysOn(day), { parent: 'below.key' })}) c
      WHERE c.key <> ALL(path) AND (${depth}::int IS NULL OR distance < ${depth}::int)
    ) SELECT key FROM below WHERE distance > 0`,
};

/** The argument `on` of the fields of the tree. */
export const TREE_DAY: ArgumentOptions = {
  type: () => DateScalar,
  nullable: true,
  description:
    'The day of the attachments: selects the entities that existed on that day. Default: the present attachments, or the last one of a closed entity.',
};

/** The keys of an entity and of all those below it, as column `key`. */
export const withDescendants: Fragment = sql`WITH RECURSIVE below AS (
      SELECT id AS key FROM entity WHERE id = ${parent}
      UNION ALL
      SELECT entity.id FROM entity JOIN below ON entity.parent_id = below.key
    ) SELECT key FROM below`;

/**
 * The keys of some entities and of all those attached below them on the day `on`, as column `key`. UNION ends a loop between
 * attachments of that day.
 * @param keys selects the keys of the entities.
 */
export function withDescendantsOn(keys: Fragment): Fragment {
  return sql`WITH RECURSIVE below AS (
      (${keys})
      UNION
      SELECT c.key FROM below CROSS JOIN LATERAL (${fill(attachedOn(argument('on')), { parent: 'below.key' })}) c
    ) SELECT key FROM below`;
}

/** The argument of a connection that may include the rows of the entities below. */
export function includeDescendants(description: string): Readonly<Record<string, ArgumentOptions>> {
  return { includeDescendants: { type: () => Boolean, nullable: true, defaultValue: false, description } };
}
