SELECT k.place AS "$place", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "slug")
JOIN entity t ON t.id = coalesce((SELECT id FROM entity WHERE slug = k."slug"::text), (SELECT entity_id FROM entity_former_slug WHERE slug = k."slug"::text));

SELECT k.place AS "$place", 'mission_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.entity_id AS "entityKey", t.name AS "name", t.statement AS "statement", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "slug")
JOIN mission t ON t.id = (SELECT id FROM mission WHERE slug = k."slug"::text);

SELECT k.place AS "$place", 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "slug")
JOIN startup t ON t.id = coalesce((SELECT id FROM startup WHERE slug = k."slug"::text), (SELECT startup_id FROM startup_former_slug WHERE slug = k."slug"::text));

SELECT k.place AS "$place", 'service_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.description AS "description", t.url AS "url", t.status AS "status", t.operator_id AS "operatorKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "slug")
JOIN service t ON t.id = coalesce((SELECT id FROM service WHERE slug = k."slug"::text), (SELECT service_id FROM service_former_slug WHERE slug = k."slug"::text));

SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version"
FROM startup t
WHERE t.id = ANY($1::int[]);

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND (t.id IN (SELECT id FROM startup WHERE slug = ANY($1::text[]) UNION SELECT startup_id FROM startup_former_slug WHERE slug = ANY($1::text[])))
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND (t.id IN (SELECT id FROM startup WHERE slug = ANY($2::text[]) UNION SELECT startup_id FROM startup_former_slug WHERE slug = ANY($2::text[]))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";
