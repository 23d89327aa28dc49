SELECT s.fact, s.key, width_bucket(b.day, $1::date[]) AS period, sum(b.begun)::int AS begun, sum(b.ended)::int AS ended
FROM (
  SELECT 'startups' AS fact, NULL::text AS key, NULL::text AS tie, x.days
  FROM (
    SELECT s.id AS startup_id, daterange((SELECT p.first_day FROM phase p WHERE p.startup_id = s.id AND p.first_day IS NOT NULL), NULL) * daterange(NULL, s.absent_since) AS days
    FROM startup s
  ) x
  UNION ALL
  SELECT 'activeStartups' AS fact, NULL::text AS key, NULL::text AS tie, x.days
  FROM (
    SELECT p.startup_id, unnest(range_agg(p.in_force)) AS days
    FROM phase p
    WHERE p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')
    GROUP BY p.startup_id
  ) x
  UNION ALL
  SELECT 'absentStartups' AS fact, NULL::text AS key, NULL::text AS tie, x.days
  FROM (
    SELECT s.id AS startup_id, daterange(s.absent_since, NULL) AS days
    FROM startup s
    WHERE s.absent_since IS NOT NULL
  ) x
  UNION ALL
  SELECT 'unknownPhases' AS fact, NULL::text AS key, NULL::text AS tie, x.days
  FROM (
    SELECT p.startup_id, p.in_force AS days
    FROM phase p
    WHERE p.name IS NULL
    UNION ALL
    SELECT u.startup_id, unnest(datemultirange(daterange(d.since, NULL) * daterange(NULL, u.ended_on) * daterange(NULL, s.absent_since)) - d.in_force) AS days
    FROM phase u
    JOIN startup s ON s.id = u.startup_id
    CROSS JOIN LATERAL (
      SELECT max(d.started_on) FILTER (WHERE coalesce(d.started_on < u.ended_on, true)) AS since, range_agg(d.in_force) AS in_force
      FROM phase d
      WHERE d.startup_id = u.startup_id
    ) d
    WHERE u.started_on IS NULL
  ) x
) s
CROSS JOIN LATERAL (VALUES (coalesce(lower(s.days), '-infinity'), 1, 0), (upper(s.days), 0, 1)) b(day, begun, ended)
WHERE NOT isempty(s.days) AND b.day <= $2::date
GROUP BY s.fact, s.key, s.tie, period
ORDER BY s.tie, s.fact, period;

SELECT width_bucket(e.day, $1::date[]) AS period, e.outcome, count(*)::int AS count
FROM (
  SELECT x.day, CASE WHEN s.absent_since <= x.day THEN 'ABSENT' ELSE coalesce((SELECT p.name::text FROM phase p WHERE p.startup_id = s.id AND p.in_force @> x.day), 'UNKNOWN') END AS outcome
  FROM (
    SELECT a.startup_id, upper(a.days) AS day
    FROM (
      SELECT p.startup_id, unnest(range_agg(p.in_force)) AS days
      FROM phase p
      WHERE p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')
      GROUP BY p.startup_id
    ) a
  ) x
  JOIN startup s ON s.id = x.startup_id
) e
WHERE e.day BETWEEN $2::date AND $3::date
GROUP BY 1, 2;

SELECT s.fact, s.key, width_bucket(b.day, $1::date[]) AS period, sum(b.begun)::int AS begun, sum(b.ended)::int AS ended
FROM (
  SELECT 'phase' AS fact, x.name AS key, x.name AS tie, x.days
  FROM (
    SELECT p.startup_id, p.name, unnest(range_agg(p.in_force)) AS days
    FROM phase p
    WHERE p.name IS NOT NULL
    GROUP BY p.startup_id, p.name
  ) x
) s
CROSS JOIN LATERAL (VALUES (coalesce(lower(s.days), '-infinity'), 1, 0), (upper(s.days), 0, 1)) b(day, begun, ended)
WHERE NOT isempty(s.days) AND b.day <= $2::date
GROUP BY s.fact, s.key, s.tie, period
ORDER BY s.tie, s.fact, period;

WITH span AS (
  SELECT p.startup_id, p.name, unnest(range_agg(p.in_force)) AS days
  FROM phase p
  WHERE p.name IS NOT NULL
  GROUP BY p.startup_id, p.name
)
SELECT width_bucket(lower(t.days), $1::date[]) AS period, f.name AS "from", t.name AS "to", count(*)::int AS count, percentile_cont(0.5) WITHIN GROUP (ORDER BY upper(f.days) - lower(f.days)) AS "medianDays"
FROM span f
JOIN span t ON t.startup_id = f.startup_id AND lower(t.days) = upper(f.days)
WHERE NOT isempty(f.days) AND NOT isempty(t.days) AND lower(t.days) BETWEEN $2::date AND $3::date
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3;

SELECT width_bucket(p.ended_on, $1::date[]) AS period, p.name AS phase, NULL AS key, count(*)::int AS count, percentile_cont(0.5) WITHIN GROUP (ORDER BY p.days) AS "medianDays"
FROM phase p
WHERE p.name IS NOT NULL AND p.days IS NOT NULL AND p.ended_on BETWEEN $2::date AND $3::date
GROUP BY 1, 2, 3
ORDER BY 1, 2;

SELECT s.fact, s.key, width_bucket(b.day, $1::date[]) AS period, sum(b.begun)::int AS begun, sum(b.ended)::int AS ended
FROM (
  SELECT 'startups' AS fact, g.key, g.tie, x.days
  FROM (
    SELECT s.id AS startup_id, daterange((SELECT p.first_day FROM phase p WHERE p.startup_id = s.id AND p.first_day IS NOT NULL), NULL) * daterange(NULL, s.absent_since) AS days
    FROM startup s
  ) x
  JOIN (
    SELECT l.startup_id, e.id AS key, e.slug AS tie
    FROM startup_incubator l
    JOIN entity e ON e.id = l.entity_id
  ) g ON g.startup_id = x.startup_id
  UNION ALL
  SELECT 'activeStartups' AS fact, g.key, g.tie, x.days
  FROM (
    SELECT p.startup_id, unnest(range_agg(p.in_force)) AS days
    FROM phase p
    WHERE p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')
    GROUP BY p.startup_id
  ) x
  JOIN (
    SELECT l.startup_id, e.id AS key, e.slug AS tie
    FROM startup_incubator l
    JOIN entity e ON e.id = l.entity_id
  ) g ON g.startup_id = x.startup_id
) s
CROSS JOIN LATERAL (VALUES (coalesce(lower(s.days), '-infinity'), 1, 0), (upper(s.days), 0, 1)) b(day, begun, ended)
WHERE NOT isempty(s.days) AND b.day <= $2::date
GROUP BY s.fact, s.key, s.tie, period
ORDER BY s.tie, s.fact, period;

SELECT s.fact, s.key, width_bucket(b.day, $1::date[]) AS period, sum(b.begun)::int AS begun, sum(b.ended)::int AS ended
FROM (
  SELECT 'startups' AS fact, g.key, g.tie, x.days
  FROM (
    SELECT s.id AS startup_id, daterange((SELECT p.first_day FROM phase p WHERE p.startup_id = s.id AND p.first_day IS NOT NULL), NULL) * daterange(NULL, s.absent_since) AS days
    FROM startup s
  ) x
  JOIN (
    SELECT DISTINCT l.startup_id, e.ministry_domain AS key, e.ministry_domain COLLATE "C" AS tie
    FROM startup_sponsor l
    JOIN entity e ON e.id = l.entity_id
    WHERE e.ministry_domain IS NOT NULL
  ) g ON g.startup_id = x.startup_id
  UNION ALL
  SELECT 'activeStartups' AS fact, g.key, g.tie, x.days
  FROM (
    SELECT p.startup_id, unnest(range_agg(p.in_force)) AS days
    FROM phase p
    WHERE p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')
    GROUP BY p.startup_id
  ) x
  JOIN (
    SELECT DISTINCT l.startup_id, e.ministry_domain AS key, e.ministry_domain COLLATE "C" AS tie
    FROM startup_sponsor l
    JOIN entity e ON e.id = l.entity_id
    WHERE e.ministry_domain IS NOT NULL
  ) g ON g.startup_id = x.startup_id
) s
CROSS JOIN LATERAL (VALUES (coalesce(lower(s.days), '-infinity'), 1, 0), (upper(s.days), 0, 1)) b(day, begun, ended)
WHERE NOT isempty(s.days) AND b.day <= $2::date
GROUP BY s.fact, s.key, s.tie, period
ORDER BY s.tie, s.fact, period;

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);

SELECT width_bucket(p.ended_on, $1::date[]) AS period, p.name AS phase, g.key, count(*)::int AS count, percentile_cont(0.5) WITHIN GROUP (ORDER BY p.days) AS "medianDays"
FROM phase p
JOIN (
  SELECT l.startup_id, e.id AS key, e.slug AS tie
  FROM startup_incubator l
  JOIN entity e ON e.id = l.entity_id
) g ON g.startup_id = p.startup_id
WHERE p.name IS NOT NULL AND p.days IS NOT NULL AND p.ended_on BETWEEN $2::date AND $3::date
GROUP BY 1, 2, 3
ORDER BY 1, 2;

SELECT width_bucket(p.ended_on, $1::date[]) AS period, p.name AS phase, g.key, count(*)::int AS count, percentile_cont(0.5) WITHIN GROUP (ORDER BY p.days) AS "medianDays"
FROM phase p
JOIN (
  SELECT DISTINCT l.startup_id, e.ministry_domain AS key, e.ministry_domain COLLATE "C" AS tie
  FROM startup_sponsor l
  JOIN entity e ON e.id = l.entity_id
  WHERE e.ministry_domain IS NOT NULL
) g ON g.startup_id = p.startup_id
WHERE p.name IS NOT NULL AND p.days IS NOT NULL AND p.ended_on BETWEEN $2::date AND $3::date
GROUP BY 1, 2, 3
ORDER BY 1, 2;
