-- Gives the objects of the database the terms of the documentation, and comments that `\df+` and `\d+` of psql show.
-- Views, triggers and indexes follow a renamed function by themselves; the bodies of functions are replaced below.

-- The table of erasures, with its constraints and its sequence.
ALTER TABLE tombstone RENAME TO erasure_record;
ALTER SEQUENCE tombstone_id_seq RENAME TO erasure_record_id_seq;
DO $$
DECLARE
  former name;
BEGIN
  FOR former IN
    SELECT conname FROM pg_constraint WHERE conrelid = 'erasure_record'::regclass AND starts_with(conname, 'tombstone_')
  LOOP
    EXECUTE format('ALTER TABLE erasure_record RENAME CONSTRAINT %I TO %I', former, replace(former, 'tombstone_', 'erasure_record_'));
  END LOOP;
END $$;

ALTER FUNCTION refuse_entity_loop() RENAME TO reject_entity_loop;
ALTER FUNCTION refuse_register_step() RENAME TO reject_register_step;
ALTER FUNCTION refuse_rewriting() RENAME TO reject_history_change;
ALTER FUNCTION refuse_unburying() RENAME TO reject_erasure_record_change;
ALTER FUNCTION change_version() RENAME TO transaction_version;
ALTER FUNCTION asked_version() RENAME TO as_of_version;
ALTER FUNCTION stamp_version() RENAME TO set_row_version;
ALTER FUNCTION register_stamp() RENAME TO register_version_token;
ALTER FUNCTION tell_register() RENAME TO notify_version_token;
ALTER FUNCTION idle_words() RENAME TO stop_words;
ALTER FUNCTION squeezed(text) RENAME TO letters_and_digits;
ALTER FUNCTION near(text, text) RENAME TO spelling_variants;
ALTER FUNCTION asked_words(text) RENAME TO query_words;

ALTER TRIGGER stamp ON entity RENAME TO set_row_version;
ALTER TRIGGER stamp ON mission RENAME TO set_row_version;
ALTER TRIGGER stamp ON startup RENAME TO set_row_version;
ALTER TRIGGER stamp ON service RENAME TO set_row_version;
ALTER TRIGGER told ON register RENAME TO notify_version_token;
ALTER TRIGGER told ON erasure_record RENAME TO notify_version_token;

-- The new names in the bodies of functions that keep their text.
DO $$
DECLARE
  renamed CONSTANT text[] := '{change_version,transaction_version,asked_version,as_of_version,idle_words,stop_words,squeezed,letters_and_digits,refuse_rewriting,reject_history_change}';
  caller regprocedure;
BEGIN
  FOR i IN 1 .. array_length(renamed, 1) BY 2 LOOP
    FOR caller IN
      SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosrc ~ ('public\.' || renamed[i] || '\M')
    LOOP
      EXECUTE regexp_replace(pg_get_functiondef(caller), 'public\.' || renamed[i] || '\M', 'public.' || renamed[i + 1], 'g');
    END LOOP;
  END LOOP;
END $$;

-- The functions whose text has former terms.

CREATE OR REPLACE FUNCTION reject_history_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() > 1 OR EXISTS (
    SELECT FROM public.erasure_record WHERE transaction_id = pg_current_xact_id_if_assigned()::text
  ) THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% of %.% is not allowed: only triggers and erasures write the history', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'append_only';
END $$;

CREATE OR REPLACE FUNCTION reject_erasure_record_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of erasure_record is not allowed', TG_OP
    USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'append_only';
END $$;

CREATE OR REPLACE FUNCTION lock_register() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    RAISE EXCEPTION 'TRUNCATE of % is not allowed: no history would be recorded of the deleted rows', TG_TABLE_NAME
      USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'append_only', HINT = 'DELETE the rows instead.';
  END IF;
  IF nullif(current_setting('registre.change', true), '') IS NULL THEN
    PERFORM FROM public.register FOR UPDATE;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION register_version_token() RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT concat_ws('.', version, (SELECT count(*) FROM public.erasure_record), (extract(epoch FROM updated_at) * 1000)::bigint)
    FROM public.register);
END $$;

CREATE OR REPLACE FUNCTION notify_version_token() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('registre_version_token', public.register_version_token());
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION query_words(value text) RETURNS TABLE (word text, stem text, unfinished boolean, query tsquery)
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT ROWS 4 AS $$
  WITH token AS (
    SELECT lexeme, positions[cardinality(positions)] AS place, stems,
      stems = '{}' OR lexeme = ANY (public.stop_words()) AS is_stop_word
    FROM unnest(to_tsvector('pg_catalog.simple', public.words(public.fold(value)))),
      LATERAL ts_lexize('pg_catalog.french_stem', lexeme) AS stems
  ), term AS (
    SELECT lexeme, coalesce(stems[1], lexeme) AS stem,
      place = max(place) OVER () AND value !~ '\s$' AND length(lexeme) > 1 AS unfinished,
      is_stop_word AND NOT bool_and(is_stop_word) OVER () AS is_ignored
    FROM token
  )
  SELECT lexeme, stem, unfinished,
    (quote_literal(lexeme) || CASE WHEN unfinished THEN ':*' ELSE '' END || '|' || quote_literal(stem))::tsquery
  FROM term WHERE NOT is_ignored
$$;

-- The former names, for servers of version 0.2 that still run during an upgrade. They are no longer notified of a change
-- of another process: they read the version token every 900 ms. The first migration of a later release drops these names.
CREATE VIEW tombstone AS SELECT * FROM erasure_record;
CREATE FUNCTION register_stamp() RETURNS text LANGUAGE sql STABLE RETURN public.register_version_token();
CREATE FUNCTION squeezed(folded text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT RETURN public.letters_and_digits(folded);
CREATE FUNCTION near(word text, stem text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN public.spelling_variants(word, stem);
CREATE FUNCTION asked_words(value text) RETURNS TABLE (word text, stem text, unfinished boolean, query tsquery)
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT ROWS 4 AS 'SELECT * FROM public.query_words(value)';

COMMENT ON SCHEMA history IS 'Every version of every row of the tracked tables, with the register versions between which it was current. Triggers write it.';
COMMENT ON SCHEMA past IS 'One view per table, with its name and columns: the rows as of the version in the setting registre.version.';

COMMENT ON TABLE register IS 'One row: the version of the register, which each committed change raises by one. Its row lock makes writers wait for each other. The key checks identify the secrets that member keys and token digests were made with.';
COMMENT ON TABLE journal IS 'One row per version of the register: author, command and instant. The changed rows are in the schema history.';
COMMENT ON TABLE erasure_record IS 'One row per erasure of personal data: when, why, by whom and how many occurrences, never what. Only a transaction that inserts one may change the history.';
COMMENT ON TABLE source_record IS 'Each imported row as its source gave it, without personal data, and the row of the register that it was imported into.';
COMMENT ON TABLE import_finding IS 'The values that an import repaired, flagged or rejected.';
COMMENT ON TABLE publication IS 'One row per publishing run. At most one is RUNNING.';
COMMENT ON TABLE publication_step IS 'One row per write that a publishing run made, or tried to make, on the platform.';
COMMENT ON TABLE published_dataset IS 'The state of a dataset on a platform: published has a hash of each field as it was last published, sent of a write without a response yet.';
COMMENT ON TABLE published_resource IS 'The state of a resource of a dataset on a platform: published and sent are those of published_dataset.';
COMMENT ON TABLE publisher_lease IS 'One row: the process that may publish, and until when by the clock of the database. token is a fencing token: it rises with each holder.';
COMMENT ON TABLE access_token IS 'Access tokens. Only a keyed digest of a token is stored.';
COMMENT ON TABLE document IS 'Persisted GraphQL documents by their SHA-256. They are not part of the register: registering one raises no version.';
COMMENT ON VIEW tombstone IS 'Deprecated: the former name of erasure_record.';

COMMENT ON FUNCTION fold(text) IS 'A text without accents, ligatures and capitals, for search and sorting. Immutable, because the dictionary of unaccent only changes with a major version of PostgreSQL.';
COMMENT ON FUNCTION containing(text) IS 'The LIKE pattern that finds a folded text anywhere, with % _ \ taken literally.';
COMMENT ON FUNCTION reject_entity_loop() IS 'Rejects an entity that would be its own ancestor.';
COMMENT ON FUNCTION reject_register_step() IS 'Rejects a change of the register version other than by one.';
COMMENT ON FUNCTION transaction_version() IS 'The version that this transaction makes: the one in the setting registre.change, else the next.';
COMMENT ON FUNCTION open_version() IS 'The version that this transaction makes. Raises the version of the register at the first write of a transaction without the setting registre.change, such as SQL by hand.';
COMMENT ON FUNCTION as_of_version() IS 'The version that the views of the schema past show: the setting registre.version.';
COMMENT ON FUNCTION reject_history_change() IS 'Rejects a change of the history or of the journal, except by triggers and by an erasure that inserts an erasure_record.';
COMMENT ON FUNCTION reject_erasure_record_change() IS 'Rejects a change of erasure records.';
COMMENT ON FUNCTION set_row_version() IS 'Sets the version of a row, for optimistic locking.';
COMMENT ON FUNCTION lock_register() IS 'Locks the row of register before a transaction of SQL by hand or of a migration locks any other row, as the commands do: no two writers share a version or deadlock. Rejects TRUNCATE.';
COMMENT ON FUNCTION record_version() IS 'Writes the journal entry of a new version.';
COMMENT ON FUNCTION record_history() IS 'Ends the row versions that a statement replaced or deleted, and inserts the new ones. A row that is created and deleted within one version leaves no history. The arguments are the columns of the table, and the condition that rows o and h have the same key.';
COMMENT ON FUNCTION register_version_token() IS 'Version, number of erasures and instant of the last change: the register and its history are the same whenever the token is the same. An erasure raises no version; a register that was restored from a backup may have the same version again, made at another instant.';
COMMENT ON FUNCTION notify_version_token() IS 'Notifies the channel registre_version_token of a committed change or erasure.';
COMMENT ON FUNCTION column_list(text) IS 'The columns of a table, as the list of an INSERT or SELECT.';
COMMENT ON FUNCTION key_columns(text) IS 'The columns of the primary key of a table, in its order.';
COMMENT ON PROCEDURE define_history_triggers(text) IS 'Creates or replaces the triggers that record the history of a table.';
COMMENT ON PROCEDURE define_past_view(text) IS 'Creates or replaces the view of a table in the schema past. Columns keep their order, so that the view keeps its privileges.';
COMMENT ON PROCEDURE track_history(text) IS 'Starts the history of a table: copies its rows, then records each change.';
COMMENT ON PROCEDURE add_column(text, text, text) IS 'Adds a column to a table, to its history and to its view in past. The definition is that of ALTER TABLE … ADD COLUMN. Rows of the history get the default, the generated value or NULL.';
COMMENT ON PROCEDURE rename_column(text, text, text) IS 'Renames a column of a table, of its history and of its view in past.';
COMMENT ON PROCEDURE drop_column(text, text) IS 'Drops a column of a table and of its history: its values are lost at every version. Privileges granted on the view in past are lost too.';
COMMENT ON FUNCTION words(text) IS 'A folded text with letters, digits and single spaces only. The parser of PostgreSQL would read addresses, numbers and compounds in the rest, and other letters by the locale.';
COMMENT ON FUNCTION stop_words() IS 'French stop words and their stems, folded. Ignored in texts, indexed in names.';
COMMENT ON FUNCTION letters_and_digits(text) IS 'A folded text as one word of letters and digits: mesaides for mes-aides.';
COMMENT ON FUNCTION name_vector(text[]) IS 'The words of folded names, also joined to one word (weight A), and their stems (weight B).';
COMMENT ON FUNCTION search_vector(text[], text) IS 'The search vector of a row: name_vector of its names, then the words of its texts without stop words (C) and their stems (D). In PL/pgSQL, which is not inlined: with its cost, the planner prefers the index.';
COMMENT ON FUNCTION fold_list(text[]) IS 'A list as one folded text after a space; empty for an empty list.';
COMMENT ON FUNCTION spelling_variants(text, text) IS 'The words at one edit from a word or its stem: a letter removed, added or replaced, or two neighbours swapped. NULL for a word of fewer than 4 letters or with other characters.';
COMMENT ON FUNCTION query_words(text) IS 'The words of a search text: those that are not stop words, else all of them. query matches a word as written, by its stem, or by its beginning if it is last and unfinished.';
COMMENT ON FUNCTION register_stamp() IS 'Deprecated: the former name of register_version_token().';
COMMENT ON FUNCTION squeezed(text) IS 'Deprecated: the former name of letters_and_digits(text).';
COMMENT ON FUNCTION near(text, text) IS 'Deprecated: the former name of spelling_variants(text, text).';
COMMENT ON FUNCTION asked_words(text) IS 'Deprecated: the former name of query_words(text).';
