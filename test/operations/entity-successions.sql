SELECT k.place AS "$place", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "slug")
JOIN entity t ON t.id = coalesce((SELECT id FROM entity WHERE slug = k."slug"::text), (SELECT entity_id FROM entity_former_slug WHERE slug = k."slug"::text));

SELECT k.parent AS "$parent", t.id AS "key", t.kind AS "kind", t.predecessor_id AS "predecessorKey", t.successor_id AS "successorKey", t.effective_on AS "effectiveOn", t.legal_source AS "legalSource", t.legal_url AS "legalUrl"
FROM unnest($1::int[]) AS k(parent)
JOIN LATERAL (
  SELECT s.id AS key
  FROM entity_succession s
  WHERE s.predecessor_id = k.parent OR coalesce($2::boolean, false) AND s.predecessor_id IN (
    WITH RECURSIVE later AS ( SELECT s.successor_id AS key FROM entity_succession s WHERE s.predecessor_id = k.parent UNION SELECT s.successor_id FROM entity_succession s JOIN later ON s.predecessor_id = later.key )
    SELECT key
    FROM later
  )
) l
JOIN entity_succession t ON t.id = l.key ON true
ORDER BY t.effective_on, t.id;

SELECT k.parent AS "$parent", t.id AS "key", t.kind AS "kind", t.predecessor_id AS "predecessorKey", t.successor_id AS "successorKey", t.effective_on AS "effectiveOn", t.legal_source AS "legalSource", t.legal_url AS "legalUrl"
FROM unnest($1::int[]) AS k(parent)
JOIN LATERAL (
  SELECT s.id AS key
  FROM entity_succession s
  WHERE s.successor_id = k.parent OR coalesce($2::boolean, false) AND s.successor_id IN (
    WITH RECURSIVE earlier AS ( SELECT s.predecessor_id AS key FROM entity_succession s WHERE s.successor_id = k.parent UNION SELECT s.predecessor_id FROM entity_succession s JOIN earlier ON s.successor_id = earlier.key )
    SELECT key
    FROM earlier
  )
) l
JOIN entity_succession t ON t.id = l.key ON true
ORDER BY t.effective_on, t.id;

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);
