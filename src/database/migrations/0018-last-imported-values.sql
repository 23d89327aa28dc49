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

-- Decision, phase and status of a startup and its services agree: at the end of each change, whoever makes it.

CREATE FUNCTION last_phase(startup integer) RETURNS phase_name LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT name FROM public.phase WHERE startup_id = startup
    ORDER BY coalesce(started_on, ended_on, 'infinity') DESC, started_on DESC NULLS LAST, name DESC NULLS FIRST,
      position DESC NULLS FIRST, id DESC
    LIMIT 1);
END $$;
COMMENT ON FUNCTION last_phase(integer) IS 'The name of the last phase of a startup, in the order of phase_intervals. NULL without a phase, or if its name is unknown.';

CREATE FUNCTION decision_agrees(startup integer, decision startup_decision) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN coalesce(CASE
    WHEN decision IS NULL THEN true
    WHEN decision = 'ABANDONED' THEN public.last_phase(startup) IN ('ABANDONED', 'ABANDONED_AT_INVESTIGATION')
    ELSE public.last_phase(startup) = 'TRANSFERRED' END, false);
END $$;
COMMENT ON FUNCTION decision_agrees(integer, startup_decision) IS 'Whether the last phase of a startup is the outcome of a decision.';

CREATE FUNCTION is_abandoned_service(service integer) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT coalesce(bool_and(s.decision IS NOT DISTINCT FROM 'ABANDONED'), false)
    FROM public.service_startup l JOIN public.startup s ON s.id = l.startup_id WHERE l.service_id = service);
END $$;
COMMENT ON FUNCTION is_abandoned_service(integer) IS 'Whether all startups of a service have the decision ABANDONED. False for a service without a startup.';

-- Repairs what earlier imports left. The repair is a version of the register, in the journal.
SELECT set_config('registre.actor', 'registre', true), set_config('registre.command', 'migrate', true);

-- A decision whose phase an import removed gets it back, unless a later phase contradicts the decision.
CREATE TEMPORARY TABLE contradicted ON COMMIT DROP AS
SELECT id, decided_on, CASE WHEN decision <> 'ABANDONED' THEN 'TRANSFERRED'
  WHEN last_phase(id) = 'INVESTIGATION' THEN 'ABANDONED_AT_INVESTIGATION' ELSE 'ABANDONED' END::phase_name AS outcome
FROM startup WHERE NOT decision_agrees(id, decision)
  AND NOT EXISTS (SELECT FROM phase p WHERE p.startup_id = startup.id AND coalesce(p.started_on, 'infinity') > decided_on);
UPDATE phase p SET ended_on = c.decided_on FROM contradicted c WHERE p.startup_id = c.id AND p.ended_on IS NULL;
INSERT INTO phase (startup_id, name, started_on) SELECT id, outcome, decided_on FROM contradicted c
WHERE NOT EXISTS (SELECT FROM phase p WHERE p.startup_id = c.id AND p.name = c.outcome AND p.started_on = c.decided_on);
UPDATE startup SET decision = NULL, decided_on = NULL, updated_at = now() WHERE NOT decision_agrees(id, decision);

UPDATE service v SET status = 'CLOSED', updated_at = now(),
  closed_on = (SELECT max(decided_on) FROM service_startup l JOIN startup s ON s.id = l.startup_id WHERE l.service_id = v.id)
WHERE status <> 'CLOSED' AND is_abandoned_service(id);
UPDATE service v SET updated_at = now(), closed_on = coalesce(
  (SELECT max(decided_on) FROM service_startup l JOIN startup s ON s.id = l.startup_id WHERE l.service_id = v.id AND s.decision = 'ABANDONED'),
  (SELECT max(started_on) FROM service_startup l JOIN phase p ON p.startup_id = l.startup_id
    WHERE l.service_id = v.id AND p.name IN ('ABANDONED', 'ABANDONED_AT_INVESTIGATION')),
  (v.updated_at AT TIME ZONE 'Europe/Paris')::date)
WHERE status = 'CLOSED' AND closed_on IS NULL;
UPDATE source_record r SET imported = jsonb_set(r.imported, '{fields,closed_on}', to_jsonb(v.closed_on))
FROM service v WHERE v.id = r.service_id AND v.status = 'CLOSED' AND r.imported #>> '{fields,status}' = 'CLOSED';

-- The checks of deferred triggers run now: the tables can't be altered while they wait.
SET CONSTRAINTS ALL IMMEDIATE;

ALTER TABLE startup RENAME CONSTRAINT startup_check TO startup_decided_on;
ALTER TABLE service DROP CONSTRAINT service_check;
ALTER TABLE service ADD CONSTRAINT service_closed_on CHECK ((status = 'CLOSED') = (closed_on IS NOT NULL));

CREATE FUNCTION check_startup_decision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  checked integer;
BEGIN
  IF TG_TABLE_NAME = 'startup' THEN
    checked := NEW.id;
  ELSIF TG_OP = 'DELETE' THEN
    checked := OLD.startup_id;
  ELSE
    checked := NEW.startup_id;
  END IF;
  IF EXISTS (SELECT FROM public.startup WHERE id = checked AND decision IS NOT NULL AND NOT public.decision_agrees(id, decision)) THEN
    RAISE EXCEPTION 'the last phase of startup % is not the outcome of its decision', checked
      USING ERRCODE = 'check_violation', CONSTRAINT = 'startup_decision_phase';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION check_startup_decision() IS 'Rejects a startup whose last phase is not the outcome of its decision.';

CREATE FUNCTION check_abandoned_services() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  services integer[];
BEGIN
  IF TG_TABLE_NAME = 'service' THEN
    services := ARRAY[NEW.id];
  ELSIF TG_TABLE_NAME = 'startup' THEN
    SELECT array_agg(service_id) INTO services FROM public.service_startup WHERE startup_id = NEW.id;
  ELSIF TG_OP = 'DELETE' THEN
    services := ARRAY[OLD.service_id];
  ELSE
    services := ARRAY[NEW.service_id];
  END IF;
  IF EXISTS (SELECT FROM public.service WHERE id = ANY (services) AND status <> 'CLOSED' AND public.is_abandoned_service(id)) THEN
    RAISE EXCEPTION 'a service whose startups are all abandoned is not closed'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'service_abandoned';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION check_abandoned_services() IS 'Rejects an open service whose startups all have the decision ABANDONED.';

CREATE CONSTRAINT TRIGGER startup_decision_phase AFTER INSERT OR UPDATE OF decision ON startup
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.decision IS NOT NULL) EXECUTE FUNCTION check_startup_decision();
CREATE CONSTRAINT TRIGGER startup_decision_phase AFTER INSERT OR DELETE OR UPDATE OF startup_id, name, started_on, ended_on ON phase
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_startup_decision();
CREATE CONSTRAINT TRIGGER service_abandoned AFTER UPDATE OF decision ON startup
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.decision = 'ABANDONED') EXECUTE FUNCTION check_abandoned_services();
CREATE CONSTRAINT TRIGGER service_abandoned AFTER INSERT OR UPDATE OF status ON service
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.status <> 'CLOSED') EXECUTE FUNCTION check_abandoned_services();
CREATE CONSTRAINT TRIGGER service_abandoned AFTER INSERT OR UPDATE OR DELETE ON service_startup
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_abandoned_services();
