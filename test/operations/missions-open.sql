SELECT k.parent AS "$parent", (SELECT count(*)::int FROM mission t WHERE true AND ((t.closed_on IS NULL))) AS count
FROM unnest($1::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."entityKey", p."name", p."statement", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'mission_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.entity_id AS "entityKey", t.name AS "name", t.statement AS "statement", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM mission t
    WHERE true AND ((t.closed_on IS NULL)) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (SELECT count(*)::int FROM mission t WHERE true AND (NOT (t.closed_on IS NULL))) AS count
FROM unnest($1::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."entityKey", p."name", p."statement", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'mission_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.entity_id AS "entityKey", t.name AS "name", t.statement AS "statement", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM mission t
    WHERE true AND (NOT (t.closed_on IS NULL)) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";
