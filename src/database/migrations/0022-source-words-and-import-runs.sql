-- The words of sources, and what the imports of a source gave.

CREATE TYPE source_field AS ENUM ('PHASE', 'EVENT', 'ACCESSIBILITY', 'EMPLOYMENT', 'ORGANISATION_TYPE', 'MINISTRY_DOMAIN', 'TRADE');

CREATE TABLE source_word (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id integer NOT NULL REFERENCES import_source,
  field source_field NOT NULL,
  word text COLLATE "C" NOT NULL CHECK (word <> ''),
  code text COLLATE "C" CHECK (code ~ '^[A-Z][A-Z0-9_]*$'),
  label text NOT NULL CHECK (label <> ''),
  used_from date,
  used_until date,
  synonyms text[] NOT NULL DEFAULT '{}',
  previous_code text COLLATE "C" CHECK (previous_code ~ '^[A-Z][A-Z0-9_]*$'),
  code_after_previous text COLLATE "C" CHECK (code_after_previous ~ '^[A-Z][A-Z0-9_]*$'),
  CHECK (used_from <= used_until),
  CHECK ((previous_code IS NULL) = (code_after_previous IS NULL)),
  UNIQUE NULLS NOT DISTINCT (source_id, field, word, used_from)
);
COMMENT ON TABLE source_word IS 'The words of the closed lists of a source, past and present, with their code in the register.';
CREATE INDEX source_word_field ON source_word (field, fold(word));
CALL track_history('source_word');

-- Imports write the label.
CALL add_column('startup_event', 'kind_label', $$text CHECK (is_name(kind_label, 500))$$);

CREATE TABLE import_run (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id integer NOT NULL REFERENCES import_source,
  imported_at timestamptz(3) NOT NULL,
  fingerprint text COLLATE "C",
  latest_on date,
  modified_at timestamptz(3),
  startups integer NOT NULL CHECK (startups >= 0),
  organisations integer NOT NULL CHECK (organisations >= 0),
  incubators integer NOT NULL CHECK (incubators >= 0),
  members integer NOT NULL CHECK (members >= 0)
);
COMMENT ON TABLE import_run IS 'The imports of each source that changed the register: later imports are compared with them. Not part of the register, and without history.';
COMMENT ON COLUMN import_run.fingerprint IS 'The hash of the rows that the source gave; NULL for an import before this table.';
COMMENT ON COLUMN import_run.latest_on IS 'The latest first day of a phase that had begun on the day of the import.';
COMMENT ON COLUMN import_run.modified_at IS 'The latest Last-Modified of the files, if they were downloaded and the server sent it.';
CREATE INDEX import_run_source ON import_run (source_id, id);

-- The imports before this table: what their rows say today.
INSERT INTO import_run (source_id, imported_at, latest_on, startups, organisations, incubators, members)
SELECT i.id, i.imported_at,
  -- Of the phases that the source gave: a command may have recorded a later one.
  (SELECT max((p ->> 'started_on')::date) FROM source_record r, jsonb_path_query(r.imported, '$.lists.phases[*]') p
   WHERE r.source_id = i.id AND (p ->> 'started_on')::date <= (i.imported_at AT TIME ZONE 'Europe/Paris')::date),
  (SELECT count(*) FROM source_record r WHERE r.source_id = i.id AND r.startup_id IS NOT NULL),
  (SELECT count(*) FROM source_record r WHERE r.source_id = i.id AND starts_with(r.source_key, 'organisation/')),
  (SELECT count(*) FROM source_record r WHERE r.source_id = i.id AND starts_with(r.source_key, 'incubator/')),
  (SELECT count(DISTINCT m.member_key) FROM membership m WHERE m.source_id = i.id)
FROM import_source i ORDER BY i.id;
