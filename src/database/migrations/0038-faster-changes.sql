-- A change plans no statement again, and reads only rows that it changes (docs/decisions/0088-faster-changes.md).

-- 1. The history of each table is recorded by a function of its own, whose statements are planned once per connection. The plan is the same for the
-- row of a command and the thousands of an import, with any statistics: for each row, its latest version by the primary key, then that row by its ctid.

CREATE OR REPLACE PROCEDURE define_history_triggers(table_name text) LANGUAGE plpgsql AS $$
DECLARE
  recording text := format('EXECUTE FUNCTION history.%I()', 'record_' || table_name);
  latest text := format('old_rows o CROSS JOIN LATERAL (
    SELECT v.ctid, v.valid_from, v.valid_to FROM history.%I v WHERE %s ORDER BY v.valid_from DESC LIMIT 1) latest', table_name,
    (SELECT string_agg(format('v.%1$I = o.%1$I', key), ' AND ') FROM unnest(public.key_columns(table_name)) AS key));
BEGIN
  EXECUTE format($function$
    CREATE OR REPLACE FUNCTION history.%1$I() RETURNS trigger LANGUAGE plpgsql
      SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $body$
    DECLARE
      this_version integer;
    BEGIN
      IF TG_OP = 'INSERT' THEN
        PERFORM FROM new_rows LIMIT 1;
      ELSE
        PERFORM FROM old_rows LIMIT 1;
      END IF;
      IF NOT FOUND THEN
        RETURN NULL;
      END IF;
      this_version := public.open_version();
      IF TG_OP <> 'INSERT' THEN
        DELETE FROM history.%2$I h USING %3$s
        WHERE h.ctid = latest.ctid AND latest.valid_from = this_version;
        UPDATE history.%2$I h SET valid_to = this_version FROM %3$s
        WHERE h.ctid = latest.ctid AND latest.valid_from < this_version AND latest.valid_to = 2147483647;
      END IF;
      IF TG_OP <> 'DELETE' THEN
        INSERT INTO history.%2$I (valid_from, valid_to, %4$s) SELECT this_version, 2147483647, %4$s FROM new_rows;
      END IF;
      RETURN NULL;
    END $body$ $function$, 'record_' || table_name, table_name, latest, public.column_list(table_name));
  EXECUTE format('COMMENT ON FUNCTION history.%I() IS %L', 'record_' || table_name, format('Ends the row versions of %s that a statement replaced or deleted, and inserts the new ones. A row that is created and deleted within one version leaves no history.', table_name));
  EXECUTE format('CREATE OR REPLACE TRIGGER lock_register BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.%I
    FOR EACH STATEMENT EXECUTE FUNCTION public.lock_register()', table_name);
  EXECUTE format('CREATE OR REPLACE TRIGGER record_insert AFTER INSERT ON public.%I
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT ', table_name) || recording;
  EXECUTE format('CREATE OR REPLACE TRIGGER record_update AFTER UPDATE ON public.%I
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT ', table_name) || recording;
  EXECUTE format('CREATE OR REPLACE TRIGGER record_delete AFTER DELETE ON public.%I
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT ', table_name) || recording;
END $$;
COMMENT ON PROCEDURE define_history_triggers(text) IS 'Creates or replaces the triggers that record the history of a table, and their function.';

DO $$
DECLARE
  tracked name;
BEGIN
  FOR tracked IN SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'history'::regnamespace LOOP
    CALL define_history_triggers(tracked);
  END LOOP;
END $$;
DROP FUNCTION record_history();

CREATE OR REPLACE FUNCTION reject_history_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() > 1 THEN
    RETURN NULL;
  END IF;
  IF EXISTS (SELECT FROM public.erasure_record WHERE transaction_id = pg_current_xact_id_if_assigned()::text) THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% of %.% is not allowed: only triggers and erasures write the history', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'append_only';
END $$;

CREATE OR REPLACE FUNCTION transaction_version() RETURNS integer LANGUAGE plpgsql STABLE AS $$
DECLARE
  this_version text := nullif(current_setting('registre.change', true), '');
BEGIN
  IF this_version IS NULL THEN
    RETURN (SELECT version + 1 FROM public.register);
  END IF;
  RETURN this_version::integer;
END $$;

-- 2. The functions of CHECK constraints. PostgreSQL plans the constraints of a table again for each statement that writes it. It would insert
-- the bodies of functions in SQL each time, and plan those too.

CREATE OR REPLACE FUNCTION is_text(value text, maximum integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN length(value) >= 1 AND length(value) <= maximum AND value IS NFC NORMALIZED
    AND value !~ ('[' || public.controls() || ']')
    AND value !~ ('^[' || public.inkless() || public.combining() || ']|[' || public.inkless() || ']$');
END $$;

CREATE OR REPLACE FUNCTION is_name(value text, maximum integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN public.is_text(value, maximum) AND value !~ ('[' || public.invisibles() || ']');
END $$;

CREATE OR REPLACE FUNCTION is_slug(value text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN public.is_name(value, 250) AND value ~ ('^[^' || public.spaces() || '/@<>"&?#%{}|\\^`]+$') AND value !~ '^(\.+|__proto__)$';
END $$;

CREATE OR REPLACE FUNCTION is_url(value text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN length(value) <= 2000 AND value IS NFC NORMALIZED
    AND value ~ ('^https?://(([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.)*[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.?|(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\.(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3})(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?'
      || '([/?#][^' || public.controls() || public.invisibles() || public.spaces() || '<>"{}|\\^`]*)?$');
END $$;

CREATE OR REPLACE FUNCTION is_mailbox(value text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN length(value) <= 254
    AND value ~ '^[A-Za-z0-9_.+-]{1,64}@([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$';
END $$;

CREATE OR REPLACE FUNCTION is_name_list(list text[], maximum integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  item text;
BEGIN
  FOREACH item IN ARRAY coalesce(list, '{}') LOOP
    IF item IS NULL OR NOT public.is_name(item, maximum) THEN
      RETURN false;
    END IF;
  END LOOP;
  RETURN true;
END $$;

CREATE OR REPLACE FUNCTION is_identifier(scheme text, value text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN CASE lower(scheme COLLATE "C")
    WHEN 'siren' THEN CASE WHEN value ~ '^[0-9]{9}$' THEN public.has_luhn_key(value) ELSE false END
    WHEN 'siret' THEN CASE WHEN value ~ '^[0-9]{14}$' THEN public.has_luhn_key(value) ELSE false END
    ELSE public.is_name(value, 200)
  END;
END $$;

-- 3. The startups that a version changed are found by the indexes of versions. In a register that was imported at once, most rows of history have
-- one version, so PostgreSQL expects most rows to match: it would read whole tables, and compile the statement, at the end of each change.

ALTER FUNCTION keep_startup_counts() SET enable_seqscan = off;
ALTER FUNCTION keep_startup_counts() SET jit = off;

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
    UNION ALL
    SELECT l.startup_id FROM domain d JOIN history.startup_sponsor l ON l.entity_id = d.id AND l.valid_to = 2147483647
  ) changed;
  RETURN startups;
END $$;
