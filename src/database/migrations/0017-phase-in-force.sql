-- The phase in force on a day is the row whose interval in_force contains the day. Triggers keep the intervals. A phase
-- whose word is unknown has no name, and a last phase without a valid start has no first day: both end the phase before.

CALL add_column('phase', 'source_word', $$text CHECK (is_name(source_word, 500))$$);
CALL add_column('phase', 'position', $$integer CHECK (position >= 0)$$);
CALL add_column('phase', 'in_force', $$daterange NOT NULL DEFAULT 'empty'$$);

ALTER TABLE phase
  ALTER COLUMN name DROP NOT NULL,
  ALTER COLUMN started_on DROP NOT NULL;
ALTER TABLE history.phase ALTER COLUMN name DROP NOT NULL, ALTER COLUMN started_on DROP NOT NULL;
CREATE UNIQUE INDEX phase_unknown ON phase (startup_id, started_on, source_word) NULLS NOT DISTINCT WHERE name IS NULL;
CREATE UNIQUE INDEX phase_undated ON phase (startup_id) WHERE started_on IS NULL;

-- The constraint phase_one_in_force takes its place. A phase that an undated one ends may have no known last day.
DROP INDEX phase_open;

CREATE FUNCTION phase_intervals(startups integer[]) RETURNS TABLE (phase_id integer, interval_in_force daterange) LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN
  RETURN QUERY SELECT id, CASE WHEN started_on IS NULL THEN 'empty' ELSE daterange(started_on,
    CASE WHEN precedes_undated THEN least(greatest(started_on + 1, ended_on), next_start) ELSE next_start END) END
  FROM (
    SELECT id, started_on, ended_on,
      coalesce(lead(started_on IS NULL) OVER life, false) AS precedes_undated,
      min(started_on) OVER (life ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS next_start
    FROM public.phase
    WHERE startup_id = ANY (startups)
    WINDOW life AS (PARTITION BY startup_id
      ORDER BY coalesce(started_on, ended_on, 'infinity'), started_on NULLS FIRST, name, position, id)
  ) phase;
END $$;

CREATE FUNCTION set_phases_in_force(startups integer[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- EXECUTE: the plan depends on the size of the table, which an import fills.
  EXECUTE 'UPDATE public.phase p SET in_force = i.interval_in_force FROM public.phase_intervals($1) i
    WHERE p.id = i.phase_id AND p.in_force <> i.interval_in_force' USING startups;
END $$;

CREATE FUNCTION keep_phases_in_force() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  startups integer[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(DISTINCT startup_id) INTO startups FROM new_rows;
  ELSE
    SELECT array_agg(startup_id) INTO startups
    FROM (SELECT startup_id FROM old_rows UNION SELECT startup_id FROM new_rows) changed;
  END IF;
  IF startups IS NOT NULL THEN
    PERFORM public.set_phases_in_force(startups);
  END IF;
  RETURN NULL;
END $$;

-- After a deletion, at the end of the transaction: an import deletes a phase before it inserts the one that takes its place,
-- and the interval of the phase before them does not change. A statement adds the startups of its deleted rows to the setting;
-- the first deferred trigger handles them all. `done` is for statements after it (SET CONSTRAINTS). A cascade from the startups
-- leaves no phases.
CREATE FUNCTION keep_phases_after_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  pending text := nullif(current_setting('registre.deleted_phases', true), '');
  startups text;
BEGIN
  IF TG_LEVEL = 'ROW' THEN
    IF pending IS DISTINCT FROM 'done' THEN
      PERFORM set_config('registre.deleted_phases', CASE WHEN pending IS NOT NULL THEN 'done' END, true);
      PERFORM public.set_phases_in_force(coalesce(string_to_array(pending, ',')::integer[], ARRAY[OLD.startup_id]));
    END IF;
    RETURN NULL;
  END IF;
  SELECT string_agg(DISTINCT startup_id::text, ',') INTO startups FROM old_rows;
  IF pending = 'done' THEN
    PERFORM public.set_phases_in_force(string_to_array(startups, ',')::integer[]);
  ELSIF startups IS NOT NULL THEN
    PERFORM set_config('registre.deleted_phases', concat_ws(',', pending, startups), true);
  END IF;
  RETURN NULL;
END $$;

-- The rows of the present, then those of each version of the past. The triggers are disabled: no version of the register
-- is made, because no recorded fact changes.
ALTER TABLE phase DISABLE TRIGGER USER;
SELECT set_phases_in_force(array_agg(DISTINCT startup_id)) FROM phase;
ALTER TABLE phase ENABLE TRIGGER USER;

-- A row of the history is cut in two at a version that changed its interval only, because another phase came or went.
CREATE TEMPORARY TABLE phase_history ON COMMIT DROP AS
WITH cut AS (
  SELECT startup_id, valid_from AS version FROM history.phase UNION SELECT startup_id, valid_to FROM history.phase
), span AS (
  SELECT startup_id, version AS first, lead(version) OVER (PARTITION BY startup_id ORDER BY version) AS last FROM cut
), state AS (
  SELECT h.id, h.valid_from, s.first, s.last,
    daterange(h.started_on, lead(h.started_on) OVER (PARTITION BY h.startup_id, s.first ORDER BY h.started_on, h.name)) AS in_force
  FROM history.phase h JOIN span s ON s.startup_id = h.startup_id AND s.first >= h.valid_from AND s.last <= h.valid_to
), numbered AS (
  SELECT *, row_number() OVER (PARTITION BY id, valid_from ORDER BY first)
    - row_number() OVER (PARTITION BY id, valid_from, in_force ORDER BY first) AS island
  FROM state
)
SELECT id, valid_from, in_force, min(first) AS first, max(last) AS last FROM numbered GROUP BY id, valid_from, in_force, island;

ALTER TABLE history.phase DISABLE TRIGGER append_only;
INSERT INTO history.phase (valid_from, valid_to, id, startup_id, name, started_on, ended_on, days, comment, in_force)
SELECT c.first, c.last, h.id, h.startup_id, h.name, h.started_on, h.ended_on, h.days, h.comment, c.in_force
FROM phase_history c JOIN history.phase h USING (id, valid_from) WHERE c.first > c.valid_from;
UPDATE history.phase h SET valid_to = c.last, in_force = c.in_force
FROM phase_history c WHERE c.id = h.id AND c.valid_from = h.valid_from AND c.first = c.valid_from;
ALTER TABLE history.phase ENABLE TRIGGER append_only;

ALTER TABLE phase ADD CONSTRAINT phase_one_in_force
  EXCLUDE USING gist (int4range(startup_id, startup_id, '[]') WITH &&, in_force WITH &&) DEFERRABLE INITIALLY DEFERRED;

-- Their names come after those of the triggers of the history, which must first record the rows that a statement wrote. The
-- condition ends the recursion: the triggers write the table that they belong to.
CREATE TRIGGER set_in_force_insert AFTER INSERT ON phase REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION keep_phases_in_force();
CREATE TRIGGER set_in_force_update AFTER UPDATE ON phase REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION keep_phases_in_force();
CREATE TRIGGER set_in_force_delete AFTER DELETE ON phase REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION keep_phases_after_deletion();
CREATE CONSTRAINT TRIGGER set_in_force_deferred AFTER DELETE ON phase DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION keep_phases_after_deletion();

COMMENT ON COLUMN phase.in_force IS 'The days on which the phase is the phase of its startup: from its start to the start of the next one. Triggers keep it. Of phases with the same start, only the one with the highest rank has days; an undated phase has none.';
COMMENT ON FUNCTION phase_intervals(integer[]) IS 'The days on which each phase of some startups is in force. Phases are ordered by start and rank; an undated phase comes last, or before those that start after its end. The phase before an undated one ends with its last known day.';
COMMENT ON FUNCTION set_phases_in_force(integer[]) IS 'Writes the intervals of the phases of some startups that are not right.';
COMMENT ON FUNCTION keep_phases_in_force() IS 'Keeps phase.in_force of the startups whose phases a statement wrote.';
COMMENT ON FUNCTION keep_phases_after_deletion() IS 'Keeps phase.in_force of the startups whose phases a transaction deleted. The setting registre.deleted_phases has their keys until then.';
