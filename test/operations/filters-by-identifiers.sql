SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM entity t
  WHERE true AND ((EXISTS (SELECT FROM entity_identifier t1 WHERE t1.entity_id = t.id AND (((t1.scheme = ANY($1::text[])) OR (((t1.value = ANY($2::text[])) AND (((t1.scheme = ANY($3::text[]))) IS NOT TRUE)))))) AND NOT EXISTS (SELECT FROM entity_identifier t1 WHERE t1.entity_id = t.id AND (t1.value = ANY($4::text[]))) AND NOT EXISTS (SELECT FROM entity_identifier t1 WHERE t1.entity_id = t.id AND (t1.scheme = ANY($5::text[])) IS NOT TRUE) AND ((SELECT count(*) FROM entity_identifier t1 WHERE t1.entity_id = t.id) = $6::integer)))
) AS count
FROM unnest($7::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM entity t
    WHERE true AND ((EXISTS (SELECT FROM entity_identifier t1 WHERE t1.entity_id = t.id AND (((t1.scheme = ANY($2::text[])) OR (((t1.value = ANY($3::text[])) AND (((t1.scheme = ANY($4::text[]))) IS NOT TRUE)))))) AND NOT EXISTS (SELECT FROM entity_identifier t1 WHERE t1.entity_id = t.id AND (t1.value = ANY($5::text[]))) AND NOT EXISTS (SELECT FROM entity_identifier t1 WHERE t1.entity_id = t.id AND (t1.scheme = ANY($6::text[])) IS NOT TRUE) AND ((SELECT count(*) FROM entity_identifier t1 WHERE t1.entity_id = t.id) = $7::integer))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $8
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND ((((SELECT count(*) FROM phase t1 WHERE t1.startup_id = t.id) >= $1::integer)) AND (((SELECT count(*) FROM startup_link t1 WHERE t1.startup_id = t.id) >= $2::integer)) AND (((SELECT count(*) FROM agreement t1 WHERE t1.startup_id = t.id) < $3::integer)) AND (((SELECT count(*) FROM pain_point t1 WHERE t1.startup_id = t.id) < $3::integer)))
) AS count
FROM unnest($4::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND ((((SELECT count(*) FROM phase t1 WHERE t1.startup_id = t.id) >= $2::integer)) AND (((SELECT count(*) FROM startup_link t1 WHERE t1.startup_id = t.id) >= $3::integer)) AND (((SELECT count(*) FROM agreement t1 WHERE t1.startup_id = t.id) < $4::integer)) AND (((SELECT count(*) FROM pain_point t1 WHERE t1.startup_id = t.id) < $4::integer))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $5
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM service t
  WHERE true AND ((((SELECT count(*) FROM satisfaction_survey t1 WHERE t1.service_id = t.id) >= $1::integer)))
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."description", p."url", p."status", p."operatorKey", p."absentSince", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'service_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.description AS "description", t.url AS "url", t.status AS "status", t.operator_id AS "operatorKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM service t
    WHERE true AND ((((SELECT count(*) FROM satisfaction_survey t1 WHERE t1.service_id = t.id) >= $2::integer))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";
