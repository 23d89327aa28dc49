SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version"
FROM startup t
WHERE t.id = ANY($1::int[]);

SELECT t.id AS "$parent", (
  SELECT p.name
  FROM phase p
  WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date
) AS "value"
FROM startup t
WHERE t.id = ANY($2::int[]);
