SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND (EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED'))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[]) AS k(parent)
JOIN startup_sponsor l
JOIN entity t ON t.id = l.entity_id ON l.startup_id = k.parent
ORDER BY l.position;

SELECT k.parent AS "$parent", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[]) AS k(parent)
JOIN startup_incubator l
JOIN entity t ON t.id = l.entity_id ON l.startup_id = k.parent
ORDER BY l.position;

SELECT t.id AS "$parent", (
  SELECT p.name
  FROM phase p
  WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date
) AS "value"
FROM startup t
WHERE t.id = ANY($2::int[]);

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(DISTINCT m.member_key)::int AS "size", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR'))::int AS "intrapreneurs", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER'))::int AS "developers", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH'))::int AS "coaches", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'OTHER'))::int AS "others", (EXISTS (SELECT FROM agreement g WHERE g.startup_id = k.parent) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = k.parent)) AS "methodApplies", cardinality(array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') < 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') < 1 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') < 1 THEN 'COACH' END], NULL)) = 0 AS "isComplete", array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') < 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') < 1 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') < 1 THEN 'COACH' END], NULL) AS "shortfalls", array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') > 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') > 2 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') > 1 THEN 'COACH' END], NULL) AS "surplus"
  FROM membership m
  WHERE m.startup_id = k.parent AND m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
) s;

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."description", p."url", p."status", p."operatorKey", p."absentSince", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'service_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.description AS "description", t.url AS "url", t.status AS "status", t.operator_id AS "operatorKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM service_startup l
    JOIN service t ON t.id = l.service_id
    WHERE l.startup_id = k.parent AND true AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);
