-- The register itself: its version, where its rows come from, and what imports noticed.

-- One row. The version rises by one with each committed change: the row lock makes writers queue, so no number is
-- shared or skipped. `member_key_check` tells whether the secret in use is the one that the member keys were made with.
CREATE TABLE register (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  version integer NOT NULL CHECK (version >= 0),
  updated_at timestamptz(3) NOT NULL,
  member_key_check text
);
INSERT INTO register (version, updated_at) VALUES (0, now());

CREATE FUNCTION refuse_register_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION 'the register version goes up by one' USING ERRCODE = 'check_violation', CONSTRAINT = 'register_step';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER register_step BEFORE UPDATE ON register FOR EACH ROW EXECUTE FUNCTION refuse_register_step();

CREATE TABLE import_source (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE CHECK (name <> '' AND length(name) <= 100),
  title text NOT NULL CHECK (title <> ''),
  licence text NOT NULL CHECK (licence <> ''),
  url text CHECK (url ~ '^https?://'),
  imported_at timestamptz(3) NOT NULL
);

ALTER TABLE membership ADD FOREIGN KEY (source_id) REFERENCES import_source;

-- Each imported row as its source gave it (without anything personal), and the row of the register it became.
CREATE TABLE source_record (
  source_id integer NOT NULL REFERENCES import_source,
  source_key text COLLATE "C" NOT NULL CHECK (source_key <> '' AND length(source_key) <= 300),
  fingerprint text NOT NULL,
  content jsonb NOT NULL,
  entity_id integer REFERENCES entity ON DELETE CASCADE,
  theme_id integer REFERENCES theme ON DELETE CASCADE,
  mission_id integer REFERENCES mission ON DELETE CASCADE,
  startup_id integer REFERENCES startup ON DELETE CASCADE,
  service_id integer REFERENCES service ON DELETE CASCADE,
  PRIMARY KEY (source_id, source_key),
  CHECK (num_nonnulls(entity_id, theme_id, mission_id, startup_id, service_id) <= 1)
);
CREATE INDEX source_record_entity ON source_record (entity_id);
CREATE INDEX source_record_theme ON source_record (theme_id);
CREATE INDEX source_record_mission ON source_record (mission_id);
CREATE INDEX source_record_startup ON source_record (startup_id);
CREATE INDEX source_record_service ON source_record (service_id);

CREATE TABLE import_finding (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id integer NOT NULL REFERENCES import_source,
  code text COLLATE "C" NOT NULL CHECK (code ~ '^[A-Z][A-Z0-9_]*$'),
  outcome finding_outcome NOT NULL,
  subject finding_subject NOT NULL,
  source_key text COLLATE "C" CHECK (source_key <> ''),
  field text COLLATE "C" NOT NULL,
  before text COLLATE "C",
  after text COLLATE "C"
);
CREATE INDEX import_finding_source ON import_finding (source_id);
CREATE INDEX import_finding_code ON import_finding (code, id);
