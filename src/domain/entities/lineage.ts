import type { Via } from '../../graphql/relations/relations.ts';
import { argument, type Fragment, parent, raw, sql } from '../../sql/sql.ts';
import { existsOn } from './entityTree.ts';

/** The keys of the entities from which `parent` took over, directly or not. UNION ends a loop. */
export const predecessorKeys: Fragment = sql`WITH RECURSIVE earlier AS (
      SELECT s.predecessor_id AS key FROM entity_succession s WHERE s.successor_id = ${parent}
      UNION
      SELECT s.predecessor_id FROM entity_succession s JOIN earlier ON s.successor_id = earlier.key
    ) SELECT key FROM earlier`;

const successorKeys: Fragment = sql`WITH RECURSIVE later AS (
      SELECT s.successor_id AS key FROM entity_succession s WHERE s.predecessor_id = ${parent}
      UNION
      SELECT s.successor_id FROM entity_succession s JOIN later ON s.predecessor_id = later.key
    ) SELECT key FROM later`;

/** An entity with all its predecessors and successors. */
export const lineageVia: Via = {
  by: 'select',
  keys: sql`SELECT ${parent} AS key UNION (${predecessorKeys}) UNION (${successorKeys})`,
};

/** The successions to an entity; with `transitive`, also those to its predecessors. */
export const predecessorsVia = successionsVia('successor_id', predecessorKeys);

/** The successions of an entity; with `transitive`, also those of its successors. */
export const successorsVia = successionsVia('predecessor_id', successorKeys);

function successionsVia(column: string, keys: Fragment): Via {
  return {
    by: 'select',
    keys: sql`SELECT s.id AS key FROM entity_succession s WHERE ${raw(`s.${column}`)} = ${parent}
        OR coalesce(${argument('transitive')}::boolean, false) AND ${raw(`s.${column}`)} IN (${keys})`,
  };
}

const on = argument('on');

/**
 * The key of the entity of the lineage of an entity that existed on the day `on`. A succession to an entity that existed already
 * says nothing of what that entity was before: it leads to the successor, and not back. Null if no entity, or more than one,
 * existed.
 * @param entity the key of the entity.
 */
export const entityOn = (entity: Fragment): Fragment => sql`(WITH RECURSIVE line AS (
      SELECT e.id AS key, v.forward, false AS absorbed FROM entity e, (VALUES (true), (false)) AS v(forward)
      WHERE e.id = ${entity}
      UNION
      SELECT CASE WHEN line.forward THEN s.successor_id ELSE s.predecessor_id END, line.forward, line.absorbed OR coalesce(s.effective_on > e.opened_on, false)
      FROM line
      JOIN entity_succession s ON CASE WHEN line.forward THEN s.predecessor_id = line.key AND s.effective_on <= ${on}::date
        ELSE s.successor_id = line.key AND s.effective_on > ${on}::date END
      JOIN entity e ON e.id = s.successor_id
      WHERE line.forward OR s.effective_on <= coalesce(e.opened_on, s.effective_on)
    ), present AS (
      SELECT DISTINCT line.key, line.absorbed FROM line JOIN entity e ON e.id = line.key WHERE ${existsOn('e', on)}
    )
    SELECT min(key) FROM present WHERE absorbed = (SELECT bool_and(absorbed) FROM present) HAVING count(*) = 1)`;
