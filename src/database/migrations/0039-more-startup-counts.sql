-- More counts that are kept: of topics and technologies, of overdue startups, of the exits by outcome and the transitions of phases
-- (docs/decisions/0079-kept-counts.md).

CREATE FUNCTION is_incubation_stage(name phase_name) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION');
COMMENT ON FUNCTION is_incubation_stage(phase_name) IS 'Whether a startup in this phase is in incubation.';

CREATE FUNCTION overdue_from(first_day date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (first_day + interval '6 months')::date + 1;
COMMENT ON FUNCTION overdue_from(date) IS 'The day from which a startup that started on a day is overdue, if it is still in incubation.';

CREATE OR REPLACE FUNCTION startup_spans() RETURNS TABLE (startup_id integer, fact text, grouped_by text, key text, days daterange) LANGUAGE sql STABLE ROWS 1000000 AS $$
  SELECT s.id, 'recorded', '', '', daterange(NULL, NULL) FROM startup s
  UNION ALL
  SELECT s.id, 'recorded', 'incubator', coalesce(l.entity_id::text, ''), daterange(NULL, NULL)
  FROM startup s LEFT JOIN startup_incubator l ON l.startup_id = s.id
  UNION ALL
  SELECT s.id, 'recorded', 'sponsor', coalesce(l.entity_id::text, ''), daterange(NULL, NULL)
  FROM startup s LEFT JOIN startup_sponsor l ON l.startup_id = s.id
  UNION ALL
  SELECT s.id, 'recorded', 'ministryDomain', coalesce(e.ministry_domain, ''), daterange(NULL, NULL)
  FROM startup s
  LEFT JOIN (startup_sponsor l JOIN entity e ON e.id = l.entity_id AND e.ministry_domain IS NOT NULL) ON l.startup_id = s.id
  GROUP BY s.id, e.ministry_domain
  UNION ALL
  SELECT s.id, 'recorded', 'accessibility', coalesce(s.accessibility::text, ''), daterange(NULL, NULL) FROM startup s
  UNION ALL
  SELECT s.id, 'recorded', 'decision', coalesce(s.decision::text, ''), daterange(NULL, NULL) FROM startup s
  UNION ALL
  SELECT s.id, 'absent', '', '', daterange(s.absent_since, NULL) FROM startup s WHERE s.absent_since IS NOT NULL
  UNION ALL
  SELECT p.startup_id, 'dated', '', '', daterange(min(p.started_on), NULL)
  FROM phase p WHERE p.started_on IS NOT NULL GROUP BY p.startup_id
  UNION ALL
  SELECT s.id, 'started', '', '',
    daterange((SELECT min(p.started_on) FROM phase p WHERE p.startup_id = s.id), NULL) * daterange(NULL, s.absent_since)
  FROM startup s
  UNION ALL
  SELECT l.startup_id, 'started', 'incubator', l.entity_id::text,
    daterange((SELECT min(p.started_on) FROM phase p WHERE p.startup_id = s.id), NULL) * daterange(NULL, s.absent_since)
  FROM startup_incubator l JOIN startup s ON s.id = l.startup_id
  UNION ALL
  SELECT l.startup_id, 'started', 'ministryDomain', e.ministry_domain,
    daterange((SELECT min(p.started_on) FROM phase p WHERE p.startup_id = l.startup_id), NULL) * daterange(NULL, s.absent_since)
  FROM startup_sponsor l JOIN entity e ON e.id = l.entity_id JOIN startup s ON s.id = l.startup_id
  WHERE e.ministry_domain IS NOT NULL GROUP BY l.startup_id, e.ministry_domain, s.absent_since
  UNION ALL
  SELECT p.startup_id, 'phase', 'phase', p.name::text, unnest(range_agg(p.in_force))
  FROM phase p WHERE p.name IS NOT NULL GROUP BY p.startup_id, p.name
  UNION ALL
  SELECT p.startup_id, 'active', '', '', unnest(range_agg(p.in_force)) FROM phase p WHERE public.is_active_phase(p.name) GROUP BY p.startup_id
  UNION ALL
  SELECT l.startup_id, 'active', 'incubator', l.entity_id::text, unnest(range_agg(p.in_force))
  FROM startup_incubator l JOIN phase p ON p.startup_id = l.startup_id WHERE public.is_active_phase(p.name) GROUP BY l.startup_id, l.entity_id
  UNION ALL
  SELECT l.startup_id, 'active', 'ministryDomain', e.ministry_domain, unnest(range_agg(p.in_force))
  FROM startup_sponsor l JOIN entity e ON e.id = l.entity_id JOIN phase p ON p.startup_id = l.startup_id
  WHERE e.ministry_domain IS NOT NULL AND public.is_active_phase(p.name) GROUP BY l.startup_id, e.ministry_domain
  UNION ALL
  SELECT p.startup_id, 'unknown', '', '', p.in_force FROM phase p WHERE p.name IS NULL
  UNION ALL
  SELECT u.startup_id, 'unknown', '', '',
    unnest(datemultirange(daterange(d.since, NULL) * daterange(NULL, u.ended_on) * daterange(NULL, s.absent_since)) - d.in_force)
  FROM phase u JOIN startup s ON s.id = u.startup_id CROSS JOIN LATERAL (
    SELECT max(d.started_on) FILTER (WHERE coalesce(d.started_on < u.ended_on, true)) AS since, range_agg(d.in_force) AS in_force
    FROM phase d WHERE d.startup_id = u.startup_id
  ) d WHERE u.started_on IS NULL
  UNION ALL
  SELECT s.id, 'recorded', 'topic', coalesce(public.fold(w.word), ''), daterange(NULL, NULL)
  FROM startup s LEFT JOIN LATERAL unnest(s.topics) AS w(word) ON true GROUP BY s.id, public.fold(w.word)
  UNION ALL
  SELECT s.id, 'recorded', 'topicSpelling', w.word, daterange(NULL, NULL) FROM startup s CROSS JOIN LATERAL unnest(s.topics) AS w(word)
  UNION ALL
  SELECT s.id, 'recorded', 'technology', coalesce(public.fold(w.word), ''), daterange(NULL, NULL)
  FROM startup s LEFT JOIN LATERAL unnest(s.technologies) AS w(word) ON true GROUP BY s.id, public.fold(w.word)
  UNION ALL
  SELECT s.id, 'recorded', 'technologySpelling', w.word, daterange(NULL, NULL) FROM startup s CROSS JOIN LATERAL unnest(s.technologies) AS w(word)
  UNION ALL
  SELECT m.startup_id, 'methodApplies', '', '', daterange(NULL, NULL)
  FROM (SELECT startup_id FROM agreement WHERE startup_id IS NOT NULL UNION SELECT startup_id FROM objective) m
  UNION ALL
  SELECT p.startup_id, 'overdue', '', '', unnest(range_agg(p.in_force) * datemultirange(daterange(public.overdue_from(f.first_day), NULL)))
  FROM phase p JOIN phase f ON f.startup_id = p.startup_id AND f.first_day IS NOT NULL
  WHERE public.is_incubation_stage(p.name)
    AND (EXISTS (SELECT FROM agreement g WHERE g.startup_id = p.startup_id) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = p.startup_id))
  GROUP BY p.startup_id, f.first_day
  UNION ALL
  SELECT x.startup_id, 'exit', 'outcome',
    CASE WHEN s.absent_since <= x.day THEN 'ABSENT' ELSE coalesce((
      SELECT p.name::text FROM phase p WHERE p.startup_id = x.startup_id AND p.in_force_from <= x.day AND p.in_force_until > x.day
    ), 'UNKNOWN') END,
    daterange(x.day, NULL)
  FROM (
    SELECT p.startup_id, upper(unnest(range_agg(p.in_force))) AS day FROM phase p WHERE public.is_active_phase(p.name) GROUP BY p.startup_id
  ) x JOIN startup s ON s.id = x.startup_id WHERE x.day IS NOT NULL
  UNION ALL
  SELECT t.startup_id, 'transition', 'phases', t.name || ' ' || t.next_name, daterange(upper(t.days), NULL)
  FROM (
    SELECT p.startup_id, p.name, p.days, lead(p.name) OVER following AS next_name, lead(p.days) OVER following AS next_days
    FROM (SELECT startup_id, name, unnest(range_agg(in_force)) AS days FROM phase WHERE name IS NOT NULL GROUP BY startup_id, name) p
    WINDOW following AS (PARTITION BY p.startup_id ORDER BY p.days)
  ) t WHERE lower(t.next_days) = upper(t.days)
$$;
COMMENT ON FUNCTION startup_spans() IS 'The days on which each counted fact holds for a startup, as ranges without a common day. Empty ranges hold on no day. An exit and a transition are events: each has a range from its day on.';

CREATE OR REPLACE FUNCTION recounted_startups(changed_version integer) RETURNS integer[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  startups integer[];
BEGIN
  WITH domain AS (
    SELECT id FROM history.entity WHERE valid_from = changed_version OR valid_to = changed_version AND valid_to < 2147483647
    GROUP BY id, ministry_domain HAVING count(*) = 1
  )
  SELECT array_agg(DISTINCT id) INTO startups FROM (
    SELECT id FROM history.startup WHERE valid_from = changed_version OR valid_to = changed_version AND valid_to < 2147483647
    GROUP BY id, absent_since, accessibility, decision, topics, technologies HAVING count(*) = 1
    UNION ALL
    SELECT startup_id FROM history.phase
    WHERE valid_from = changed_version OR valid_to = changed_version AND valid_to < 2147483647
    UNION ALL
    SELECT startup_id FROM history.startup_incubator
    WHERE valid_from = changed_version OR valid_to = changed_version AND valid_to < 2147483647
    UNION ALL
    SELECT startup_id FROM history.startup_sponsor
    WHERE valid_from = changed_version OR valid_to = changed_version AND valid_to < 2147483647
    UNION ALL
    SELECT startup_id FROM history.agreement
    WHERE startup_id IS NOT NULL AND (valid_from = changed_version OR valid_to = changed_version AND valid_to < 2147483647)
    UNION ALL
    SELECT startup_id FROM history.objective
    WHERE valid_from = changed_version OR valid_to = changed_version AND valid_to < 2147483647
    UNION ALL
    SELECT l.startup_id FROM domain d JOIN history.startup_sponsor l ON l.entity_id = d.id AND l.valid_to = 2147483647
  ) changed;
  RETURN startups;
END $$;

CALL fill_startup_counts();
