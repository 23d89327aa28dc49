-- The method as it is followed: objectives, who comes from where, what an administration decided, how entities succeed
-- one another, and the version of the register that last changed each row.

ALTER TABLE entity ADD COLUMN closed_on date, ADD COLUMN version integer NOT NULL DEFAULT 0 CHECK (version >= 0);
ALTER TABLE mission ADD COLUMN closed_on date, ADD COLUMN version integer NOT NULL DEFAULT 0 CHECK (version >= 0);
ALTER TABLE service ADD COLUMN closed_on date, ADD COLUMN version integer NOT NULL DEFAULT 0 CHECK (version >= 0),
  ADD CHECK (closed_on IS NULL OR status = 'CLOSED');

-- What the administration made of the service once it came back.
CREATE TYPE startup_decision AS ENUM ('DEVELOPED', 'KEPT', 'ABANDONED');
ALTER TABLE startup ADD COLUMN decision startup_decision, ADD COLUMN decided_on date,
  ADD COLUMN version integer NOT NULL DEFAULT 0 CHECK (version >= 0),
  ADD CHECK ((decision IS NULL) = (decided_on IS NULL));

CREATE TABLE objective (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  startup_id integer NOT NULL REFERENCES startup ON DELETE CASCADE,
  position integer NOT NULL CHECK (position >= 0),
  statement text NOT NULL CHECK (statement <> '' AND length(statement) <= 10000),
  recorded_on date NOT NULL,
  UNIQUE (startup_id, position)
);

-- A team is gathered under an agreement before there is a startup: the intrapreneur comes from an administration,
-- contractors through a public contract.
ALTER TABLE membership
  ADD COLUMN agreement_id integer REFERENCES agreement,
  ADD COLUMN administration_id integer REFERENCES entity,
  ADD COLUMN public_contract_id integer REFERENCES public_contract,
  ADD CHECK (public_contract_id IS NULL OR employment = 'CONTRACTOR');
CREATE INDEX membership_agreement ON membership (agreement_id);
CREATE INDEX membership_administration ON membership (administration_id);
CREATE INDEX membership_public_contract ON membership (public_contract_id);

ALTER TABLE rebilling ADD UNIQUE (agreement_id, billed_on, amount_cents);

CREATE TYPE succession_kind AS ENUM ('RENAMED', 'MERGED', 'SPLIT');

-- Which entity took over from which, by which text.
CREATE TABLE entity_succession (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind succession_kind NOT NULL,
  predecessor_id integer NOT NULL REFERENCES entity,
  successor_id integer NOT NULL REFERENCES entity,
  effective_on date NOT NULL,
  legal_source text NOT NULL CHECK (legal_source <> '' AND length(legal_source) <= 500),
  legal_url text CHECK (legal_url ~ '^https?://[^[:space:]]+$' AND length(legal_url) <= 2000),
  UNIQUE (predecessor_id, successor_id),
  CHECK (predecessor_id <> successor_id)
);
CREATE INDEX entity_succession_successor ON entity_succession (successor_id);
