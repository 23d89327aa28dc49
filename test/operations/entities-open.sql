SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM entity t
  WHERE true AND (t.kind = ANY($1::entity_kind[]) AND (t.closed_on IS NULL))
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM entity t
    WHERE true AND (t.kind = ANY($2::entity_kind[]) AND (t.closed_on IS NULL)) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (SELECT count(*)::int FROM entity t WHERE true AND (NOT (t.closed_on IS NULL))) AS count
FROM unnest($1::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM entity t
    WHERE true AND (NOT (t.closed_on IS NULL)) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";
