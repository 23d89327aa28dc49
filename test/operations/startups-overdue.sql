SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND (CASE WHEN (EXISTS (SELECT FROM agreement g WHERE g.startup_id = t.id) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = t.id)) THEN EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION')) AND $2::date > (SELECT p.first_day FROM phase p WHERE p.startup_id = t.id AND p.first_day IS NOT NULL) + interval '6 months' END) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
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
        WHERE c.fact IN ('unknown') AND c.grouped_by = '' AND c.day <= $1::date
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
        WHERE c.fact IN ('overdue') AND c.grouped_by = '' AND c.day <= $1::date
      ) AS meeting, (
        SELECT coalesce(sum(c.begun - c.ended), 0)::int
        FROM startup_count c
        WHERE c.fact IN ('methodApplies') AND c.grouped_by = '' AND c.day <= $1::date
      ) AS total
    ) n
    CROSS JOIN (VALUES (true), (false)) b(value)
    UNION ALL
    SELECT NULL, (
      SELECT coalesce(sum(c.begun - c.ended), 0)::int
      FROM startup_count c
      WHERE c.fact IN ('recorded') AND c.grouped_by = '' AND c.day <= $1::date
    ) - (
      SELECT coalesce(sum(c.begun - c.ended), 0)::int
      FROM startup_count c
      WHERE c.fact IN ('methodApplies') AND c.grouped_by = '' AND c.day <= $1::date
    )
  ) n(value, count)
  WHERE (NOT n.value)
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT CASE WHEN p.name IS NOT NULL THEN p.name::text WHEN EXISTS (SELECT FROM phase b WHERE b.startup_id = i.id) THEN 'UNKNOWN_PHASE' ELSE 'NO_PHASE' END AS "phase", array_remove(ARRAY[CASE WHEN EXISTS (SELECT FROM objective o WHERE o.startup_id = i.id) THEN 'OBJECTIVES' END, CASE WHEN EXISTS (SELECT FROM service_startup l JOIN satisfaction_survey q ON q.service_id = l.service_id WHERE l.startup_id = i.id AND q.surveyed_on >= coalesce((SELECT max(p.started_on) FROM phase p WHERE p.startup_id = i.id AND p.name = 'CONSTRUCTION'), '-infinity')) THEN 'SURVEY' END, CASE WHEN EXISTS (SELECT FROM scale_plan c WHERE c.startup_id = i.id) THEN 'SCALE_PLAN' END, CASE WHEN coalesce((SELECT e.id FROM agreement g JOIN entity e ON e.id = g.administration_id WHERE g.startup_id = i.id AND e.kind NOT IN ('SUPPLIER', 'COMMUNITY', 'INCUBATOR') AND (e.closed_on IS NULL OR e.closed_on > $2::date) ORDER BY g.signed_on DESC, g.id DESC LIMIT 1), (SELECT min(e.id) FROM startup_sponsor l JOIN entity e ON e.id = l.entity_id WHERE l.startup_id = i.id AND e.kind NOT IN ('SUPPLIER', 'COMMUNITY', 'INCUBATOR') AND (e.closed_on IS NULL OR e.closed_on > $2::date) HAVING count(*) = 1)) IS NOT NULL THEN 'RECEIVING_ADMINISTRATION' END], NULL) AS "met"
  FROM startup i
  LEFT JOIN LATERAL (SELECT p.id, p.name, p.started_on FROM phase p WHERE p.startup_id = i.id AND upper_inf(p.in_force)) p ON true
  WHERE i.id = k.parent
) s;

SELECT t.id AS "$parent", (
  SELECT p.name
  FROM phase p
  WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date
) AS "value"
FROM startup t
WHERE t.id = ANY($2::int[]);

SELECT t.id AS "$parent", CASE WHEN (EXISTS (SELECT FROM agreement g WHERE g.startup_id = t.id) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = t.id)) THEN EXISTS (
  SELECT
  FROM phase p
  WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION')
) AND $1::date > (SELECT p.first_day FROM phase p WHERE p.startup_id = t.id AND p.first_day IS NOT NULL) + interval '6 months' END AS "value"
FROM startup t
WHERE t.id = ANY($2::int[]);

SELECT k.parent AS "$parent", p."key", p."startupKey", p."position", p."statement", p."on", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT t.id AS "key", t.startup_id AS "startupKey", t.position AS "position", t.statement AS "statement", t.recorded_on AS "on", ARRAY[(t.position)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.position ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM objective t
    WHERE t.startup_id = k.parent AND true AND true
    ORDER BY t.position ASC, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";
