SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."entityKey", p."name", p."statement", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'mission_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.entity_id AS "entityKey", t.name AS "name", t.statement AS "statement", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM mission t
    WHERE true AND (t.slug = ANY($2::text[])) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."entityKey", p."name", p."statement", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'mission_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.entity_id AS "entityKey", t.name AS "name", t.statement AS "statement", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM mission t
    WHERE true AND (EXISTS (SELECT FROM entity t1 WHERE t1.id = t.entity_id AND (t1.id IN (SELECT id FROM entity WHERE slug = ANY($2::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($2::text[]))))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM mission t
  WHERE true AND ((EXISTS (SELECT FROM mission_theme l1 JOIN theme t1 ON t1.id = l1.theme_id WHERE l1.mission_id = t.id AND (t1.slug = ANY($1::text[])))))
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."entityKey", p."name", p."statement", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'mission_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.entity_id AS "entityKey", t.name AS "name", t.statement AS "statement", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM mission t
    WHERE true AND ((EXISTS (SELECT FROM mission_theme l1 JOIN theme t1 ON t1.id = l1.theme_id WHERE l1.mission_id = t.id AND (t1.slug = ANY($2::text[]))))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM mission t
  WHERE true AND (t.search_document @@ (SELECT search_query($1::text)))
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM mission t
  WHERE true AND (((t.slug = ANY($1::text[])) OR (((t.search_document @@ (SELECT search_query($2::text)))))) AND ((EXISTS (SELECT FROM entity t1 WHERE t1.id = t.entity_id AND (t1.id IN (SELECT id FROM entity WHERE slug = ANY($3::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($3::text[])))))) IS NOT TRUE)
) AS count
FROM unnest($4::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."entityKey", p."name", p."statement", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'mission_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.entity_id AS "entityKey", t.name AS "name", t.statement AS "statement", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM mission t
    WHERE true AND (((t.slug = ANY($2::text[])) OR (((t.search_document @@ (SELECT search_query($3::text)))))) AND ((EXISTS (SELECT FROM entity t1 WHERE t1.id = t.entity_id AND (t1.id IN (SELECT id FROM entity WHERE slug = ANY($4::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($4::text[])))))) IS NOT TRUE) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $5
  ) t
) p
ORDER BY k.parent, p."$row";
