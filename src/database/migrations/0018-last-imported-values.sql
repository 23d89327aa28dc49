-- The values that a source gave at its last import, so that an import can tell the edits of the register from the
-- values of the source.
ALTER TABLE source_record ADD COLUMN imported jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(imported) = 'object');

COMMENT ON COLUMN source_record.imported IS 'What the source gave at its last import: the columns of the row in fields, the rows of its lists in lists. A value of the register that differs was edited here.';

-- Earlier imports replaced a row with its lists whenever the source changed it. The row as it was in the last version that an
-- import of the source wrote is therefore what the source gave. Without such a version, what differs from the source counts
-- as edited.
DO $$
DECLARE
  of_kind record;
BEGIN
  FOR of_kind IN
    SELECT kind, coalesce(string_agg(CASE WHEN child IS NOT NULL THEN format(
      '%1$L, (SELECT coalesce(jsonb_agg(to_jsonb(c) ORDER BY %2$s), ''[]'') FROM history.%3$I c
        WHERE c.%4$I = h.id AND c.valid_from <= h.valid_from AND c.valid_to > h.valid_from)',
      list, sorting, child, kind || '_id') END, ', '), '') AS lists
    FROM (VALUES
      ('entity', 'identifiers', 'entity_identifier', 'scheme, value'),
      ('theme', NULL, NULL, NULL),
      ('mission', 'themes', 'mission_theme', 'position'),
      ('mission', 'actions', 'mission_action', 'position'),
      ('startup', 'phases', 'phase', 'started_on, name'),
      ('startup', 'incubators', 'startup_incubator', 'position'),
      ('startup', 'sponsors', 'startup_sponsor', 'position'),
      ('startup', 'events', 'startup_event', 'position'),
      ('startup', 'links', 'startup_link', 'position'),
      ('service', 'startups', 'service_startup', 'position')
    ) AS l(kind, list, child, sorting)
    GROUP BY kind
  LOOP
    EXECUTE format(
      'UPDATE source_record r SET imported = jsonb_build_object(''fields'', to_jsonb(h), ''lists'', jsonb_build_object(%2$s))
       FROM history.%1$I h
       WHERE h.id = r.%1$s_id AND h.valid_from = (
         SELECT max(w.valid_from) FROM history.%1$I w
         JOIN journal j ON j.version = w.valid_from
         JOIN import_source s ON s.id = r.source_id
         WHERE w.id = r.%1$s_id AND (j.actor = ''source '' || s.name OR j.command = ''keepHistory''))',
      of_kind.kind, of_kind.lists);
  END LOOP;
END $$;

-- Earlier imports kept the status of a service that a command had closed.
UPDATE source_record SET imported = imported #- '{fields,status}' #- '{fields,closed_on}'
WHERE service_id IS NOT NULL AND imported #>> '{fields,closed_on}' IS NOT NULL;
