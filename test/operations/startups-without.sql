SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND ((t.pitch IS NOT NULL AND NOT t.contact IS NOT NULL AND t.accessibility IS NOT NULL AND NOT t.decision IS NOT NULL AND NOT t.decided_on IS NOT NULL AND NOT t.has_risk_analysis IS NOT NULL AND NOT t.description IS NOT NULL AND NOT t.absent_since IS NOT NULL AND EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date AND p.name IS NOT NULL) AND EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.first_day IS NOT NULL AND p.first_day IS NOT NULL) AND NOT CASE WHEN (EXISTS (SELECT FROM agreement g WHERE g.startup_id = t.id) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = t.id)) THEN EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION')) AND $1::date > (SELECT p.first_day FROM phase p WHERE p.startup_id = t.id AND p.first_day IS NOT NULL) + interval '6 months' END IS NOT NULL))
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND ((t.pitch IS NOT NULL AND NOT t.contact IS NOT NULL AND t.accessibility IS NOT NULL AND NOT t.decision IS NOT NULL AND NOT t.decided_on IS NOT NULL AND NOT t.has_risk_analysis IS NOT NULL AND NOT t.description IS NOT NULL AND NOT t.absent_since IS NOT NULL AND EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IS NOT NULL) AND EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.first_day IS NOT NULL AND p.first_day IS NOT NULL) AND NOT CASE WHEN (EXISTS (SELECT FROM agreement g WHERE g.startup_id = t.id) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = t.id)) THEN EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION')) AND $2::date > (SELECT p.first_day FROM phase p WHERE p.startup_id = t.id AND p.first_day IS NOT NULL) + interval '6 months' END IS NOT NULL)) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";
