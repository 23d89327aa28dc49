SELECT k.place AS "$place", 'service_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.description AS "description", t.url AS "url", t.status AS "status", t.operator_id AS "operatorKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "slug")
JOIN service t ON t.id = coalesce((SELECT id FROM service WHERE slug = k."slug"::text), (SELECT service_id FROM service_former_slug WHERE slug = k."slug"::text));

SELECT t.id AS "$parent", ARRAY(SELECT f.slug FROM service_former_slug f WHERE f.service_id = t.id ORDER BY f.slug) AS "value"
FROM service t
WHERE t.id = ANY($1::int[]);

SELECT t.id AS "$parent", coalesce(t.absent_since <= $1::date, false) AS "value"
FROM service t
WHERE t.id = ANY($2::int[]);

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM service_startup l
    JOIN startup t ON t.id = l.startup_id
    WHERE l.service_id = k.parent AND true AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."key", p."serviceKey", p."on", p."respondents", p."score", p."comment", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT t.id AS "key", t.service_id AS "serviceKey", t.surveyed_on AS "on", t.respondents AS "respondents", t.score AS "score", t.comment AS "comment", ARRAY[(t.surveyed_on)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.surveyed_on ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM satisfaction_survey t
    WHERE t.service_id = k.parent AND true AND true
    ORDER BY t.surveyed_on ASC, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";
