SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM startup s
  WHERE (NOT coalesce(s.absent_since <= $2::date, false) AND coalesce((SELECT min(p.started_on) FROM phase p WHERE p.startup_id = s.id) <= $2::date, true))
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
  SELECT p.name AS "value", ('{"INVESTIGATION":"Investigation","CONSTRUCTION":"Construction","ACCELERATION":"Accélération","CONSOLIDATION":"Consolidation","REINTEGRATION":"Ré-intégration","OPERATED":"Opéré","TRANSFERRED":"Transféré","ABANDONED":"Abandonné","ABANDONED_AT_INVESTIGATION":"Investigation non concluante"}'::jsonb ->> (p.name)::text) AS "label", count(*)::int AS "count"
  FROM (
    SELECT (SELECT p.name FROM phase p WHERE p.startup_id = s.id AND p.in_force @> $2::date) AS name
    FROM startup s
  ) p
  WHERE p.name IS NOT NULL
  GROUP BY p.name
) s
ORDER BY k.parent, s.value;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM startup s
  WHERE (NOT coalesce(s.absent_since <= $2::date, false) AND coalesce((SELECT min(p.started_on) FROM phase p WHERE p.startup_id = s.id) <= $2::date, true))
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
  SELECT p.name AS "value", ('{"INVESTIGATION":"Investigation","CONSTRUCTION":"Construction","ACCELERATION":"Accélération","CONSOLIDATION":"Consolidation","REINTEGRATION":"Ré-intégration","OPERATED":"Opéré","TRANSFERRED":"Transféré","ABANDONED":"Abandonné","ABANDONED_AT_INVESTIGATION":"Investigation non concluante"}'::jsonb ->> (p.name)::text) AS "label", count(*)::int AS "count"
  FROM (
    SELECT (SELECT p.name FROM phase p WHERE p.startup_id = s.id AND p.in_force @> $2::date) AS name
    FROM startup s
  ) p
  WHERE p.name IS NOT NULL
  GROUP BY p.name
) s
ORDER BY k.parent, s.value;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM startup s
  WHERE (NOT coalesce(s.absent_since <= $2::date, false) AND coalesce((SELECT min(p.started_on) FROM phase p WHERE p.startup_id = s.id) <= $2::date, true))
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
  SELECT p.name AS "value", ('{"INVESTIGATION":"Investigation","CONSTRUCTION":"Construction","ACCELERATION":"Accélération","CONSOLIDATION":"Consolidation","REINTEGRATION":"Ré-intégration","OPERATED":"Opéré","TRANSFERRED":"Transféré","ABANDONED":"Abandonné","ABANDONED_AT_INVESTIGATION":"Investigation non concluante"}'::jsonb ->> (p.name)::text) AS "label", count(*)::int AS "count"
  FROM (
    SELECT (SELECT p.name FROM phase p WHERE p.startup_id = s.id AND p.in_force @> $2::date) AS name
    FROM startup s
  ) p
  WHERE p.name IS NOT NULL
  GROUP BY p.name
) s
ORDER BY k.parent, s.value;
