SELECT k.parent AS "$parent", (
  SELECT coalesce(sum(c.begun - c.ended), 0)::int
  FROM startup_count c
  WHERE c.fact IN ('recorded') AND c.grouped_by = '' AND c.day <= $1::date
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", (
  SELECT coalesce(sum(n.count), 0)::int
  FROM (
    SELECT b.value, CASE WHEN b.value THEN n.meeting ELSE n.total - n.meeting END AS count
    FROM (
      SELECT (
        SELECT coalesce(sum(c.begun - c.ended), 0)::int
        FROM startup_count c
        WHERE c.fact IN ('active') AND c.grouped_by = '' AND c.day <= $1::date
      ) AS meeting, (
        SELECT coalesce(sum(c.begun - c.ended), 0)::int
        FROM startup_count c
        WHERE c.fact IN ('recorded') AND c.grouped_by = '' AND c.day <= $1::date
      ) AS total
    ) n
    CROSS JOIN (VALUES (true), (false)) b(value)
  ) n(value, count)
  WHERE (n.value)
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND (EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED'))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT coalesce(sum(n.count), 0)::int
  FROM (
    SELECT k.given, nullif(k.key, '')::accessibility AS value, k.count
    FROM (
      SELECT b.given, n.key, CASE WHEN b.given THEN n.meeting ELSE n.total - n.meeting END AS count
      FROM (
        SELECT c.key, coalesce(sum(c.begun - c.ended) FILTER (WHERE c.fact = 'active'), 0) AS meeting, coalesce(sum(c.begun - c.ended) FILTER (WHERE c.fact = 'recorded'), 0) AS total
        FROM startup_count c
        WHERE c.fact IN ('active', 'recorded') AND c.grouped_by = 'accessibility' AND c.day <= $1::date
        GROUP BY c.key
      ) n
      CROSS JOIN (VALUES (true), (false)) b(given)
    ) k
  ) n
  WHERE (n.given AND n.value = ANY($2::accessibility[]))
) AS count
FROM unnest($3::int[]) AS k(parent);

SELECT k.parent AS "$parent", f.value, f.label, f.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT c.value, ('{"INVESTIGATION":"Investigation","CONSTRUCTION":"Construction","ACCELERATION":"Accélération","CONSOLIDATION":"Consolidation","REINTEGRATION":"Ré-intégration","OPERATED":"Opéré","TRANSFERRED":"Transféré","ABANDONED":"Abandonné","ABANDONED_AT_INVESTIGATION":"Investigation non concluante"}'::jsonb ->> (c.value)::text) AS label, coalesce(n.count, 0) AS count, c.place
  FROM unnest(ARRAY['INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED', 'TRANSFERRED', 'ABANDONED', 'ABANDONED_AT_INVESTIGATION', NULL]::phase_name[]) WITH ORDINALITY AS c(value, place)
  LEFT JOIN (
    SELECT n.value, sum(n.count)::int AS count
    FROM (
      WITH k AS (
        SELECT n.value AS given, n.given::phase_name AS value, n.count
        FROM (
          SELECT k.given, nullif(k.key, '')::accessibility AS value, k.count
          FROM (
            SELECT c.value AS given, c.key, coalesce(sum(c.begun - c.ended), 0)::int AS count
            FROM startup_count c
            WHERE c.fact IN ('phase') AND c.grouped_by = 'accessibility' AND c.day <= $2::date
            GROUP BY c.value, c.key
          ) k
        ) n
      )
      SELECT *
      FROM k
      UNION ALL
      SELECT n.value, NULL, n.count - coalesce((SELECT sum(k.count) FROM k WHERE k.given IS NOT DISTINCT FROM n.value), 0)::int
      FROM (
        SELECT nullif(k.key, '')::accessibility AS value, k.count
        FROM (
          SELECT c.key, coalesce(sum(c.begun - c.ended), 0)::int AS count
          FROM startup_count c
          WHERE c.fact IN ('recorded') AND c.grouped_by = 'accessibility' AND c.day <= $2::date
          GROUP BY c.key HAVING sum(c.begun) > sum(c.ended)
        ) k
      ) n
    ) n
    WHERE (n.given = ANY($3::accessibility[]))
    GROUP BY n.value HAVING sum(n.count) > 0
  ) n ON n.value IS NOT DISTINCT
  FROM c.value
  ORDER BY c.place
) f
ORDER BY k.parent, f.place;
