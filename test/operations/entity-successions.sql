SELECT k.given AS "$given", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::text[]) AS k(given)
JOIN entity t ON t.slug = k.given::text;

SELECT k.parent AS "$parent", t.id AS "key", t.kind AS "kind", t.predecessor_id AS "predecessorKey", t.successor_id AS "successorKey", t.effective_on AS "effectiveOn", t.legal_source AS "legalSource", t.legal_url AS "legalUrl"
FROM unnest($1::int[]) AS k(parent)
JOIN entity_succession t ON t.predecessor_id = k.parent
ORDER BY t.effective_on, t.id;

SELECT k.parent AS "$parent", t.id AS "key", t.kind AS "kind", t.predecessor_id AS "predecessorKey", t.successor_id AS "successorKey", t.effective_on AS "effectiveOn", t.legal_source AS "legalSource", t.legal_url AS "legalUrl"
FROM unnest($1::int[]) AS k(parent)
JOIN entity_succession t ON t.successor_id = k.parent
ORDER BY t.effective_on, t.id;

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);
