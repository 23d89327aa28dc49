SELECT k.place AS "$place", 'mission_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.entity_id AS "entityKey", t.name AS "name", t.statement AS "statement", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "slug")
JOIN mission t ON t.id = (SELECT id FROM mission WHERE slug = k."slug"::text);

SELECT t.id AS "$parent", (t.closed_on IS NULL) AS "value"
FROM mission t
WHERE t.id = ANY($1::int[]);

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);

SELECT k.parent AS "$parent", 'theme_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.updated_at AS "updatedAt"
FROM unnest($1::int[]) AS k(parent)
JOIN mission_theme l
JOIN theme t ON t.id = l.theme_id ON l.mission_id = k.parent
ORDER BY l.position, t.id;

SELECT k.parent AS "$parent", t.mission_id AS "missionKey", t.position AS "position", t.kind AS "kind", t.description AS "description", t.beneficiary_kind AS "beneficiaryKind", t.partner_id AS "partnerKey", t.service_id AS "serviceKey"
FROM unnest($1::int[]) AS k(parent)
JOIN mission_action t ON t.mission_id = k.parent
ORDER BY t.position;

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);

SELECT 'service_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.description AS "description", t.url AS "url", t.status AS "status", t.operator_id AS "operatorKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version"
FROM service t
WHERE t.id = ANY($1::int[]);
