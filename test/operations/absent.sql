SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND (NOT coalesce(t.absent_since <= $1::date, false) AND (NOT t.absent_since IS NOT NULL) AND (((t.absent_since >= $2::date))) IS NOT TRUE)
) AS count
FROM unnest($3::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND (NOT coalesce(t.absent_since <= $2::date, false) AND (NOT t.absent_since IS NOT NULL) AND (((t.absent_since >= $3::date))) IS NOT TRUE) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $4
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND (coalesce(t.absent_since <= $2::date, false) AND (t.absent_since <= $2::date)) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM service t
  WHERE true AND (NOT coalesce(t.absent_since <= $1::date, false) AND (NOT t.absent_since IS NOT NULL) AND (((t.absent_since >= $2::date))) IS NOT TRUE)
) AS count
FROM unnest($3::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."description", p."url", p."status", p."operatorKey", p."absentSince", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'service_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.description AS "description", t.url AS "url", t.status AS "status", t.operator_id AS "operatorKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM service t
    WHERE true AND (NOT coalesce(t.absent_since <= $2::date, false) AND (NOT t.absent_since IS NOT NULL) AND (((t.absent_since >= $3::date))) IS NOT TRUE) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $4
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM entity t
  WHERE true AND (NOT coalesce(t.absent_since <= $1::date, false) AND (NOT t.absent_since IS NOT NULL) AND (((t.absent_since >= $2::date))) IS NOT TRUE)
) AS count
FROM unnest($3::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM entity t
    WHERE true AND (NOT coalesce(t.absent_since <= $2::date, false) AND (NOT t.absent_since IS NOT NULL) AND (((t.absent_since >= $3::date))) IS NOT TRUE) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $4
  ) t
) p
ORDER BY k.parent, p."$row";
