SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM startup s
  WHERE coalesce((SELECT p.name FROM phase p WHERE p.startup_id = s.id AND p.in_force @> $2::date) IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED'), false)
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM startup s
  CROSS JOIN LATERAL (
    SELECT array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') < 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') < 1 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') < 1 THEN 'COACH' END], NULL) AS shortfalls
    FROM membership m
    WHERE m.startup_id = s.id AND m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
  ) t
  WHERE coalesce((SELECT p.name FROM phase p WHERE p.startup_id = s.id AND p.in_force @> $2::date) IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED'), false) AND cardinality(t.shortfalls) = 0
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT r.role::team_role AS "role", count(*)::int AS "count"
  FROM startup s
  CROSS JOIN LATERAL (
    SELECT array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') < 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') < 1 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') < 1 THEN 'COACH' END], NULL) AS shortfalls
    FROM membership m
    WHERE m.startup_id = s.id AND m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
  ) t
  CROSS JOIN unnest(t.shortfalls) AS r(role)
  WHERE coalesce((SELECT p.name FROM phase p WHERE p.startup_id = s.id AND p.in_force @> $2::date) IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED'), false)
  GROUP BY r.role
) s
ORDER BY k.parent, s.count DESC, s.role;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM startup s
  WHERE coalesce((SELECT p.name FROM phase p WHERE p.startup_id = s.id AND p.in_force @> $2::date) IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION') AND $2::date > (SELECT min(p.started_on) FROM phase p WHERE p.startup_id = s.id) + interval '6 months', false)
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM startup s
  WHERE coalesce((SELECT p.name FROM phase p WHERE p.startup_id = s.id AND p.in_force @> $2::date) IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED'), false)
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM startup s
  CROSS JOIN LATERAL (
    SELECT array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') < 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') < 1 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') < 1 THEN 'COACH' END], NULL) AS shortfalls
    FROM membership m
    WHERE m.startup_id = s.id AND m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
  ) t
  WHERE coalesce((SELECT p.name FROM phase p WHERE p.startup_id = s.id AND p.in_force @> $2::date) IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED'), false) AND cardinality(t.shortfalls) = 0
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT r.role::team_role AS "role", count(*)::int AS "count"
  FROM startup s
  CROSS JOIN LATERAL (
    SELECT array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') < 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') < 1 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') < 1 THEN 'COACH' END], NULL) AS shortfalls
    FROM membership m
    WHERE m.startup_id = s.id AND m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
  ) t
  CROSS JOIN unnest(t.shortfalls) AS r(role)
  WHERE coalesce((SELECT p.name FROM phase p WHERE p.startup_id = s.id AND p.in_force @> $2::date) IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED'), false)
  GROUP BY r.role
) s
ORDER BY k.parent, s.count DESC, s.role;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM startup s
  WHERE coalesce((SELECT p.name FROM phase p WHERE p.startup_id = s.id AND p.in_force @> $2::date) IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION') AND $2::date > (SELECT min(p.started_on) FROM phase p WHERE p.startup_id = s.id) + interval '6 months', false)
) s;
