SELECT k.place AS "$place", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "slug")
JOIN entity t ON t.id = coalesce((SELECT id FROM entity WHERE slug = k."slug"::text), (SELECT entity_id FROM entity_former_slug WHERE slug = k."slug"::text));

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."updatedAt", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'theme_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.updated_at AS "updatedAt", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key DESC, t.id DESC) AS "$row"
  FROM (SELECT t.* FROM theme t WHERE true AND true AND true ORDER BY t.name_key DESC, t.id DESC LIMIT $2) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (SELECT t.* FROM startup t WHERE true AND true AND true ORDER BY t.name_key ASC, t.id ASC LIMIT $2) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (SELECT count(*)::int FROM mission t WHERE t.entity_id = k.parent AND ((NOT t.closed_on IS NOT NULL))) AS count
FROM unnest($1::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."entityKey", p."name", p."statement", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'mission_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.entity_id AS "entityKey", t.name AS "name", t.statement AS "statement", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.updated_at)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.updated_at ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM mission t
    WHERE t.entity_id = k.parent AND ((NOT t.closed_on IS NOT NULL)) AND true
    ORDER BY t.updated_at ASC, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."entityKey", p."name", p."statement", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'mission_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.entity_id AS "entityKey", t.name AS "name", t.statement AS "statement", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key DESC, t.id DESC) AS "$row"
  FROM (
    SELECT t.*
    FROM mission_theme l
    JOIN mission t ON t.id = l.mission_id
    WHERE l.theme_id = k.parent AND (t.search_document @@ (SELECT search_query($2::text))) AND true
    ORDER BY t.name_key DESC, t.id DESC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", f.value, f.count, f.value_count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT n.value, n.count, row_number() OVER (PARTITION BY n.value IS NULL ORDER BY n.count DESC, n.tie) AS place, (count(n.value) OVER ())::int AS value_count
  FROM (
    SELECT v.value, v.tie, count(*)::int AS count
    FROM mission_theme l
    JOIN mission t ON t.id = l.mission_id
    LEFT JOIN LATERAL (SELECT e.id AS value, e.slug AS tie FROM entity e WHERE e.id = t.entity_id) v ON true
    WHERE l.theme_id = k.parent AND (t.search_document @@ (SELECT search_query($2::text)))
    GROUP BY v.value, v.tie
  ) n
  ORDER BY n.value IS NOT NULL, place
  LIMIT $3
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."description", p."url", p."status", p."operatorKey", p."absentSince", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'service_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.description AS "description", t.url AS "url", t.status AS "status", t.operator_id AS "operatorKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key DESC, t.id DESC) AS "$row"
  FROM (
    SELECT t.*
    FROM service_startup l
    JOIN service t ON t.id = l.service_id
    WHERE l.startup_id = k.parent AND ((t.url IS NOT NULL)) AND true
    ORDER BY t.name_key DESC, t.id DESC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."startupKey", p."position", p."kind", p."on", p."comment", p."kindLabel", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT t.startup_id AS "startupKey", t.position AS "position", t.kind AS "kind", t.occurred_on AS "on", t.comment AS "comment", t.kind_label AS "kindLabel", ARRAY[(t.occurred_on)::text, (t.position)::text] AS "$place", row_number() OVER (ORDER BY t.occurred_on DESC, t.position DESC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup_event t
    WHERE t.startup_id = k.parent AND true AND true
    ORDER BY t.occurred_on DESC, t.position DESC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM service_startup l
  JOIN startup t ON t.id = l.startup_id
  WHERE l.service_id = k.parent AND (EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')))
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key DESC, t.id DESC) AS "$row"
  FROM (
    SELECT t.*
    FROM service_startup l
    JOIN startup t ON t.id = l.startup_id
    WHERE l.service_id = k.parent AND (EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED'))) AND true
    ORDER BY t.name_key DESC, t.id DESC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";
