-- Finds startups by their phase on a day, and by their first day, from an index (docs/decisions/0078-find-by-phase.md).

-- The days of in_force as columns, because PostgreSQL has better statistics and indexes for dates than for ranges.
CALL add_column('phase', 'in_force_from', 'date GENERATED ALWAYS AS (lower(in_force)) STORED');
CALL add_column('phase', 'in_force_until',
  $$date GENERATED ALWAYS AS (CASE WHEN NOT isempty(in_force) THEN coalesce(upper(in_force), 'infinity') END) STORED$$);
CALL add_column('phase', 'first_day', 'date');

-- Also returns first_day.
DROP FUNCTION phase_intervals(integer[]);
CREATE FUNCTION phase_intervals(startups integer[]) RETURNS TABLE (phase_id integer, interval_in_force daterange, first_day_of_startup date)
  LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN
  RETURN QUERY SELECT phase.id, daterange(NULL, startup.absent_since) * CASE WHEN started_on IS NULL THEN 'empty' ELSE daterange(started_on,
    CASE WHEN precedes_undated THEN least(greatest(started_on + 1, ended_on), next_start) ELSE next_start END) END,
    CASE WHEN is_first THEN started_on END
  FROM (
    SELECT id, startup_id, started_on, ended_on,
      coalesce(lead(started_on IS NULL) OVER life, false) AS precedes_undated,
      min(started_on) OVER (life ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS next_start,
      row_number() OVER (PARTITION BY startup_id ORDER BY started_on, name, position, id) = 1 AS is_first
    FROM public.phase
    WHERE startup_id = ANY (startups)
    WINDOW life AS (PARTITION BY startup_id
      ORDER BY coalesce(started_on, ended_on, 'infinity'), started_on NULLS FIRST, name, position, id)
  ) phase JOIN public.startup ON startup.id = phase.startup_id;
END $$;

CREATE OR REPLACE FUNCTION set_phases_in_force(startups integer[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- EXECUTE: the plan depends on the size of the table, which an import fills.
  EXECUTE 'UPDATE public.phase p SET in_force = i.interval_in_force, first_day = i.first_day_of_startup
    FROM public.phase_intervals($1) i
    WHERE p.id = i.phase_id AND (p.in_force, p.first_day) IS DISTINCT FROM (i.interval_in_force, i.first_day_of_startup)' USING startups;
END $$;

-- The rows of the present, then those of each version of the past, as in 0017-phase-in-force.sql: no recorded fact changes.
ALTER TABLE phase DISABLE TRIGGER USER;
SELECT set_phases_in_force(array_agg(DISTINCT startup_id)) FROM phase;
ALTER TABLE phase ENABLE TRIGGER USER;

-- A row of the history is cut in two at a version in which an earlier phase came or went.
CREATE TEMPORARY TABLE phase_history ON COMMIT DROP AS
WITH cut AS (
  SELECT startup_id, valid_from AS version FROM history.phase UNION SELECT startup_id, valid_to FROM history.phase
), span AS (
  SELECT startup_id, version AS first, lead(version) OVER (PARTITION BY startup_id ORDER BY version) AS last FROM cut
), state AS (
  SELECT h.id, h.valid_from, s.first, s.last,
    CASE WHEN row_number() OVER (PARTITION BY h.startup_id, s.first ORDER BY h.started_on, h.name, h.position, h.id) = 1
      THEN h.started_on END AS first_day
  FROM history.phase h JOIN span s ON s.startup_id = h.startup_id AND s.first >= h.valid_from AND s.last <= h.valid_to
), numbered AS (
  SELECT *, row_number() OVER (PARTITION BY id, valid_from ORDER BY first)
    - row_number() OVER (PARTITION BY id, valid_from, first_day ORDER BY first) AS island
  FROM state
)
SELECT id, valid_from, first_day, min(first) AS first, max(last) AS last FROM numbered GROUP BY id, valid_from, first_day, island;

ALTER TABLE history.phase DISABLE TRIGGER append_only;
INSERT INTO history.phase (valid_from, valid_to, id, startup_id, name, started_on, ended_on, days, comment, source_word, position,
  in_force, in_force_from, in_force_until, first_day)
SELECT c.first, c.last, h.id, h.startup_id, h.name, h.started_on, h.ended_on, h.days, h.comment, h.source_word, h.position,
  h.in_force, h.in_force_from, h.in_force_until, c.first_day
FROM phase_history c JOIN history.phase h USING (id, valid_from) WHERE c.first > c.valid_from;
UPDATE history.phase h SET valid_to = c.last, first_day = c.first_day
FROM phase_history c WHERE c.id = h.id AND c.valid_from = h.valid_from AND c.first = c.valid_from
  AND (h.valid_to, h.first_day) IS DISTINCT FROM (c.last, c.first_day);
ALTER TABLE history.phase ENABLE TRIGGER append_only;

-- The phase of one startup on a day; the startups in a phase on a day; those whose phase began by a day, in that order.
CREATE INDEX phase_of_day ON phase (startup_id, in_force_until, in_force_from, name);
CREATE INDEX phase_named ON phase (name, in_force_until, in_force_from, startup_id);
CREATE INDEX phase_started ON phase (started_on, startup_id, in_force_until, in_force_from);
DROP INDEX phase_name_started;
-- The startups whose phase on a day has a known end.
CREATE INDEX phase_ending ON phase (in_force_until, ended_on, startup_id, in_force_from) WHERE ended_on IS NOT NULL;
-- The first day of one startup, and startups by their first day.
CREATE INDEX phase_first ON phase (startup_id, first_day) WHERE first_day IS NOT NULL;
CREATE INDEX phase_first_day ON phase (first_day, startup_id) WHERE first_day IS NOT NULL;
-- Most phases of some names are in force, and few of others.
CREATE STATISTICS phase_in_force (mcv) ON name, in_force_until FROM phase;

COMMENT ON COLUMN phase.in_force_from IS 'The first day of in_force. NULL if it is empty.';
COMMENT ON COLUMN phase.in_force_until IS 'The first day after in_force: infinity if it has no end. NULL if it is empty.';
COMMENT ON COLUMN phase.first_day IS 'The first day of the startup, in the row of its first phase; NULL in the others. Triggers keep it.';
COMMENT ON FUNCTION phase_intervals(integer[]) IS 'The days on which each phase of some startups is in force, and first_day of each. Phases are ordered by start and rank; an undated phase comes last, or before those that start after its end. The phase before an undated one ends with its last known day. No phase is in force from the day on which the startup is absent.';
COMMENT ON FUNCTION set_phases_in_force(integer[]) IS 'Writes in_force and first_day of the phases of some startups where they are not right.';
