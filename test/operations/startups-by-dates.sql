SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND (EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.first_day IS NOT NULL AND (p.first_day > $1::date AND p.first_day < $2::date)) AND EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $3::date AND p.in_force_until > $3::date AND (p.started_on >= $4::date AND p.started_on <= $4::date)))
) AS count
FROM unnest($5::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND (EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.first_day IS NOT NULL AND (p.first_day > $2::date AND p.first_day < $3::date)) AND EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $4::date AND p.in_force_until > $4::date AND (p.started_on >= $5::date AND p.started_on <= $5::date))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $6
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND (t.decision = ANY($1::startup_decision[]) AND (t.decided_on = $2::date))
) AS count
FROM unnest($3::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND (t.decision = ANY($2::startup_decision[]) AND (t.decided_on = $3::date)) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $4
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND ((t.updated_at > $1::timestamptz AND t.updated_at >= $2::timestamptz AND t.updated_at < $3::timestamptz AND t.updated_at <= $4::timestamptz))
) AS count
FROM unnest($5::int[]) AS k(parent);

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND ((t.updated_at >= $1::timestamptz AND t.updated_at <= $2::timestamptz))
) AS count
FROM unnest($3::int[]) AS k(parent);

SELECT t.id AS "$parent", (SELECT p.first_day FROM phase p WHERE p.startup_id = t.id AND p.first_day IS NOT NULL) AS "value"
FROM startup t
WHERE t.id = ANY($1::int[]);
