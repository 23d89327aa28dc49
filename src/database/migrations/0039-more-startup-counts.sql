-- More counts that are kept: of topics, technologies, overdue startups, exits and transitions, and those of the facets under a filter by phase,
-- activity or first day (docs/decisions/0079-kept-counts.md). The definitions of 0033 are replaced: a fact may have a value.

DROP VIEW past.startup_count;
DROP FUNCTION wrong_startup_counts(), startup_boundaries(), startup_spans();
DROP TABLE startup_count;

CREATE TABLE startup_count (
  fact text COLLATE "C" NOT NULL,
  grouped_by text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  day date NOT NULL,
  begun integer NOT NULL,
  ended integer NOT NULL,
  PRIMARY KEY (fact, grouped_by, value, key, day)
);
COMMENT ON TABLE startup_count IS 'The numbers of startups for which a fact begins and ends to hold on a day, in all (grouped_by is empty) or by a property (key, empty for the startups without one). Some facts have a value, such as the phase. The startups for which it holds on a day are begun minus ended up to that day.';

CREATE FUNCTION is_incubation_stage(name phase_name) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION');
COMMENT ON FUNCTION is_incubation_stage(phase_name) IS 'Whether a startup in this phase is in incubation.';

CREATE FUNCTION overdue_from(first_day date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (first_day + interval '6 months')::date + 1;
COMMENT ON FUNCTION overdue_from(date) IS 'The day from which a startup that started on a day is overdue, if it is still in incubation.';

-- The tables of this function and the next are those of the search path: the present, or the views of a version of the past.
CREATE FUNCTION startup_facts() RETURNS TABLE (startup_id integer, fact text, value text, days daterange) LANGUAGE sql STABLE ROWS 1000000 AS $$
  SELECT s.id, 'recorded', '', daterange(NULL, NULL) FROM startup s
  UNION ALL
  SELECT m.startup_id, 'methodApplies', '', daterange(NULL, NULL)
  FROM (SELECT startup_id FROM agreement WHERE startup_id IS NOT NULL UNION SELECT startup_id FROM objective) m
  UNION ALL
  SELECT s.id, 'absent', '', daterange(s.absent_since, NULL) FROM startup s WHERE s.absent_since IS NOT NULL
  UNION ALL
  SELECT p.startup_id, 'dated', '', daterange(min(p.started_on), NULL) FROM phase p WHERE p.started_on IS NOT NULL GROUP BY p.startup_id
  UNION ALL
  SELECT s.id, 'started', '',
    daterange((SELECT min(p.started_on) FROM phase p WHERE p.startup_id = s.id), NULL) * daterange(NULL, s.absent_since)
  FROM startup s
  UNION ALL
  SELECT p.startup_id, 'phase', p.name::text, unnest(range_agg(p.in_force)) FROM phase p WHERE p.name IS NOT NULL GROUP BY p.startup_id, p.name
  UNION ALL
  SELECT p.startup_id, 'active', '', unnest(range_agg(p.in_force)) FROM phase p WHERE public.is_active_phase(p.name) GROUP BY p.startup_id
  UNION ALL
  SELECT p.startup_id, 'overdue', '', unnest(range_agg(p.in_force) * datemultirange(daterange(public.overdue_from((
    SELECT f.first_day FROM phase f WHERE f.startup_id = p.startup_id AND f.first_day IS NOT NULL
  )), NULL)))
  FROM phase p
  WHERE public.is_incubation_stage(p.name)
    AND (EXISTS (SELECT FROM agreement g WHERE g.startup_id = p.startup_id) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = p.startup_id))
  GROUP BY p.startup_id
  UNION ALL
  SELECT p.startup_id, 'unknown', '', p.in_force FROM phase p WHERE p.name IS NULL
  UNION ALL
  SELECT u.startup_id, 'unknown', '',
    unnest(datemultirange(daterange(d.since, NULL) * daterange(NULL, u.ended_on) * daterange(NULL, s.absent_since)) - d.in_force)
  FROM phase u JOIN startup s ON s.id = u.startup_id CROSS JOIN LATERAL (
    SELECT max(d.started_on) FILTER (WHERE coalesce(d.started_on < u.ended_on, true)) AS since, range_agg(d.in_force) AS in_force
    FROM phase d WHERE d.startup_id = u.startup_id
  ) d WHERE u.started_on IS NULL
  UNION ALL
  SELECT x.startup_id, 'exit',
    CASE WHEN (SELECT s.absent_since FROM startup s WHERE s.id = x.startup_id) <= x.day THEN 'ABSENT' ELSE coalesce((
      SELECT p.name::text FROM phase p WHERE p.startup_id = x.startup_id AND p.in_force_from <= x.day AND p.in_force_until > x.day
    ), 'UNKNOWN') END,
    daterange(x.day, NULL)
  FROM (
    SELECT p.startup_id, upper(unnest(range_agg(p.in_force))) AS day FROM phase p WHERE public.is_active_phase(p.name) GROUP BY p.startup_id
  ) x WHERE x.day IS NOT NULL
  UNION ALL
  SELECT t.startup_id, 'transition', t.name || ' ' || t.next_name, daterange(upper(t.days), NULL)
  FROM (
    SELECT p.startup_id, p.name, p.days, lead(p.name) OVER following AS next_name, lead(p.days) OVER following AS next_days
    FROM (SELECT startup_id, name, unnest(range_agg(in_force)) AS days FROM phase WHERE name IS NOT NULL GROUP BY startup_id, name) p
    WINDOW following AS (PARTITION BY p.startup_id ORDER BY p.days)
  ) t WHERE lower(t.next_days) = upper(t.days)
$$;
COMMENT ON FUNCTION startup_facts() IS 'The days on which each counted fact holds for a startup, as ranges without a common day. Empty ranges hold on no day. An exit and a transition are events: each has a range from its day on.';

CREATE FUNCTION startup_groups() RETURNS TABLE (startup_id integer, grouped_by text, key text) LANGUAGE sql STABLE ROWS 1000000 AS $$
  SELECT s.id, 'incubator', coalesce(l.entity_id::text, '') FROM startup s LEFT JOIN startup_incubator l ON l.startup_id = s.id
  UNION ALL
  SELECT s.id, 'sponsor', coalesce(l.entity_id::text, '') FROM startup s LEFT JOIN startup_sponsor l ON l.startup_id = s.id
  UNION ALL
  SELECT s.id, 'ministryDomain', coalesce(e.ministry_domain, '')
  FROM startup s
  LEFT JOIN (startup_sponsor l JOIN entity e ON e.id = l.entity_id AND e.ministry_domain IS NOT NULL) ON l.startup_id = s.id
  GROUP BY s.id, e.ministry_domain
  UNION ALL
  SELECT s.id, 'accessibility', coalesce(s.accessibility::text, '') FROM startup s
  UNION ALL
  SELECT s.id, 'decision', coalesce(s.decision::text, '') FROM startup s
  UNION ALL
  SELECT s.id, 'topic', coalesce(public.fold(w.word), '')
  FROM startup s LEFT JOIN LATERAL unnest(s.topics) AS w(word) ON true GROUP BY s.id, public.fold(w.word)
  UNION ALL
  SELECT s.id, 'topicSpelling', w.word FROM startup s CROSS JOIN LATERAL unnest(s.topics) AS w(word)
  UNION ALL
  SELECT s.id, 'technology', coalesce(public.fold(w.word), '')
  FROM startup s LEFT JOIN LATERAL unnest(s.technologies) AS w(word) ON true GROUP BY s.id, public.fold(w.word)
  UNION ALL
  SELECT s.id, 'technologySpelling', w.word FROM startup s CROSS JOIN LATERAL unnest(s.technologies) AS w(word)
$$;
COMMENT ON FUNCTION startup_groups() IS 'The groups of each startup by the properties that counts are kept by. The key of a startup without a value is empty.';

-- Facts by sponsor, topic or technology are only kept for all days: with thousands of keys, their counts by day would have as many rows as the startups.
CREATE FUNCTION startup_boundaries()
RETURNS TABLE (startup_id integer, grouped_startup_id integer, fact text, grouped_by text, value text, key text, day date, begun integer, ended integer)
LANGUAGE sql STABLE ROWS 1000000 AS $$
  SELECT s.startup_id, s.grouped_startup_id, s.fact, s.grouped_by, s.value, s.key, b.day, b.begun, b.ended
  FROM (
    SELECT f.startup_id, f.startup_id AS grouped_startup_id, f.fact, '' AS grouped_by, f.value, '' AS key, f.days FROM public.startup_facts() f
    UNION ALL
    SELECT g.startup_id, g.startup_id, 'recorded', g.grouped_by, '', g.key, daterange(NULL, NULL) FROM public.startup_groups() g
    UNION ALL
    SELECT f.startup_id, g.startup_id, f.fact, g.grouped_by, f.value, g.key, f.days
    FROM public.startup_facts() f JOIN public.startup_groups() g ON g.startup_id = f.startup_id
    WHERE f.fact IN ('dated', 'started', 'phase', 'active') AND g.grouped_by IN ('incubator', 'ministryDomain', 'accessibility', 'decision')
  ) s
  CROSS JOIN LATERAL (VALUES (coalesce(lower(s.days), '-infinity'), 1, 0), (upper(s.days), 0, 1)) b (day, begun, ended)
  WHERE NOT isempty(s.days) AND b.day IS NOT NULL
$$;
COMMENT ON FUNCTION startup_boundaries() IS 'The days on which the facts of startup_facts() begin and cease to hold, in all and by group. A fact without a first day begins at -infinity. Both columns of a startup are equal: a condition on both restricts both sides of the join.';

-- A snapshot of the current version has the counts that are kept; one of an earlier version computes those that it reads.
CREATE VIEW past.startup_count AS
SELECT fact, grouped_by, value, key, day, begun, ended FROM public.startup_count
WHERE public.as_of_version() = (SELECT version FROM public.register)
UNION ALL
SELECT fact, grouped_by, value, key, day, sum(begun)::integer, sum(ended)::integer FROM public.startup_boundaries()
WHERE public.as_of_version() <> (SELECT version FROM public.register) GROUP BY fact, grouped_by, value, key, day;

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

CREATE OR REPLACE FUNCTION keep_startup_counts() RETURNS trigger LANGUAGE plpgsql
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
DECLARE
  present_path text := current_setting('search_path');
  startups integer[];
  before public.startup_count[];
BEGIN
  -- The deferred triggers of phases run first: they write intervals.
  SET CONSTRAINTS ALL IMMEDIATE;
  startups := public.recounted_startups(NEW.version);
  IF startups IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM set_config('search_path', 'past, public', true), set_config('registre.version', OLD.version::text, true);
  SELECT array_agg((fact, grouped_by, value, key, day, begun, ended)::public.startup_count) INTO before FROM (
    SELECT fact, grouped_by, value, key, day, sum(begun)::integer AS begun, sum(ended)::integer AS ended
    FROM public.startup_boundaries() WHERE startup_id = ANY (startups) AND grouped_startup_id = ANY (startups)
    GROUP BY fact, grouped_by, value, key, day
  ) counts;
  PERFORM set_config('search_path', 'public', true);
  INSERT INTO public.startup_count AS kept
  SELECT fact, grouped_by, value, key, day, sum(begun), sum(ended) FROM (
    SELECT fact, grouped_by, value, key, day, begun, ended
    FROM public.startup_boundaries() WHERE startup_id = ANY (startups) AND grouped_startup_id = ANY (startups)
    UNION ALL
    SELECT fact, grouped_by, value, key, day, - begun, - ended FROM unnest(before)
  ) change
  GROUP BY fact, grouped_by, value, key, day HAVING sum(begun) <> 0 OR sum(ended) <> 0 ORDER BY fact, grouped_by, value, key, day
  ON CONFLICT (fact, grouped_by, value, key, day) DO UPDATE SET begun = kept.begun + excluded.begun, ended = kept.ended + excluded.ended;
  PERFORM set_config('search_path', present_path, true);
  RETURN NULL;
END $$;

CREATE FUNCTION wrong_startup_counts() RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT count(*) FROM (SELECT * FROM public.startup_count WHERE begun <> 0 OR ended <> 0) kept
  FULL JOIN (
    SELECT fact, grouped_by, value, key, day, sum(begun) AS begun, sum(ended) AS ended
    FROM public.startup_boundaries() GROUP BY fact, grouped_by, value, key, day
  ) counted USING (fact, grouped_by, value, key, day)
  WHERE (kept.begun, kept.ended) IS DISTINCT FROM (counted.begun, counted.ended)
$$;
COMMENT ON FUNCTION wrong_startup_counts() IS 'The number of counts of startup_count that differ from the rows of the present. fill_startup_counts() corrects them.';

CREATE OR REPLACE PROCEDURE fill_startup_counts() LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM public.register FOR UPDATE;
  DELETE FROM public.startup_count;
  INSERT INTO public.startup_count SELECT fact, grouped_by, value, key, day, sum(begun), sum(ended)
  FROM public.startup_boundaries() GROUP BY fact, grouped_by, value, key, day ORDER BY fact, grouped_by, value, key, day;
END $$;

CALL fill_startup_counts();
