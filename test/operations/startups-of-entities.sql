SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND ((EXISTS (SELECT FROM startup_incubator l1 JOIN entity t1 ON t1.id = l1.entity_id WHERE l1.startup_id = t.id AND (t1.id IN (SELECT id FROM entity WHERE slug = ANY($1::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($1::text[]))))))
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND ((EXISTS (SELECT FROM startup_incubator l1 JOIN entity t1 ON t1.id = l1.entity_id WHERE l1.startup_id = t.id AND (t1.id IN (SELECT id FROM entity WHERE slug = ANY($2::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($2::text[])))))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND ((EXISTS (SELECT FROM startup_incubator l1 JOIN entity t1 ON t1.id = l1.entity_id WHERE l1.startup_id = t.id AND ((EXISTS (SELECT FROM entity_identifier t2 WHERE t2.entity_id = t1.id AND (t2.scheme = ANY($1::text[]) AND t2.value = ANY($2::text[]))))))))
) AS count
FROM unnest($3::int[]) AS k(parent);

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND ((EXISTS (SELECT FROM startup_sponsor l1 JOIN entity t1 ON t1.id = l1.entity_id WHERE l1.startup_id = t.id AND (t1.id IN (SELECT id FROM entity WHERE slug = ANY($1::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($1::text[]))))))
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND ((EXISTS (SELECT FROM startup_sponsor l1 JOIN entity t1 ON t1.id = l1.entity_id WHERE l1.startup_id = t.id AND (t1.id IN (SELECT id FROM entity WHERE slug = ANY($2::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($2::text[])))))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND (EXISTS (SELECT FROM startup_sponsor d JOIN entity e ON e.id = d.entity_id WHERE d.startup_id = t.id AND e.ministry_domain = ANY($1::text[])))
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND (EXISTS (SELECT FROM startup_sponsor d JOIN entity e ON e.id = d.entity_id WHERE d.startup_id = t.id AND e.ministry_domain = ANY($2::text[]))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND ((NOT EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date AND p.started_on IS NOT NULL)))
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND ((NOT EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.started_on IS NOT NULL))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";
