SELECT k.parent AS "$parent", (
  SELECT coalesce(sum(n.count), 0)::int
  FROM (
    SELECT c.value AS given, coalesce(sum(c.begun - c.ended), 0)::int AS count
    FROM startup_count c
    WHERE c.fact IN ('phase') AND c.grouped_by = '' AND c.day <= $1::date
    GROUP BY c.value HAVING sum(c.begun) > sum(c.ended)
  ) n(value, count)
  WHERE (n.value::text = ANY($2::text[]))
) AS count
FROM unnest($3::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND (EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name = ANY($3::phase_name[]))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $4
  ) t
) p
ORDER BY k.parent, p."$row";

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
  WHERE (NOT n.value)
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT t.id AS "$parent", (
  SELECT p.name
  FROM phase p
  WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date
) AS "value"
FROM startup t
WHERE t.id = ANY($2::int[]);
