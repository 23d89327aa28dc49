-- The journal, and the register as it was at each version. Rows are kept by triggers: nothing can be written that is
-- not remembered, whoever writes it.

CREATE SCHEMA history;
CREATE SCHEMA past;

-- One line per version: who, what, when. Which rows, with before and after, is what `history` holds of that version.
CREATE TABLE journal (
  version integer PRIMARY KEY CHECK (version >= 0),
  recorded_at timestamptz(3) NOT NULL,
  actor text NOT NULL CHECK (actor <> '' AND length(actor) <= 200),
  command text COLLATE "C" NOT NULL CHECK (command <> '' AND length(command) <= 100)
);
CREATE INDEX journal_recorded ON journal (recorded_at, version);

-- What was erased on demand: that it was, when, why and by whom; never what.
CREATE TABLE tombstone (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  erased_at timestamptz(3) NOT NULL DEFAULT now(),
  actor text NOT NULL CHECK (actor <> '' AND length(actor) <= 200),
  reason text NOT NULL CHECK (reason <> '' AND length(reason) <= 2000),
  occurrences integer NOT NULL CHECK (occurrences >= 0),
  transaction_id text NOT NULL DEFAULT pg_current_xact_id()::text
);

-- The version that the change under way will make. Without one, whoever writes prepares the next.
CREATE FUNCTION change_version() RETURNS integer LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN coalesce(
    nullif(current_setting('registre.change', true), '')::integer,
    (SELECT version + 1 FROM public.register));
END $$;

-- The version that is asked for, in what reads the past.
CREATE FUNCTION asked_version() RETURNS integer LANGUAGE sql STABLE
  RETURN current_setting('registre.version')::integer;

-- Beyond the triggers of the register itself, only an erasure that leaves its tombstone may touch what is remembered.
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() > 1 OR EXISTS (
    SELECT FROM public.tombstone WHERE transaction_id = pg_current_xact_id_if_assigned()::text
  ) THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% of %.% is refused: what the register remembers is not rewritten', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'append_only';
END $$;
CREATE FUNCTION refuse_unburying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of tombstone is refused', TG_OP USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'append_only';
END $$;
CREATE TRIGGER append_only AFTER UPDATE OR DELETE OR TRUNCATE ON tombstone
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_unburying();

CREATE FUNCTION keep_journal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW.version <> OLD.version THEN
    INSERT INTO public.journal (version, recorded_at, actor, command) VALUES (
      NEW.version, NEW.updated_at,
      coalesce(nullif(current_setting('registre.actor', true), ''), session_user),
      coalesce(nullif(current_setting('registre.command', true), ''), 'SQL'));
  END IF;
  RETURN NULL;
END $$;
-- History begins here: earlier versions were not kept.
INSERT INTO journal (version, recorded_at, actor, command)
  SELECT version, updated_at, 'registre', 'keepHistory' FROM register;
CREATE TRIGGER journal AFTER INSERT OR UPDATE ON register FOR EACH ROW EXECUTE FUNCTION keep_journal();

CREATE TRIGGER append_only AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON journal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

-- A row is open (valid_to at its greatest) as long as it is in the register. What comes and goes within one change was
-- never there. The arguments are the columns of the key.
CREATE FUNCTION keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  at integer := public.change_version();
  same text := (SELECT string_agg(format('h.%1$I = o.%1$I', name), ' AND ') FROM unnest(TG_ARGV) AS name);
BEGIN
  IF TG_OP <> 'INSERT' THEN
    EXECUTE format('DELETE FROM history.%I h USING former o WHERE %s AND h.valid_from = $1', TG_TABLE_NAME, same) USING at;
    EXECUTE format('UPDATE history.%I h SET valid_to = $1 FROM former o WHERE %s AND h.valid_to = 2147483647', TG_TABLE_NAME, same) USING at;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    EXECUTE format('INSERT INTO history.%I SELECT $1, 2147483647, n.* FROM latter n', TG_TABLE_NAME) USING at;
  END IF;
  RETURN NULL;
END $$;

-- Makes the table of the same name in `past`: as it was at asked_version(). To be called again for a table that gained columns.
CREATE PROCEDURE show_past(name text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE OR REPLACE VIEW past.%1$I AS SELECT %2$s FROM history.%1$I
      WHERE valid_from <= public.asked_version() AND valid_to > public.asked_version()', name,
    (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
      WHERE attrelid = format('public.%I', name)::regclass AND attnum > 0 AND NOT attisdropped));
END $$;

-- Begins to remember a table: its rows now, and each change of them.
CREATE PROCEDURE remember(name text) LANGUAGE plpgsql AS $$
DECLARE
  keys text[] := (SELECT array_agg(attname::text ORDER BY array_position(indkey::smallint[], attnum))
    FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey)
    WHERE indrelid = format('public.%I', name)::regclass AND indisprimary);
  arguments text := (SELECT string_agg(quote_literal(key), ', ') FROM unnest(keys) AS key);
  key_list text := (SELECT string_agg(quote_ident(key), ', ') FROM unnest(keys) AS key);
  reference text;
BEGIN
  EXECUTE format('CREATE TABLE history.%1$I (valid_from integer NOT NULL, valid_to integer NOT NULL, LIKE public.%1$I)', name);
  EXECUTE format('INSERT INTO history.%1$I SELECT r.version, 2147483647, t.* FROM public.%1$I t, public.register r', name);
  EXECUTE format('ALTER TABLE history.%I ADD PRIMARY KEY (%s, valid_from), ADD CHECK (valid_from < valid_to)', name, key_list);
  EXECUTE format('CREATE INDEX ON history.%I (valid_from)', name);
  EXECUTE format('CREATE INDEX ON history.%I (valid_to) WHERE valid_to < 2147483647', name);
  FOR reference IN
    SELECT attname FROM pg_attribute
    WHERE attrelid = format('public.%I', name)::regclass AND attnum > 0 AND NOT attisdropped
      AND (attname LIKE '%\_id' OR attname = 'slug') AND attname <> keys[1]
  LOOP
    EXECUTE format('CREATE INDEX ON history.%I (%I)', name, reference);
  END LOOP;
  EXECUTE format('CREATE TRIGGER keep_inserted AFTER INSERT ON public.%I REFERENCING NEW TABLE AS latter
    FOR EACH STATEMENT EXECUTE FUNCTION public.keep_history(%s)', name, arguments);
  EXECUTE format('CREATE TRIGGER keep_updated AFTER UPDATE ON public.%I REFERENCING OLD TABLE AS former NEW TABLE AS latter
    FOR EACH STATEMENT EXECUTE FUNCTION public.keep_history(%s)', name, arguments);
  EXECUTE format('CREATE TRIGGER keep_deleted AFTER DELETE ON public.%I REFERENCING OLD TABLE AS former
    FOR EACH STATEMENT EXECUTE FUNCTION public.keep_history(%s)', name, arguments);
  EXECUTE format('CREATE TRIGGER append_only AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON history.%I
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting()', name);
  CALL public.show_past(name);
END $$;

UPDATE entity SET version = (SELECT version FROM register);
UPDATE mission SET version = (SELECT version FROM register);
UPDATE startup SET version = (SELECT version FROM register);
UPDATE service SET version = (SELECT version FROM register);

CALL remember('entity');
CALL remember('entity_identifier');
CALL remember('entity_succession');
CALL remember('theme');
CALL remember('mission');
CALL remember('mission_theme');
CALL remember('mission_action');
CALL remember('startup');
CALL remember('phase');
CALL remember('objective');
CALL remember('startup_incubator');
CALL remember('startup_sponsor');
CALL remember('startup_event');
CALL remember('startup_link');
CALL remember('service');
CALL remember('service_startup');
CALL remember('satisfaction_survey');
CALL remember('scale_plan');
CALL remember('membership');
CALL remember('agreement');
CALL remember('rebilling');
CALL remember('public_contract');
CALL remember('pain_point');
CALL remember('method_step');
CALL remember('method_role');
CALL remember('import_source');
CALL remember('import_finding');

CREATE VIEW past.register AS
  SELECT true AS single, version, recorded_at AS updated_at, NULL::text AS member_key_check, NULL::text AS token_key_check
  FROM public.journal WHERE version = public.asked_version();
CREATE VIEW past.journal AS SELECT * FROM public.journal WHERE version <= public.asked_version();
CREATE VIEW past.publication AS SELECT * FROM public.publication WHERE register_version <= public.asked_version();

-- The version of the register that last changed a row is what those who change it must have seen.
CREATE FUNCTION stamp_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := public.change_version();
  RETURN NEW;
END $$;
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON entity FOR EACH ROW EXECUTE FUNCTION stamp_version();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON mission FOR EACH ROW EXECUTE FUNCTION stamp_version();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON startup FOR EACH ROW EXECUTE FUNCTION stamp_version();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON service FOR EACH ROW EXECUTE FUNCTION stamp_version();
