SELECT version, recorded_at AS "recordedAt"
FROM journal
WHERE recorded_at <= $1
ORDER BY recorded_at DESC, version DESC
LIMIT 1;

SELECT version, recorded_at AS "recordedAt"
FROM journal
WHERE version = ANY($1::int[]);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (SELECT t.* FROM startup t WHERE true AND true AND true ORDER BY t.name_key ASC, t.id ASC LIMIT $2) t
) p
ORDER BY k.parent, p."$row";

SELECT k.place AS "$place", 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "slug")
JOIN startup t ON t.id = coalesce((SELECT id FROM startup WHERE slug = k."slug"::text), (SELECT startup_id FROM startup_former_slug WHERE slug = k."slug"::text));

SELECT k.place AS "$place", 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "slug")
JOIN startup t ON t.id = coalesce((SELECT id FROM startup WHERE slug = k."slug"::text), (SELECT startup_id FROM startup_former_slug WHERE slug = k."slug"::text));

SELECT k.parent AS "$parent", (
  SELECT coalesce(sum(c.begun - c.ended), 0)::int
  FROM startup_count c
  WHERE c.fact IN ('recorded') AND c.grouped_by = '' AND c.day <= $1::date
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", t.id AS "key", t.startup_id AS "startupKey", t.name AS "name", t.started_on AS "startedOn", t.ended_on AS "endedOn", t.days AS "days", t.comment AS "comment", t.source_word AS "sourceWord", t.position AS "position"
FROM unnest($1::int[]) AS k(parent)
JOIN phase t ON t.startup_id = k.parent
ORDER BY t.started_on, t.name, t.position, t.id;

SELECT k.parent AS "$parent", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[]) AS k(parent)
JOIN startup_sponsor l
JOIN entity t ON t.id = l.entity_id ON l.startup_id = k.parent
ORDER BY l.position;

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
