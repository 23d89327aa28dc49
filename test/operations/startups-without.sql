SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND (((t.pitch IS NULL) = $1::boolean AND (t.contact IS NULL) = $2::boolean AND (t.accessibility IS NULL) = $1::boolean AND (t.decision IS NULL) = $2::boolean AND (t.decided_on IS NULL) = $2::boolean AND (t.has_risk_analysis IS NULL) = $2::boolean AND (t.description IS NULL) = $2::boolean AND (t.absent_since IS NULL) = $2::boolean AND ((SELECT p.name FROM phase p WHERE p.startup_id = t.id AND p.in_force @> $3::date) IS NULL) = $1::boolean AND ((SELECT min(p.started_on) FROM phase p WHERE p.startup_id = t.id) IS NULL) = $1::boolean AND (CASE WHEN (EXISTS (SELECT FROM agreement g WHERE g.startup_id = t.id) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = t.id)) THEN coalesce((SELECT p.name FROM phase p WHERE p.startup_id = t.id AND p.in_force @> $3::date) IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION') AND $3::date > (SELECT min(p.started_on) FROM phase p WHERE p.startup_id = t.id) + interval '6 months', false) END IS NULL) = $2::boolean))
) AS count
FROM unnest($4::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND (((t.pitch IS NULL) = $2::boolean AND (t.contact IS NULL) = $3::boolean AND (t.accessibility IS NULL) = $2::boolean AND (t.decision IS NULL) = $3::boolean AND (t.decided_on IS NULL) = $3::boolean AND (t.has_risk_analysis IS NULL) = $3::boolean AND (t.description IS NULL) = $3::boolean AND (t.absent_since IS NULL) = $3::boolean AND ((SELECT p.name FROM phase p WHERE p.startup_id = t.id AND p.in_force @> $4::date) IS NULL) = $2::boolean AND ((SELECT min(p.started_on) FROM phase p WHERE p.startup_id = t.id) IS NULL) = $2::boolean AND (CASE WHEN (EXISTS (SELECT FROM agreement g WHERE g.startup_id = t.id) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = t.id)) THEN coalesce((SELECT p.name FROM phase p WHERE p.startup_id = t.id AND p.in_force @> $4::date) IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION') AND $4::date > (SELECT min(p.started_on) FROM phase p WHERE p.startup_id = t.id) + interval '6 months', false) END IS NULL) = $3::boolean)) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $5
  ) t
) p
ORDER BY k.parent, p."$row";
