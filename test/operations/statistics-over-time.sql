SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT coalesce(sum(c.begun - c.ended), 0)::int AS "value"
  FROM startup_count c
  WHERE c.fact IN ('started') AND c.grouped_by = '' AND c.day <= $2::date
) s;

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
  SELECT n.name AS "value", ('{"INVESTIGATION":"Investigation","CONSTRUCTION":"Construction","ACCELERATION":"Accélération","CONSOLIDATION":"Consolidation","REINTEGRATION":"Ré-intégration","OPERATED":"Opéré","TRANSFERRED":"Transféré","ABANDONED":"Abandonné","ABANDONED_AT_INVESTIGATION":"Investigation non concluante"}'::jsonb ->> (n.name)::text) AS "label", coalesce(p.count, 0) AS "count"
  FROM unnest(array_append(enum_range(NULL::phase_name), NULL)) n(name)
  LEFT JOIN (
    WITH k AS (
      SELECT c.value AS given, coalesce(sum(c.begun - c.ended), 0)::int AS count
      FROM startup_count c
      WHERE c.fact IN ('phase') AND c.grouped_by = '' AND c.day <= $2::date
      GROUP BY c.value HAVING sum(c.begun) > sum(c.ended)
    )
    SELECT k.given::phase_name AS value, k.count
    FROM k
    UNION ALL
    SELECT NULL, (
      SELECT coalesce(sum(c.begun - c.ended), 0)::int
      FROM startup_count c
      WHERE c.fact IN ('started') AND c.grouped_by = '' AND c.day <= $2::date
    ) - coalesce((SELECT sum(k.count) FROM k), 0)::int
  ) p ON p.value IS NOT DISTINCT
  FROM n.name
) s
ORDER BY k.parent, s.value;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT coalesce(sum(c.begun - c.ended), 0)::int AS "value"
  FROM startup_count c
  WHERE c.fact IN ('started') AND c.grouped_by = '' AND c.day <= $2::date
) s;

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
  SELECT n.name AS "value", ('{"INVESTIGATION":"Investigation","CONSTRUCTION":"Construction","ACCELERATION":"Accélération","CONSOLIDATION":"Consolidation","REINTEGRATION":"Ré-intégration","OPERATED":"Opéré","TRANSFERRED":"Transféré","ABANDONED":"Abandonné","ABANDONED_AT_INVESTIGATION":"Investigation non concluante"}'::jsonb ->> (n.name)::text) AS "label", coalesce(p.count, 0) AS "count"
  FROM unnest(array_append(enum_range(NULL::phase_name), NULL)) n(name)
  LEFT JOIN (
    WITH k AS (
      SELECT c.value AS given, coalesce(sum(c.begun - c.ended), 0)::int AS count
      FROM startup_count c
      WHERE c.fact IN ('phase') AND c.grouped_by = '' AND c.day <= $2::date
      GROUP BY c.value HAVING sum(c.begun) > sum(c.ended)
    )
    SELECT k.given::phase_name AS value, k.count
    FROM k
    UNION ALL
    SELECT NULL, (
      SELECT coalesce(sum(c.begun - c.ended), 0)::int
      FROM startup_count c
      WHERE c.fact IN ('started') AND c.grouped_by = '' AND c.day <= $2::date
    ) - coalesce((SELECT sum(k.count) FROM k), 0)::int
  ) p ON p.value IS NOT DISTINCT
  FROM n.name
) s
ORDER BY k.parent, s.value;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT coalesce(sum(c.begun - c.ended), 0)::int AS "value"
  FROM startup_count c
  WHERE c.fact IN ('started') AND c.grouped_by = '' AND c.day <= $2::date
) s;

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
  SELECT n.name AS "value", ('{"INVESTIGATION":"Investigation","CONSTRUCTION":"Construction","ACCELERATION":"Accélération","CONSOLIDATION":"Consolidation","REINTEGRATION":"Ré-intégration","OPERATED":"Opéré","TRANSFERRED":"Transféré","ABANDONED":"Abandonné","ABANDONED_AT_INVESTIGATION":"Investigation non concluante"}'::jsonb ->> (n.name)::text) AS "label", coalesce(p.count, 0) AS "count"
  FROM unnest(array_append(enum_range(NULL::phase_name), NULL)) n(name)
  LEFT JOIN (
    WITH k AS (
      SELECT c.value AS given, coalesce(sum(c.begun - c.ended), 0)::int AS count
      FROM startup_count c
      WHERE c.fact IN ('phase') AND c.grouped_by = '' AND c.day <= $2::date
      GROUP BY c.value HAVING sum(c.begun) > sum(c.ended)
    )
    SELECT k.given::phase_name AS value, k.count
    FROM k
    UNION ALL
    SELECT NULL, (
      SELECT coalesce(sum(c.begun - c.ended), 0)::int
      FROM startup_count c
      WHERE c.fact IN ('started') AND c.grouped_by = '' AND c.day <= $2::date
    ) - coalesce((SELECT sum(k.count) FROM k), 0)::int
  ) p ON p.value IS NOT DISTINCT
  FROM n.name
) s
ORDER BY k.parent, s.value;
