SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM entity t
    WHERE true AND (t.kind = ANY($2::entity_kind[])) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup_incubator l
  JOIN startup t ON t.id = l.startup_id
  WHERE l.entity_id = k.parent AND (EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')))
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup_incubator l
    JOIN startup t ON t.id = l.startup_id
    WHERE l.entity_id = k.parent AND (EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED'))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup_incubator l
  JOIN startup t ON t.id = l.startup_id
  WHERE l.entity_id = k.parent AND true
) AS count
FROM unnest($1::int[]) AS k(parent);

SELECT t.id AS "$parent", (
  SELECT p.name
  FROM phase p
  WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date
) AS "value"
FROM startup t
WHERE t.id = ANY($2::int[]);
