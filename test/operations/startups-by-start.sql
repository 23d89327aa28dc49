SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[((SELECT min(p.started_on) FROM phase p WHERE p.startup_id = t.id))::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY (SELECT min(p.started_on) FROM phase p WHERE p.startup_id = t.id) DESC NULLS LAST, t.id DESC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND true AND true
    ORDER BY (SELECT min(p.started_on) FROM phase p WHERE p.startup_id = t.id) DESC NULLS LAST, t.id DESC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT t.id AS "$parent", (SELECT min(p.started_on) FROM phase p WHERE p.startup_id = t.id) AS "value"
FROM startup t
WHERE t.id = ANY($1::int[]);
