-- The day of the import that first missed a row that its sources gave before. The record of a source has that day for
-- this source; the row has it once none of its sources gives it.

ALTER TABLE source_record ADD COLUMN absent_since date;
COMMENT ON COLUMN source_record.absent_since IS 'The day in Paris of the import that first missed the record. NULL while the source gives it.';

-- Never decreases, even if the clock of the server is set back: no row is absent before the last import that had it.
CALL add_column('import_source', 'imported_on', 'date');
COMMENT ON COLUMN import_source.imported_on IS 'The day in Paris of the last import that wrote. NULL before the first import of this release.';

CALL add_column('startup', 'absent_since', 'date CHECK (is_day(absent_since))');
CALL add_column('service', 'absent_since', 'date CHECK (is_day(absent_since))');
CALL add_column('entity', 'absent_since', 'date CHECK (is_day(absent_since))');

-- The columns `absent_since` of rows from those of their records. Returns the number of rows that it changed.
CREATE FUNCTION refresh_absences() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  kind text;
  changed integer;
  total integer := 0;
BEGIN
  FOREACH kind IN ARRAY '{startup,service,entity}'::text[] LOOP
    EXECUTE format(
      'UPDATE public.%1$I t SET absent_since = r.since, updated_at = now() FROM (
         SELECT %1$I_id AS id, CASE WHEN bool_and(absent_since IS NOT NULL) THEN max(absent_since) END AS since
         FROM public.source_record WHERE %1$I_id IS NOT NULL GROUP BY %1$I_id
       ) r WHERE t.id = r.id AND t.absent_since IS DISTINCT FROM r.since', kind);
    GET DIAGNOSTICS changed = ROW_COUNT;
    total := total + changed;
  END LOOP;
  RETURN total;
END $$;
COMMENT ON FUNCTION refresh_absences() IS 'Sets absent_since of startups, services and entities: the latest day of their source records once no source gives the row, else NULL. Returns the number of changed rows.';

-- The phases of a startup are in force until the day before its absence.
CREATE OR REPLACE FUNCTION phase_intervals(startups integer[]) RETURNS TABLE (phase_id integer, interval_in_force daterange) LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN
  RETURN QUERY SELECT phase.id, daterange(NULL, startup.absent_since) * CASE WHEN started_on IS NULL THEN 'empty' ELSE daterange(started_on,
    CASE WHEN precedes_undated THEN least(greatest(started_on + 1, ended_on), next_start) ELSE next_start END) END
  FROM (
    SELECT id, startup_id, started_on, ended_on,
      coalesce(lead(started_on IS NULL) OVER life, false) AS precedes_undated,
      min(started_on) OVER (life ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS next_start
    FROM public.phase
    WHERE startup_id = ANY (startups)
    WINDOW life AS (PARTITION BY startup_id
      ORDER BY coalesce(started_on, ended_on, 'infinity'), started_on NULLS FIRST, name, position, id)
  ) phase JOIN public.startup ON startup.id = phase.startup_id;
END $$;
COMMENT ON FUNCTION phase_intervals(integer[]) IS 'The days on which each phase of some startups is in force. Phases are ordered by start and rank; an undated phase comes last, or before those that start after its end. The phase before an undated one ends with its last known day. No phase is in force from the day on which the startup is absent.';

CREATE FUNCTION keep_phases_until_absence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  startups integer[];
BEGIN
  SELECT array_agg(n.id) INTO startups
  FROM new_rows n JOIN old_rows o ON o.id = n.id WHERE o.absent_since IS DISTINCT FROM n.absent_since;
  IF startups IS NOT NULL THEN
    PERFORM public.set_phases_in_force(startups);
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION keep_phases_until_absence() IS 'Keeps phase.in_force of the startups whose absence a statement began or ended.';
CREATE TRIGGER set_in_force_absence AFTER UPDATE ON startup REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION keep_phases_until_absence();

-- The slugs that a startup or a service had before. A present slug wins: no former slug equals one.
CREATE TABLE startup_former_slug (
  slug text COLLATE "C" PRIMARY KEY CHECK (slug ~ '^[^[:space:][:cntrl:]/\\?#%]{1,250}$' AND slug NOT IN ('.', '..')),
  startup_id integer NOT NULL REFERENCES startup ON DELETE CASCADE,
  replaced_on date
);
CREATE INDEX startup_former_slug_startup ON startup_former_slug (startup_id, slug);
CREATE TABLE service_former_slug (
  slug text COLLATE "C" PRIMARY KEY CHECK (slug ~ '^[^[:space:][:cntrl:]/\\?#%]{1,250}$' AND slug NOT IN ('.', '..')),
  service_id integer NOT NULL REFERENCES service ON DELETE CASCADE,
  replaced_on date
);
CREATE INDEX service_former_slug_service ON service_former_slug (service_id, slug);
COMMENT ON TABLE startup_former_slug IS 'The slugs that startups had before a renaming or a merge. None is the slug of a startup.';
COMMENT ON TABLE service_former_slug IS 'The slugs that services had before a renaming or a merge. None is the slug of a service.';

COMMENT ON COLUMN startup_former_slug.replaced_on IS 'The day of the renaming or of the merge. NULL for a former slug that only the source knows.';
COMMENT ON COLUMN service_former_slug.replaced_on IS 'The day of the renaming or of the merge. NULL for a former slug that only the source knows.';

CREATE FUNCTION page_address(url text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN regexp_replace(lower(url), '^https?://(www\.)?|/*([?#].*)?$', '', 'g');
COMMENT ON FUNCTION page_address(text) IS 'The host and the path of a URL, to compare pages: example.fr/a for https://www.example.fr/a/?b.';

CREATE FUNCTION reject_present_slug() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kind text := replace(TG_TABLE_NAME, '_former_slug', '');
  present boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT FROM public.%I WHERE slug = $1)', kind) INTO present USING NEW.slug;
  IF present THEN
    RAISE EXCEPTION '% is the slug of a %: it cannot be a former slug', NEW.slug, kind
      USING ERRCODE = 'check_violation', CONSTRAINT = 'former_slug_present';
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION reject_present_slug() IS 'Rejects a former slug that is the slug of a row.';

CREATE FUNCTION release_former_slug() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('DELETE FROM public.%I WHERE slug = $1', TG_TABLE_NAME || '_former_slug') USING NEW.slug;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION release_former_slug() IS 'Deletes the former slug that equals the slug of a new or renamed row.';

CREATE TRIGGER reject_present_slug BEFORE INSERT OR UPDATE ON startup_former_slug FOR EACH ROW EXECUTE FUNCTION reject_present_slug();
CREATE TRIGGER reject_present_slug BEFORE INSERT OR UPDATE ON service_former_slug FOR EACH ROW EXECUTE FUNCTION reject_present_slug();
CREATE TRIGGER release_former_slug AFTER INSERT OR UPDATE OF slug ON startup FOR EACH ROW EXECUTE FUNCTION release_former_slug();
CREATE TRIGGER release_former_slug AFTER INSERT OR UPDATE OF slug ON service FOR EACH ROW EXECUTE FUNCTION release_former_slug();

CALL track_history('startup_former_slug');
CALL track_history('service_former_slug');

-- Imports of earlier releases only left a finding. Its first version is that of the import that first missed the row.
WITH missed AS (
  SELECT f.source_id, f.source_key,
    coalesce((SELECT j.recorded_at FROM history.import_finding h JOIN journal j ON j.version = h.valid_from
      WHERE h.id = f.id ORDER BY h.valid_from LIMIT 1), s.imported_at) AS since
  FROM import_finding f JOIN import_source s ON s.id = f.source_id
  WHERE f.code = 'ABSENT_FROM_SOURCE'
)
UPDATE source_record r SET absent_since = (missed.since AT TIME ZONE 'Europe/Paris')::date
FROM missed WHERE r.source_id = missed.source_id AND r.source_key = missed.source_key;

SELECT refresh_absences();
