-- The numbers of startups for which a fact holds, by day: an answer adds up some thousand rows, whatever the number of
-- startups. The end of each change adds what it made begin and end.

CREATE TABLE startup_count (
  fact text COLLATE "C" NOT NULL,
  grouped_by text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  day date NOT NULL,
  begun integer NOT NULL,
  ended integer NOT NULL,
  PRIMARY KEY (fact, grouped_by, key, day)
);
COMMENT ON TABLE startup_count IS 'The numbers of startups for which a fact begins and ends to hold on a day, in all (grouped_by is empty) or by a value (key, empty for the startups without a value). The startups for which it holds on a day are begun minus ended up to that day.';

CREATE FUNCTION is_active_phase(name phase_name) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED');
COMMENT ON FUNCTION is_active_phase(phase_name) IS 'Whether a startup in this phase is active.';

-- The tables are those of the search path: the present, or the views of a version of the past.
CREATE FUNCTION startup_spans() RETURNS TABLE (startup_id integer, fact text, grouped_by text, key text, days daterange) LANGUAGE sql STABLE ROWS 1000000 AS $$
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
$$;
COMMENT ON FUNCTION startup_spans() IS 'The days on which each counted fact holds for a startup, as ranges without a common day. Empty ranges hold on no day.';

CREATE FUNCTION startup_boundaries() RETURNS TABLE (startup_id integer, fact text, grouped_by text, key text, day date, begun integer, ended integer) LANGUAGE sql STABLE ROWS 1000000 AS $$
  SELECT s.startup_id, s.fact, s.grouped_by, s.key, b.day, b.begun, b.ended
  FROM public.startup_spans() s
  CROSS JOIN LATERAL (VALUES (coalesce(lower(s.days), '-infinity'), 1, 0), (upper(s.days), 0, 1)) b (day, begun, ended)
  WHERE NOT isempty(s.days) AND b.day IS NOT NULL
$$;
COMMENT ON FUNCTION startup_boundaries() IS 'The days on which the spans of startup_spans() begin and end. A span without a first day begins at -infinity.';

-- A snapshot of the current version has the counts that are kept; one of an earlier version computes those that it reads.
CREATE VIEW past.startup_count AS
SELECT fact, grouped_by, key, day, begun, ended FROM public.startup_count
WHERE public.as_of_version() = (SELECT version FROM public.register)
UNION ALL
SELECT fact, grouped_by, key, day, sum(begun)::integer, sum(ended)::integer FROM public.startup_boundaries()
WHERE public.as_of_version() <> (SELECT version FROM public.register) GROUP BY fact, grouped_by, key, day;

-- A statement that changes another column leaves two rows with the same values: the state before and the state after.
CREATE FUNCTION recounted_startups(changed_version integer) RETURNS integer[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  startups integer[];
BEGIN
  WITH domain AS (
    SELECT id FROM history.entity WHERE valid_from = changed_version OR valid_to = changed_version AND valid_to < 2147483647
    GROUP BY id, ministry_domain HAVING count(*) = 1
  )
  SELECT array_agg(DISTINCT id) INTO startups FROM (
    SELECT id FROM history.startup WHERE valid_from = changed_version OR valid_to = changed_version AND valid_to < 2147483647
    GROUP BY id, absent_since, accessibility, decision HAVING count(*) = 1
    UNION ALL
    SELECT startup_id FROM history.phase
    WHERE valid_from = changed_version OR valid_to = changed_version AND valid_to < 2147483647
    UNION ALL
    SELECT startup_id FROM history.startup_incubator
    WHERE valid_from = changed_version OR valid_to = changed_version AND valid_to < 2147483647
    UNION ALL
    SELECT startup_id FROM history.startup_sponsor
    WHERE valid_from = changed_version OR valid_to = changed_version AND valid_to < 2147483647
      OR entity_id IN (SELECT id FROM domain) AND valid_to = 2147483647
  ) changed;
  RETURN startups;
END $$;
COMMENT ON FUNCTION recounted_startups(integer) IS 'The startups whose counted facts a version may have changed. NULL if there are none.';

CREATE FUNCTION keep_startup_counts() RETURNS trigger LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
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
  SELECT array_agg((fact, grouped_by, key, day, begun, ended)::public.startup_count) INTO before FROM (
    SELECT fact, grouped_by, key, day, sum(begun)::integer AS begun, sum(ended)::integer AS ended
    FROM public.startup_boundaries() WHERE startup_id = ANY (startups) GROUP BY fact, grouped_by, key, day
  ) counts;
  PERFORM set_config('search_path', 'public', true);
  INSERT INTO public.startup_count AS kept
  SELECT fact, grouped_by, key, day, sum(begun), sum(ended) FROM (
    SELECT fact, grouped_by, key, day, begun, ended FROM public.startup_boundaries() WHERE startup_id = ANY (startups)
    UNION ALL
    SELECT fact, grouped_by, key, day, - begun, - ended FROM unnest(before)
  ) change GROUP BY fact, grouped_by, key, day HAVING sum(begun) <> 0 OR sum(ended) <> 0 ORDER BY fact, grouped_by, key, day
  ON CONFLICT (fact, grouped_by, key, day) DO UPDATE SET begun = kept.begun + excluded.begun, ended = kept.ended + excluded.ended;
  PERFORM set_config('search_path', present_path, true);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION keep_startup_counts() IS 'Adds to startup_count what a version of the register changed: the counts of its startups after it, minus those before it.';

CREATE CONSTRAINT TRIGGER keep_startup_counts AFTER UPDATE OF version ON register DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION keep_startup_counts();

CREATE FUNCTION wrong_startup_counts() RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT count(*) FROM (SELECT * FROM public.startup_count WHERE begun <> 0 OR ended <> 0) kept
  FULL JOIN (
    SELECT fact, grouped_by, key, day, sum(begun) AS begun, sum(ended) AS ended
    FROM public.startup_boundaries() GROUP BY fact, grouped_by, key, day
  ) counted USING (fact, grouped_by, key, day)
  WHERE (kept.begun, kept.ended) IS DISTINCT FROM (counted.begun, counted.ended)
$$;
COMMENT ON FUNCTION wrong_startup_counts() IS 'The number of counts of startup_count that differ from the rows of the present. fill_startup_counts() corrects them.';

CREATE PROCEDURE fill_startup_counts() LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM public.register FOR UPDATE;
  DELETE FROM public.startup_count;
  INSERT INTO public.startup_count SELECT fact, grouped_by, key, day, sum(begun), sum(ended)
  FROM public.startup_boundaries() GROUP BY fact, grouped_by, key, day ORDER BY fact, grouped_by, key, day;
END $$;
COMMENT ON PROCEDURE fill_startup_counts() IS 'Computes all counts of startup_count from the rows of the present.';

CALL fill_startup_counts();
