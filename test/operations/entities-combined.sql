SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM entity t
  WHERE true AND (t.search_document @@ (SELECT search_query($1::text)) AND ((((t.kind = ANY($2::entity_kind[])) OR (EXISTS (SELECT FROM entity t1 WHERE t1.id = t.parent_id AND (t1.id IN (SELECT id FROM entity WHERE slug = ANY($3::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($3::text[])))))))) AND ((t.ministry_domain = ANY($4::text[]))) IS NOT TRUE)
) AS count
FROM unnest($5::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM entity t
    WHERE true AND (t.search_document @@ (SELECT search_query($2::text)) AND ((((t.kind = ANY($3::entity_kind[])) OR (EXISTS (SELECT FROM entity t1 WHERE t1.id = t.parent_id AND (t1.id IN (SELECT id FROM entity WHERE slug = ANY($4::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($4::text[])))))))) AND ((t.ministry_domain = ANY($5::text[]))) IS NOT TRUE) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $6
  ) t
) p
ORDER BY k.parent, p."$row";
