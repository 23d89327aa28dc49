SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[((SELECT p.first_day FROM phase p WHERE p.startup_id = t.id AND p.first_day IS NOT NULL))::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY (SELECT p.first_day FROM phase p WHERE p.startup_id = t.id AND p.first_day IS NOT NULL) DESC NULLS LAST, t.id DESC) AS "$row"
  FROM (
    WITH f AS (
      SELECT t.*
      FROM startup t
      JOIN phase p ON p.startup_id = t.id AND p.first_day IS NOT NULL
      WHERE true AND true AND p.first_day IS NOT NULL AND true
      ORDER BY p.first_day DESC, t.id DESC
      LIMIT $2
    )
    SELECT *
    FROM f
    UNION ALL (
      SELECT *
      FROM (
        SELECT t.*
        FROM startup t
        WHERE true AND true AND NOT EXISTS (
          SELECT
          FROM phase p
          WHERE p.startup_id = t.id AND p.first_day IS NOT NULL AND p.first_day IS NOT NULL
        ) AND true
        ORDER BY t.id DESC
        LIMIT $2
      ) n
      LIMIT $2 - (SELECT count(*) FROM f)
    )
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT t.id AS "$parent", (SELECT p.first_day FROM phase p WHERE p.startup_id = t.id AND p.first_day IS NOT NULL) AS "value"
FROM startup t
WHERE t.id = ANY($1::int[]);
