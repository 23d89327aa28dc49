SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[((SELECT p.started_on FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date))::text, (t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY (SELECT p.started_on FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date) DESC NULLS LAST, t.name_key ASC, t.id DESC) AS "$row"
  FROM (
    WITH f AS (
      SELECT t.*
      FROM startup t
      JOIN phase p ON p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date
      WHERE true AND true AND p.started_on IS NOT NULL AND (p.started_on <= $3::date AND (p.started_on < $3::date OR (t.name_key >= $4::text AND (t.name_key > $4::text OR (t.id <= $5::integer AND (t.id < $5::integer OR false))))))
      ORDER BY p.started_on DESC, t.name_key ASC, t.id DESC
      LIMIT $6
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
          WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.started_on IS NOT NULL
        ) AND true
        ORDER BY t.name_key ASC, t.id DESC
        LIMIT $6
      ) n
      LIMIT $6 - (SELECT count(*) FROM f)
    )
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT t.id AS "$parent", (
  SELECT p.name
  FROM phase p
  WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date
) AS "value"
FROM startup t
WHERE t.id = ANY($2::int[]);
