-- History is recorded by column name: a table and its history may have their columns in different orders, and
-- add_column adds a column to both. A statement run by hand raises the version of the register like any other change.

-- The columns of a table, as the list of an INSERT or of a SELECT.
CREATE FUNCTION column_list(table_name text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
  WHERE attrelid = format('public.%I', table_name)::regclass AND attnum > 0 AND NOT attisdropped
$$;

-- The columns of the primary key of a table, in its order.
CREATE FUNCTION key_columns(table_name text) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(attname::text ORDER BY array_position(indkey::smallint[], attnum))
  FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey)
  WHERE indrelid = format('public.%I', table_name)::regclass AND indisprimary
$$;

-- A transaction that is not a change of the program (psql, a migration) takes the lock that the program takes, before
-- it locks any row: two writers never share a version, nor wait for each other.
CREATE FUNCTION lock_register() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    RAISE EXCEPTION 'TRUNCATE of % is refused: the rows that it removes would not be recorded', TG_TABLE_NAME
      USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'append_only', HINT = 'DELETE the rows instead.';
  END IF;
  IF nullif(current_setting('registre.change', true), '') IS NULL THEN
    PERFORM FROM public.register FOR UPDATE;
  END IF;
  RETURN NULL;
END $$;

-- A version of the register has its line in the journal, and is the one that the rest of the transaction writes.
CREATE FUNCTION record_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW.version <> OLD.version THEN
    INSERT INTO public.journal (version, recorded_at, actor, command) VALUES (
      NEW.version, NEW.updated_at,
      coalesce(nullif(current_setting('registre.actor', true), ''), session_user),
      coalesce(nullif(current_setting('registre.command', true), ''), 'SQL'));
    PERFORM set_config('registre.change', NEW.version::text, true);
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER journal AFTER INSERT OR UPDATE ON register FOR EACH ROW EXECUTE FUNCTION record_version();
DROP FUNCTION keep_journal();

-- The version that the transaction makes. The program names it beforehand and raises the register at the end; for any
-- other transaction, the first row that it writes raises the register.
CREATE FUNCTION open_version() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  IF nullif(current_setting('registre.change', true), '') IS NULL THEN
    UPDATE public.register SET version = version + 1, updated_at = greatest(clock_timestamp(), updated_at);
  END IF;
  RETURN current_setting('registre.change')::integer;
END $$;

-- Ends the rows that a statement replaced or deleted, and begins those that it wrote. A row that comes and goes within
-- one version was never there. The arguments are the columns of the table, and the condition that two rows o and h
-- have the same key. Planned each time: a plan for one row would not do for the thousands of an import.
CREATE FUNCTION record_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  columns text := TG_ARGV[0];
  same_key text := TG_ARGV[1];
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
    EXECUTE format('DELETE FROM history.%I h USING old_rows o WHERE %s AND h.valid_from = $1', TG_TABLE_NAME, same_key)
      USING this_version;
    EXECUTE format('UPDATE history.%I h SET valid_to = $1 FROM old_rows o WHERE %s AND h.valid_to = 2147483647',
      TG_TABLE_NAME, same_key) USING this_version;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    EXECUTE format('INSERT INTO history.%1$I (valid_from, valid_to, %2$s) SELECT $1, 2147483647, %2$s FROM new_rows',
      TG_TABLE_NAME, columns) USING this_version;
  END IF;
  RETURN NULL;
END $$;

-- Makes the triggers that record a table, again after its columns changed.
CREATE PROCEDURE define_history_triggers(table_name text) LANGUAGE plpgsql AS $$
DECLARE
  recording text := format('EXECUTE FUNCTION public.record_history(%L, %L)', public.column_list(table_name),
    (SELECT string_agg(format('h.%1$I = o.%1$I', key), ' AND ') FROM unnest(public.key_columns(table_name)) AS key));
BEGIN
  EXECUTE format('CREATE OR REPLACE TRIGGER lock_register BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.%I
    FOR EACH STATEMENT EXECUTE FUNCTION public.lock_register()', table_name);
  EXECUTE format('CREATE OR REPLACE TRIGGER record_insert AFTER INSERT ON public.%I
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT ', table_name) || recording;
  EXECUTE format('CREATE OR REPLACE TRIGGER record_update AFTER UPDATE ON public.%I
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT ', table_name) || recording;
  EXECUTE format('CREATE OR REPLACE TRIGGER record_delete AFTER DELETE ON public.%I
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT ', table_name) || recording;
END $$;

-- Makes the view of a table as of asked_version(), again after the table gained columns. A view keeps the order of the
-- columns that it has: only then can it be replaced without losing the privileges granted on it.
CREATE PROCEDURE define_past_view(table_name text) LANGUAGE plpgsql AS $$
DECLARE
  columns text := (
    SELECT string_agg(quote_ident(t.attname), ', ' ORDER BY v.attnum, t.attnum)
    FROM pg_attribute t
    LEFT JOIN pg_attribute v ON v.attrelid = to_regclass(format('past.%I', table_name)) AND v.attname = t.attname
    WHERE t.attrelid = format('public.%I', table_name)::regclass AND t.attnum > 0 AND NOT t.attisdropped);
  rows_then text := CASE table_name
    WHEN 'journal' THEN 'public.journal WHERE version <= public.asked_version()'
    WHEN 'publication' THEN 'public.publication WHERE register_version <= public.asked_version()'
    ELSE format('history.%I WHERE valid_from <= public.asked_version() AND valid_to > public.asked_version()', table_name)
  END;
BEGIN
  EXECUTE format('CREATE OR REPLACE VIEW past.%I AS SELECT %s FROM %s', table_name, columns, rows_then);
END $$;

-- Begins the history of a table: the rows that it has, and each change of them from now on.
CREATE PROCEDURE track_history(table_name text) LANGUAGE plpgsql AS $$
DECLARE
  keys text[] := public.key_columns(table_name);
  reference text;
BEGIN
  EXECUTE format('CREATE TABLE history.%1$I (valid_from integer NOT NULL, valid_to integer NOT NULL, LIKE public.%1$I)', table_name);
  EXECUTE format('INSERT INTO history.%1$I (valid_from, valid_to, %2$s)
    SELECT (SELECT version FROM public.register), 2147483647, %2$s FROM public.%1$I', table_name, public.column_list(table_name));
  EXECUTE format('ALTER TABLE history.%I ADD PRIMARY KEY (%s, valid_from), ADD CHECK (valid_from < valid_to)', table_name,
    (SELECT string_agg(quote_ident(key), ', ') FROM unnest(keys) AS key));
  EXECUTE format('CREATE INDEX ON history.%I (valid_from)', table_name);
  EXECUTE format('CREATE INDEX ON history.%I (valid_to) WHERE valid_to < 2147483647', table_name);
  FOR reference IN
    SELECT attname FROM pg_attribute
    WHERE attrelid = format('public.%I', table_name)::regclass AND attnum > 0 AND NOT attisdropped
      AND (attname LIKE '%\_id' OR attname = 'slug') AND attname <> keys[1]
  LOOP
    EXECUTE format('CREATE INDEX ON history.%I (%I)', table_name, reference);
  END LOOP;
  EXECUTE format('CREATE TRIGGER append_only AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON history.%I
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting()', table_name);
  CALL public.define_history_triggers(table_name);
  CALL public.define_past_view(table_name);
END $$;

-- Adds a column to a table, to its history and to its view in `past`; the definition is that of ALTER TABLE … ADD COLUMN.
-- Rows of the past get what the rows of the table get: the default, what GENERATED computes, or NULL.
CREATE PROCEDURE add_column(table_name text, column_name text, definition text) LANGUAGE plpgsql AS $$
DECLARE
  added record;
BEGIN
  EXECUTE format('ALTER TABLE public.%I ADD COLUMN %I %s', table_name, column_name, definition);
  IF to_regclass(format('history.%I', table_name)) IS NOT NULL THEN
    SELECT format_type(atttypid, atttypmod) AS type, attnotnull AS required, attgenerated = 's' AS generated,
        nullif(attcollation, typcollation)::regcollation AS collation, pg_get_expr(adbin, adrelid) AS expression,
        attidentity <> '' OR (adbin IS NOT NULL AND attgenerated = '' AND NOT atthasmissing) AS differs
      INTO added
      FROM pg_attribute JOIN pg_type t ON t.oid = atttypid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
      WHERE attrelid = format('public.%I', table_name)::regclass AND attname = column_name;
    IF added.differs THEN
      RAISE EXCEPTION 'the default of %.% is not the same for every row', table_name, column_name
        USING ERRCODE = 'invalid_column_definition', HINT = 'Add the column without it, then UPDATE the rows: that is recorded.';
    END IF;
    IF added.required AND added.expression IS NULL THEN
      RAISE EXCEPTION 'column %.% is NOT NULL without a DEFAULT: rows of the past need a value too', table_name, column_name
        USING ERRCODE = 'invalid_column_definition', HINT = 'Give a DEFAULT; ALTER COLUMN … DROP DEFAULT can follow.';
    END IF;
    EXECUTE concat_ws(' ', format('ALTER TABLE history.%I ADD COLUMN %I %s', table_name, column_name, added.type),
      'COLLATE ' || added.collation::text,
      CASE WHEN added.generated THEN format('GENERATED ALWAYS AS (%s) STORED', added.expression)
        ELSE 'DEFAULT ' || added.expression END,
      CASE WHEN added.required THEN 'NOT NULL' END);
    IF added.expression IS NOT NULL THEN
      EXECUTE format('ALTER TABLE history.%I ALTER COLUMN %I DROP %s', table_name, column_name,
        CASE WHEN added.generated THEN 'EXPRESSION' ELSE 'DEFAULT' END);
    END IF;
    IF column_name LIKE '%\_id' THEN
      EXECUTE format('CREATE INDEX ON history.%I (%I)', table_name, column_name);
    END IF;
    CALL public.define_history_triggers(table_name);
  END IF;
  -- The secrets of the register are not shown of the past: its view is written by hand.
  IF to_regclass(format('past.%I', table_name)) IS NOT NULL AND table_name <> 'register' THEN
    CALL public.define_past_view(table_name);
  END IF;
END $$;

-- Renames a column of a table, of its history and of its view in `past`.
CREATE PROCEDURE rename_column(table_name text, former_name text, new_name text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE public.%I RENAME COLUMN %I TO %I', table_name, former_name, new_name);
  IF to_regclass(format('history.%I', table_name)) IS NOT NULL THEN
    EXECUTE format('ALTER TABLE history.%I RENAME COLUMN %I TO %I', table_name, former_name, new_name);
    CALL public.define_history_triggers(table_name);
  END IF;
  IF to_regclass(format('past.%I', table_name)) IS NOT NULL THEN
    EXECUTE format('ALTER VIEW past.%I RENAME COLUMN %I TO %I', table_name, former_name, new_name);
  END IF;
END $$;

-- Drops a column of a table with its past: what it held is lost at every version. Privileges granted on the view in
-- `past` are lost too.
CREATE PROCEDURE drop_column(table_name text, column_name text) LANGUAGE plpgsql AS $$
BEGIN
  IF to_regclass(format('history.%I', table_name)) IS NULL THEN
    EXECUTE format('ALTER TABLE public.%I DROP COLUMN %I', table_name, column_name);
    RETURN;
  END IF;
  EXECUTE format('DROP VIEW past.%I', table_name);
  EXECUTE format('ALTER TABLE public.%I DROP COLUMN %I', table_name, column_name);
  EXECUTE format('ALTER TABLE history.%I DROP COLUMN %I', table_name, column_name);
  CALL public.define_history_triggers(table_name);
  CALL public.define_past_view(table_name);
END $$;

-- With its triggers, on every table.
DROP FUNCTION keep_history() CASCADE;
DROP PROCEDURE remember(text), show_past(text);

DO $$
DECLARE
  tracked name;
BEGIN
  FOR tracked IN SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'history'::regnamespace LOOP
    CALL define_history_triggers(tracked);
  END LOOP;
END $$;
