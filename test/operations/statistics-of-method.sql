SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT coalesce(sum(c.begun - c.ended), 0)::int AS "value"
  FROM startup_count c
  WHERE c.fact IN ('active') AND c.grouped_by = '' AND c.day <= $2::date
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM startup s
  CROSS JOIN LATERAL (
    SELECT (EXISTS (SELECT FROM agreement g WHERE g.startup_id = s.id) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = s.id)) AS "methodApplies", array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') < 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') < 1 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') < 1 THEN 'COACH' END], NULL) AS shortfalls
    FROM membership m
    WHERE m.startup_id = s.id AND m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
  ) t
  WHERE EXISTS (
    SELECT
    FROM phase p
    WHERE p.startup_id = s.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')
  ) AND t."methodApplies" AND cardinality(t.shortfalls) = 0
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT r.role::team_role AS "value", ('{"INTRAPRENEUR":"Intrapreneur","DEVELOPER":"Développeur","COACH":"Coach","OTHER":"Autre"}'::jsonb ->> (r.role)::text) AS "label", count(*)::int AS "count"
  FROM startup s
  CROSS JOIN LATERAL (
    SELECT (EXISTS (SELECT FROM agreement g WHERE g.startup_id = s.id) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = s.id)) AS "methodApplies", array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') < 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') < 1 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') < 1 THEN 'COACH' END], NULL) AS shortfalls
    FROM membership m
    WHERE m.startup_id = s.id AND m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
  ) t
  CROSS JOIN unnest(t.shortfalls) AS r(role)
  WHERE EXISTS (
    SELECT
    FROM phase p
    WHERE p.startup_id = s.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')
  ) AND t."methodApplies"
  GROUP BY r.role
) s
ORDER BY k.parent, s.count DESC, s.value;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT coalesce(sum(c.begun - c.ended), 0)::int AS "value"
  FROM startup_count c
  WHERE c.fact IN ('overdue') AND c.grouped_by = '' AND c.day <= $2::date
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT coalesce(sum(c.begun - c.ended), 0)::int AS "value"
  FROM startup_count c
  WHERE c.fact IN ('unknown') AND c.grouped_by = '' AND c.day <= $2::date
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT p.name AS "phase", count(*)::int AS "count", percentile_cont(0.5) WITHIN GROUP (ORDER BY p.days) AS "medianDays"
  FROM phase p
  WHERE p.name IS NOT NULL AND p.ended_on <= $2::date AND p.days IS NOT NULL
  GROUP BY p.name
) s
ORDER BY k.parent, s.phase;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT coalesce(sum(c.begun - c.ended), 0)::int AS "value"
  FROM startup_count c
  WHERE c.fact IN ('active') AND c.grouped_by = '' AND c.day <= $2::date
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM startup s
  CROSS JOIN LATERAL (
    SELECT (EXISTS (SELECT FROM agreement g WHERE g.startup_id = s.id) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = s.id)) AS "methodApplies", array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') < 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') < 1 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') < 1 THEN 'COACH' END], NULL) AS shortfalls
    FROM membership m
    WHERE m.startup_id = s.id AND m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
  ) t
  WHERE EXISTS (
    SELECT
    FROM phase p
    WHERE p.startup_id = s.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')
  ) AND t."methodApplies" AND cardinality(t.shortfalls) = 0
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT r.role::team_role AS "value", ('{"INTRAPRENEUR":"Intrapreneur","DEVELOPER":"Développeur","COACH":"Coach","OTHER":"Autre"}'::jsonb ->> (r.role)::text) AS "label", count(*)::int AS "count"
  FROM startup s
  CROSS JOIN LATERAL (
    SELECT (EXISTS (SELECT FROM agreement g WHERE g.startup_id = s.id) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = s.id)) AS "methodApplies", array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') < 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') < 1 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') < 1 THEN 'COACH' END], NULL) AS shortfalls
    FROM membership m
    WHERE m.startup_id = s.id AND m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
  ) t
  CROSS JOIN unnest(t.shortfalls) AS r(role)
  WHERE EXISTS (
    SELECT
    FROM phase p
    WHERE p.startup_id = s.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')
  ) AND t."methodApplies"
  GROUP BY r.role
) s
ORDER BY k.parent, s.count DESC, s.value;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT coalesce(sum(c.begun - c.ended), 0)::int AS "value"
  FROM startup_count c
  WHERE c.fact IN ('overdue') AND c.grouped_by = '' AND c.day <= $2::date
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT coalesce(sum(c.begun - c.ended), 0)::int AS "value"
  FROM startup_count c
  WHERE c.fact IN ('unknown') AND c.grouped_by = '' AND c.day <= $2::date
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT p.name AS "phase", count(*)::int AS "count", percentile_cont(0.5) WITHIN GROUP (ORDER BY p.days) AS "medianDays"
  FROM phase p
  WHERE p.name IS NOT NULL AND p.ended_on <= $2::date AND p.days IS NOT NULL
  GROUP BY p.name
) s
ORDER BY k.parent, s.phase;
