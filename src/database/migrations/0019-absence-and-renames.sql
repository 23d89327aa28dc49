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

SELECT refresh_absences();
