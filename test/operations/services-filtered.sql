SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."description", p."url", p."status", p."operatorKey", p."absentSince", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'service_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.description AS "description", t.url AS "url", t.status AS "status", t.operator_id AS "operatorKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM service t
    WHERE true AND (t.id IN (SELECT id FROM service WHERE slug = ANY($2::text[]) UNION SELECT service_id FROM service_former_slug WHERE slug = ANY($2::text[]))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (SELECT count(*)::int FROM service t WHERE true AND (t.status = ANY($1::service_status[]))) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."description", p."url", p."status", p."operatorKey", p."absentSince", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'service_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.description AS "description", t.url AS "url", t.status AS "status", t.operator_id AS "operatorKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM service t
    WHERE true AND (t.status = ANY($2::service_status[])) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."description", p."url", p."status", p."operatorKey", p."absentSince", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'service_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.description AS "description", t.url AS "url", t.status AS "status", t.operator_id AS "operatorKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM service t
    WHERE true AND (EXISTS (SELECT FROM entity t1 WHERE t1.id = t.operator_id AND (t1.id IN (SELECT id FROM entity WHERE slug = ANY($2::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($2::text[]))))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."description", p."url", p."status", p."operatorKey", p."absentSince", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'service_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.description AS "description", t.url AS "url", t.status AS "status", t.operator_id AS "operatorKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM service t
    WHERE true AND ((EXISTS (SELECT FROM service_startup l1 JOIN startup t1 ON t1.id = l1.startup_id WHERE l1.service_id = t.id AND (t1.id IN (SELECT id FROM startup WHERE slug = ANY($2::text[]) UNION SELECT startup_id FROM startup_former_slug WHERE slug = ANY($2::text[])))))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM service t
  WHERE true AND (t.search_document @@ (SELECT search_query($1::text)))
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM service t
  WHERE true AND (((t.search_document @@ (SELECT search_query($1::text))) AND (((t.status = ANY($2::service_status[])) OR (t.id IN (SELECT id FROM service WHERE slug = ANY($3::text[]) UNION SELECT service_id FROM service_former_slug WHERE slug = ANY($3::text[])))))) AND ((EXISTS (SELECT FROM entity t1 WHERE t1.id = t.operator_id AND (t1.id IN (SELECT id FROM entity WHERE slug = ANY($4::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($4::text[])))))) IS NOT TRUE)
) AS count
FROM unnest($5::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."description", p."url", p."status", p."operatorKey", p."absentSince", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'service_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.description AS "description", t.url AS "url", t.status AS "status", t.operator_id AS "operatorKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM service t
    WHERE true AND (((t.search_document @@ (SELECT search_query($2::text))) AND (((t.status = ANY($3::service_status[])) OR (t.id IN (SELECT id FROM service WHERE slug = ANY($4::text[]) UNION SELECT service_id FROM service_former_slug WHERE slug = ANY($4::text[])))))) AND ((EXISTS (SELECT FROM entity t1 WHERE t1.id = t.operator_id AND (t1.id IN (SELECT id FROM entity WHERE slug = ANY($5::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($5::text[])))))) IS NOT TRUE) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $6
  ) t
) p
ORDER BY k.parent, p."$row";
