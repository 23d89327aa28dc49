SELECT s.fact, s.key AS key, s.period, s.begun, s.ended
FROM (
  SELECT c.fact, NULL AS key, width_bucket(c.day, $1::date[]) AS period, sum(c.begun)::int AS begun, sum(c.ended)::int AS ended
  FROM startup_count c
  WHERE c.fact IN ('started', 'active', 'absent', 'unknown') AND c.grouped_by = '' AND c.day <= $2::date
  GROUP BY 1, 2, 3
) s
WHERE s.begun > 0 OR s.ended > 0
ORDER BY s.key, s.fact, s.period;

SELECT s.fact, s.key AS key, s.period, s.begun, s.ended
FROM (
  SELECT c.fact, c.value AS key, width_bucket(c.day, $1::date[]) AS period, sum(c.begun)::int AS begun, sum(c.ended)::int AS ended
  FROM startup_count c
  WHERE c.fact IN ('exit') AND c.grouped_by = '' AND c.day <= $2::date
  GROUP BY 1, 2, 3
) s
WHERE s.begun > 0 OR s.ended > 0
ORDER BY s.key, s.fact, s.period;

SELECT s.fact, s.key AS key, s.period, s.begun, s.ended
FROM (
  SELECT c.fact, c.value AS key, width_bucket(c.day, $1::date[]) AS period, sum(c.begun)::int AS begun, sum(c.ended)::int AS ended
  FROM startup_count c
  WHERE c.fact IN ('phase') AND c.grouped_by = '' AND c.day <= $2::date
  GROUP BY 1, 2, 3
) s
WHERE s.begun > 0 OR s.ended > 0
ORDER BY s.key, s.fact, s.period;

SELECT s.fact, s.key AS key, s.period, s.begun, s.ended
FROM (
  SELECT c.fact, c.value AS key, width_bucket(c.day, $1::date[]) AS period, sum(c.begun)::int AS begun, sum(c.ended)::int AS ended
  FROM startup_count c
  WHERE c.fact IN ('transition') AND c.grouped_by = '' AND c.day <= $2::date
  GROUP BY 1, 2, 3
) s
WHERE s.begun > 0 OR s.ended > 0
ORDER BY string_to_array(s.key, ' ')::phase_name[], s.fact, s.period;

SELECT width_bucket(p.ended_on, $1::date[]) AS period, p.name AS phase, NULL AS key, count(*)::int AS count, percentile_cont(0.5) WITHIN GROUP (ORDER BY p.days) AS "medianDays"
FROM phase p
WHERE p.name IS NOT NULL AND p.days IS NOT NULL AND p.ended_on BETWEEN $2::date AND $3::date
GROUP BY 1, 2, 3
ORDER BY 1, 2;

SELECT s.fact, e.id AS key, s.period, s.begun, s.ended
FROM (
  SELECT c.fact, c.key AS key, width_bucket(c.day, $1::date[]) AS period, sum(c.begun)::int AS begun, sum(c.ended)::int AS ended
  FROM startup_count c
  WHERE c.fact IN ('started', 'active') AND c.grouped_by = 'incubator' AND c.day <= $2::date
  GROUP BY 1, 2, 3
) s
JOIN entity e ON e.id = nullif(s.key, '')::int
WHERE s.begun > 0 OR s.ended > 0
ORDER BY e.slug, s.fact, s.period;

SELECT s.fact, s.key AS key, s.period, s.begun, s.ended
FROM (
  SELECT c.fact, c.key AS key, width_bucket(c.day, $1::date[]) AS period, sum(c.begun)::int AS begun, sum(c.ended)::int AS ended
  FROM startup_count c
  WHERE c.fact IN ('started', 'active') AND c.grouped_by = 'ministryDomain' AND c.key <> '' AND c.day <= $2::date
  GROUP BY 1, 2, 3
) s
WHERE s.begun > 0 OR s.ended > 0
ORDER BY s.key, s.fact, s.period;

WITH span AS (SELECT startup_id, value::phase_name AS name, days FROM startup_facts() WHERE fact = 'phase')
SELECT width_bucket(lower(t.days), $1::date[]) AS period, f.name AS "from", t.name AS "to", percentile_cont(0.5) WITHIN GROUP (ORDER BY upper(f.days) - lower(f.days)) AS "medianDays"
FROM span f
JOIN span t ON t.startup_id = f.startup_id AND lower(t.days) = upper(f.days)
WHERE NOT isempty(f.days) AND NOT isempty(t.days) AND lower(t.days) BETWEEN $2::date AND $3::date
GROUP BY 1, 2, 3;

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
