SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM startup s
  WHERE (NOT coalesce(s.absent_since <= $2::date, false) AND coalesce((SELECT p.first_day FROM phase p WHERE p.startup_id = s.id AND p.first_day IS NOT NULL) <= $2::date, true))
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM startup s
  WHERE EXISTS (
    SELECT
    FROM phase p
    WHERE p.startup_id = s.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')
  )
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT n.name AS "value", ('{"INVESTIGATION":"Investigation","CONSTRUCTION":"Construction","ACCELERATION":"Accélération","CONSOLIDATION":"Consolidation","REINTEGRATION":"Ré-intégration","OPERATED":"Opéré","TRANSFERRED":"Transféré","ABANDONED":"Abandonné","ABANDONED_AT_INVESTIGATION":"Investigation non concluante"}'::jsonb ->> (n.name)::text) AS "label", coalesce(p.count, 0) AS "count"
  FROM unnest(array_append(enum_range(NULL::phase_name), NULL)) n(name)
  LEFT JOIN (
    SELECT (
      SELECT p.name
      FROM phase p
      WHERE p.startup_id = s.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date
    ) AS name, count(*)::int AS count
    FROM startup s
    WHERE (NOT coalesce(s.absent_since <= $2::date, false) AND coalesce((SELECT p.first_day FROM phase p WHERE p.startup_id = s.id AND p.first_day IS NOT NULL) <= $2::date, true))
    GROUP BY 1
  ) p ON p.name IS NOT DISTINCT
  FROM n.name
) s
ORDER BY k.parent, s.value;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM startup s
  WHERE (NOT coalesce(s.absent_since <= $2::date, false) AND coalesce((SELECT p.first_day FROM phase p WHERE p.startup_id = s.id AND p.first_day IS NOT NULL) <= $2::date, true))
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM startup s
  WHERE EXISTS (
    SELECT
    FROM phase p
    WHERE p.startup_id = s.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')
  )
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT n.name AS "value", ('{"INVESTIGATION":"Investigation","CONSTRUCTION":"Construction","ACCELERATION":"Accélération","CONSOLIDATION":"Consolidation","REINTEGRATION":"Ré-intégration","OPERATED":"Opéré","TRANSFERRED":"Transféré","ABANDONED":"Abandonné","ABANDONED_AT_INVESTIGATION":"Investigation non concluante"}'::jsonb ->> (n.name)::text) AS "label", coalesce(p.count, 0) AS "count"
  FROM unnest(array_append(enum_range(NULL::phase_name), NULL)) n(name)
  LEFT JOIN (
    SELECT (
      SELECT p.name
      FROM phase p
      WHERE p.startup_id = s.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date
    ) AS name, count(*)::int AS count
    FROM startup s
    WHERE (NOT coalesce(s.absent_since <= $2::date, false) AND coalesce((SELECT p.first_day FROM phase p WHERE p.startup_id = s.id AND p.first_day IS NOT NULL) <= $2::date, true))
    GROUP BY 1
  ) p ON p.name IS NOT DISTINCT
  FROM n.name
) s
ORDER BY k.parent, s.value;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM startup s
  WHERE (NOT coalesce(s.absent_since <= $2::date, false) AND coalesce((SELECT p.first_day FROM phase p WHERE p.startup_id = s.id AND p.first_day IS NOT NULL) <= $2::date, true))
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM startup s
  WHERE EXISTS (
    SELECT
    FROM phase p
    WHERE p.startup_id = s.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')
  )
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT n.name AS "value", ('{"INVESTIGATION":"Investigation","CONSTRUCTION":"Construction","ACCELERATION":"Accélération","CONSOLIDATION":"Consolidation","REINTEGRATION":"Ré-intégration","OPERATED":"Opéré","TRANSFERRED":"Transféré","ABANDONED":"Abandonné","ABANDONED_AT_INVESTIGATION":"Investigation non concluante"}'::jsonb ->> (n.name)::text) AS "label", coalesce(p.count, 0) AS "count"
  FROM unnest(array_append(enum_range(NULL::phase_name), NULL)) n(name)
  LEFT JOIN (
    SELECT (
      SELECT p.name
      FROM phase p
      WHERE p.startup_id = s.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date
    ) AS name, count(*)::int AS count
    FROM startup s
    WHERE (NOT coalesce(s.absent_since <= $2::date, false) AND coalesce((SELECT p.first_day FROM phase p WHERE p.startup_id = s.id AND p.first_day IS NOT NULL) <= $2::date, true))
    GROUP BY 1
  ) p ON p.name IS NOT DISTINCT
  FROM n.name
) s
ORDER BY k.parent, s.value;
