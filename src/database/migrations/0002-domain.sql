-- What the register holds. Integrity stands here: keys, checks, partial unique indexes, a tree that cannot loop.
-- Texts are never empty (absent is null), slugs sort by code point on every machine, instants keep milliseconds.

CREATE TABLE entity (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug text COLLATE "C" NOT NULL UNIQUE CHECK (slug ~ '^[^[:space:][:cntrl:]/\\?#%]{1,250}$' AND slug NOT IN ('.', '..')),
  name text NOT NULL CHECK (name <> '' AND length(name) <= 500),
  acronym text CHECK (acronym <> '' AND length(acronym) <= 500),
  kind entity_kind NOT NULL,
  ministry_domain text CHECK (ministry_domain <> '' AND length(ministry_domain) <= 500),
  website text CHECK (website ~ '^https?://[^[:space:]]+$' AND length(website) <= 2000),
  contact text CHECK (contact <> '' AND length(contact) <= 254),
  parent_id integer REFERENCES entity DEFERRABLE INITIALLY DEFERRED,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  name_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold(name)) STORED,
  search_text text COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold(slug || ' ' || name || ' ' || coalesce(acronym, ''))) STORED,
  CHECK (parent_id <> id)
);
CREATE INDEX entity_parent ON entity (parent_id, name_key, id);
CREATE INDEX entity_name ON entity (name_key, id);
CREATE INDEX entity_updated ON entity (updated_at, id);
CREATE INDEX entity_kind_name ON entity (kind, name_key, id);
CREATE INDEX entity_ministry_domain ON entity (ministry_domain);
CREATE INDEX entity_search ON entity USING gin (search_text gin_trgm_ops);

-- Two moves made at the same time could each look acyclic: the lock makes them wait for one another.
CREATE FUNCTION refuse_entity_loop() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('entity tree'));
  IF EXISTS (
    WITH RECURSIVE above AS (
      SELECT parent_id FROM entity WHERE id = NEW.id
      UNION
      SELECT entity.parent_id FROM entity JOIN above ON entity.id = above.parent_id
    )
    SELECT FROM above WHERE parent_id = NEW.id
  ) THEN
    RAISE EXCEPTION 'entity % would be its own ancestor', NEW.slug USING ERRCODE = 'check_violation', CONSTRAINT = 'entity_tree';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER entity_tree AFTER INSERT OR UPDATE OF parent_id ON entity
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION refuse_entity_loop();

-- What others call an entity: SIREN, the id of another register…
CREATE TABLE entity_identifier (
  entity_id integer NOT NULL REFERENCES entity ON DELETE CASCADE,
  scheme text COLLATE "C" NOT NULL CHECK (scheme <> '' AND length(scheme) <= 100),
  value text COLLATE "C" NOT NULL CHECK (value <> '' AND length(value) <= 200),
  PRIMARY KEY (entity_id, scheme, value),
  UNIQUE (scheme, value)
);

CREATE TABLE theme (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug text COLLATE "C" NOT NULL UNIQUE CHECK (slug ~ '^[^[:space:][:cntrl:]/\\?#%]{1,250}$' AND slug NOT IN ('.', '..')),
  name text NOT NULL CHECK (name <> '' AND length(name) <= 200),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  name_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold(name)) STORED
);
CREATE INDEX theme_name ON theme (name_key, id);

CREATE TABLE mission (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug text COLLATE "C" NOT NULL UNIQUE CHECK (slug ~ '^[^[:space:][:cntrl:]/\\?#%]{1,250}$' AND slug NOT IN ('.', '..')),
  entity_id integer NOT NULL REFERENCES entity,
  name text NOT NULL CHECK (name <> '' AND length(name) <= 500),
  statement text NOT NULL CHECK (statement <> '' AND length(statement) <= 10000),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  name_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold(name)) STORED,
  search_text text COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold(slug || ' ' || name || ' ' || statement)) STORED
);
CREATE INDEX mission_entity ON mission (entity_id, name_key, id);
CREATE INDEX mission_name ON mission (name_key, id);
CREATE INDEX mission_updated ON mission (updated_at, id);
CREATE INDEX mission_search ON mission USING gin (search_text gin_trgm_ops);

CREATE TABLE mission_theme (
  mission_id integer NOT NULL REFERENCES mission ON DELETE CASCADE,
  theme_id integer NOT NULL REFERENCES theme,
  position integer NOT NULL CHECK (position >= 0),
  PRIMARY KEY (mission_id, theme_id)
);
CREATE INDEX mission_theme_theme ON mission_theme (theme_id, mission_id);

CREATE TABLE startup (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug text COLLATE "C" NOT NULL UNIQUE CHECK (slug ~ '^[^[:space:][:cntrl:]/\\?#%]{1,250}$' AND slug NOT IN ('.', '..')),
  name text NOT NULL CHECK (name <> '' AND length(name) <= 500),
  pitch text CHECK (pitch <> '' AND length(pitch) <= 10000),
  contact text CHECK (contact <> '' AND length(contact) <= 254),
  accessibility accessibility,
  topics text[] NOT NULL DEFAULT '{}' CHECK (array_position(topics, NULL) IS NULL AND array_position(topics, '') IS NULL),
  technologies text[] NOT NULL DEFAULT '{}'
    CHECK (array_position(technologies, NULL) IS NULL AND array_position(technologies, '') IS NULL),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  name_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold(name)) STORED,
  search_text text COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold(slug || ' ' || name || ' ' || coalesce(pitch, ''))) STORED
);
CREATE INDEX startup_name ON startup (name_key, id);
CREATE INDEX startup_updated ON startup (updated_at, id);
CREATE INDEX startup_topics ON startup USING gin (topics);
CREATE INDEX startup_technologies ON startup USING gin (technologies);
CREATE INDEX startup_search ON startup USING gin (search_text gin_trgm_ops);

-- Real histories overlap and leave gaps, so those are kept; but a startup is in one open phase at most.
CREATE TABLE phase (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  startup_id integer NOT NULL REFERENCES startup ON DELETE CASCADE,
  name phase_name NOT NULL,
  started_on date NOT NULL,
  ended_on date CHECK (ended_on >= started_on),
  days integer GENERATED ALWAYS AS (ended_on - started_on) STORED,
  comment text CHECK (comment <> '' AND length(comment) <= 10000),
  UNIQUE (startup_id, started_on, name)
);
CREATE UNIQUE INDEX phase_open ON phase (startup_id) WHERE ended_on IS NULL;
CREATE INDEX phase_name_started ON phase (name, started_on);

-- The first (position 0) is the incubator that the startup was begun in.
CREATE TABLE startup_incubator (
  startup_id integer NOT NULL REFERENCES startup ON DELETE CASCADE,
  entity_id integer NOT NULL REFERENCES entity,
  position integer NOT NULL CHECK (position >= 0),
  PRIMARY KEY (startup_id, entity_id),
  UNIQUE (startup_id, position)
);
CREATE INDEX startup_incubator_entity ON startup_incubator (entity_id, startup_id);

CREATE TABLE startup_sponsor (
  startup_id integer NOT NULL REFERENCES startup ON DELETE CASCADE,
  entity_id integer NOT NULL REFERENCES entity,
  position integer NOT NULL CHECK (position >= 0),
  PRIMARY KEY (startup_id, entity_id),
  UNIQUE (startup_id, position)
);
CREATE INDEX startup_sponsor_entity ON startup_sponsor (entity_id, startup_id);

CREATE TABLE startup_event (
  startup_id integer NOT NULL REFERENCES startup ON DELETE CASCADE,
  position integer NOT NULL CHECK (position >= 0),
  kind text NOT NULL CHECK (kind <> '' AND length(kind) <= 500),
  occurred_on date NOT NULL,
  comment text CHECK (comment <> '' AND length(comment) <= 10000),
  PRIMARY KEY (startup_id, position)
);

CREATE TABLE startup_link (
  startup_id integer NOT NULL REFERENCES startup ON DELETE CASCADE,
  kind link_kind NOT NULL,
  position integer NOT NULL CHECK (position >= 0),
  url text NOT NULL CHECK (url ~ '^https?://[^[:space:]]+$' AND length(url) <= 2000),
  PRIMARY KEY (startup_id, kind, position)
);

CREATE TABLE service (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug text COLLATE "C" NOT NULL UNIQUE CHECK (slug ~ '^[^[:space:][:cntrl:]/\\?#%]{1,250}$' AND slug NOT IN ('.', '..')),
  name text NOT NULL CHECK (name <> '' AND length(name) <= 500),
  description text CHECK (description <> '' AND length(description) <= 10000),
  url text CHECK (url ~ '^https?://[^[:space:]]+$' AND length(url) <= 2000),
  status service_status NOT NULL,
  operator_id integer REFERENCES entity,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  name_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold(name)) STORED,
  search_text text COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold(slug || ' ' || name || ' ' || coalesce(description, ''))) STORED
);
CREATE INDEX service_operator ON service (operator_id, name_key, id);
CREATE INDEX service_name ON service (name_key, id);
CREATE INDEX service_updated ON service (updated_at, id);
CREATE INDEX service_status_name ON service (status, name_key, id);
CREATE INDEX service_search ON service USING gin (search_text gin_trgm_ops);

CREATE TABLE service_startup (
  service_id integer NOT NULL REFERENCES service ON DELETE CASCADE,
  startup_id integer NOT NULL REFERENCES startup ON DELETE CASCADE,
  position integer NOT NULL CHECK (position >= 0),
  PRIMARY KEY (service_id, startup_id)
);
CREATE INDEX service_startup_startup ON service_startup (startup_id, service_id);

CREATE TABLE mission_action (
  mission_id integer NOT NULL REFERENCES mission ON DELETE CASCADE,
  position integer NOT NULL CHECK (position >= 0),
  kind mission_action_kind NOT NULL,
  description text NOT NULL CHECK (description <> '' AND length(description) <= 2000),
  beneficiary_kind entity_kind,
  partner_id integer REFERENCES entity,
  service_id integer REFERENCES service,
  PRIMARY KEY (mission_id, position)
);
CREATE INDEX mission_action_partner ON mission_action (partner_id);
CREATE INDEX mission_action_service ON mission_action (service_id);

CREATE TABLE satisfaction_survey (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  service_id integer NOT NULL REFERENCES service ON DELETE CASCADE,
  surveyed_on date NOT NULL,
  respondents integer NOT NULL CHECK (respondents > 0),
  score double precision NOT NULL CHECK (score BETWEEN 0 AND 10),
  comment text CHECK (comment <> '' AND length(comment) <= 10000),
  UNIQUE (service_id, surveyed_on)
);

-- No names of people: a member is an opaque key, enough to count distinct members and not to know them.
CREATE TABLE membership (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  startup_id integer REFERENCES startup ON DELETE CASCADE,
  member_key text COLLATE "C" NOT NULL CHECK (member_key ~ '^[0-9a-f]{32}$'),
  role team_role NOT NULL,
  role_word text NOT NULL CHECK (role_word <> '' AND length(role_word) <= 500),
  employment employment,
  started_on date,
  ended_on date CHECK (ended_on >= started_on),
  source_id integer,
  UNIQUE NULLS NOT DISTINCT (source_id, member_key, startup_id, role, role_word, employment, started_on, ended_on)
);
CREATE INDEX membership_startup ON membership (startup_id, started_on, ended_on);

CREATE TABLE agreement (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  administration_id integer NOT NULL REFERENCES entity,
  startup_id integer REFERENCES startup,
  signed_on date NOT NULL,
  ends_on date CHECK (ends_on >= signed_on),
  cost_cents integer CHECK (cost_cents >= 0),
  rebilled_share double precision CHECK (rebilled_share BETWEEN 0 AND 1),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX agreement_administration ON agreement (administration_id);
CREATE INDEX agreement_startup ON agreement (startup_id, signed_on, id);

-- What was charged back under an agreement.
CREATE TABLE rebilling (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  agreement_id integer NOT NULL REFERENCES agreement,
  billed_on date NOT NULL,
  amount_cents integer NOT NULL CHECK (amount_cents > 0)
);
CREATE INDEX rebilling_agreement ON rebilling (agreement_id, billed_on);

-- The framework contract that coaches and developers are called in through.
CREATE TABLE public_contract (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reference text COLLATE "C" NOT NULL UNIQUE CHECK (reference <> '' AND length(reference) <= 100),
  title text NOT NULL CHECK (title <> '' AND length(title) <= 500),
  buyer_id integer REFERENCES entity,
  supplier_id integer REFERENCES entity,
  signed_on date,
  ends_on date CHECK (ends_on >= signed_on)
);
CREATE INDEX public_contract_buyer ON public_contract (buyer_id);
CREATE INDEX public_contract_supplier ON public_contract (supplier_id);

CREATE TABLE pain_point (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  administration_id integer NOT NULL REFERENCES entity,
  startup_id integer REFERENCES startup,
  statement text NOT NULL CHECK (statement <> '' AND length(statement) <= 10000),
  raised_on date NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX pain_point_administration ON pain_point (administration_id);
CREATE INDEX pain_point_startup ON pain_point (startup_id, raised_on, id);

CREATE TABLE scale_plan (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  startup_id integer NOT NULL REFERENCES startup ON DELETE CASCADE,
  proposed_on date NOT NULL,
  statement text NOT NULL CHECK (statement <> '' AND length(statement) <= 10000)
);
CREATE INDEX scale_plan_startup ON scale_plan (startup_id, proposed_on);

-- How a startup d'État is born and incubated, as the method says it.
CREATE TABLE method_step (
  kind method_step_kind NOT NULL,
  position integer NOT NULL CHECK (position >= 0),
  name text NOT NULL CHECK (name <> '' AND length(name) <= 200),
  statement text NOT NULL CHECK (statement <> '' AND length(statement) <= 10000),
  phase phase_name UNIQUE,
  PRIMARY KEY (kind, position)
);

-- Who makes a team, and how many of each.
CREATE TABLE method_role (
  role team_role PRIMARY KEY,
  position integer NOT NULL UNIQUE CHECK (position > 0),
  minimum integer NOT NULL CHECK (minimum >= 0),
  maximum integer NOT NULL CHECK (maximum >= minimum),
  statement text NOT NULL CHECK (statement <> '' AND length(statement) <= 10000)
);
