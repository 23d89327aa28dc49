-- What was published where: the runs, what each did, and what is remembered of the platform between two of them.

CREATE TYPE publication_outcome AS ENUM ('RUNNING', 'PUBLISHED', 'UNCHANGED', 'PARTIAL', 'FAILED', 'INTERRUPTED');

-- A run. At most one is under way; who takes the lease after one that died marks it interrupted. The report never
-- holds a secret.
CREATE TABLE publication (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  platform text COLLATE "C" NOT NULL CHECK (platform ~ '^https?://[^[:space:]]+$' AND length(platform) <= 200),
  release_name text COLLATE "C" NOT NULL CHECK (release_name <> '' AND length(release_name) <= 100),
  register_version integer NOT NULL CHECK (register_version >= 0),
  started_at timestamptz(3) NOT NULL DEFAULT now(),
  finished_at timestamptz(3) CHECK (finished_at >= started_at),
  outcome publication_outcome NOT NULL DEFAULT 'RUNNING',
  problem text CHECK (problem <> '' AND length(problem) <= 2000),
  report jsonb,
  CHECK ((outcome = 'RUNNING') = (finished_at IS NULL))
);
CREATE INDEX publication_started ON publication (started_at, id);
CREATE UNIQUE INDEX publication_running ON publication ((outcome)) WHERE outcome = 'RUNNING';

-- A write that a run made, or tried to make.
CREATE TABLE publication_step (
  publication_id integer NOT NULL REFERENCES publication ON DELETE CASCADE,
  position integer NOT NULL CHECK (position >= 0),
  dataset text COLLATE "C" NOT NULL CHECK (dataset <> ''),
  resource text COLLATE "C" CHECK (resource <> ''),
  kind text COLLATE "C" NOT NULL CHECK (kind <> '' AND length(kind) <= 50),
  outcome text COLLATE "C" NOT NULL CHECK (outcome IN ('DONE', 'UNKNOWN', 'REFUSED')),
  detail text CHECK (detail <> '' AND length(detail) <= 2000),
  taken_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (publication_id, position)
);

-- What became of a dataset on a platform. `published` holds a hash of each field as we last left it, by which what
-- people change by hand is told from what we wrote; `sent`, the same of a write that may not have been answered.
CREATE TABLE published_dataset (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  platform text COLLATE "C" NOT NULL CHECK (platform ~ '^https?://[^[:space:]]+$'),
  dataset text COLLATE "C" NOT NULL CHECK (dataset <> '' AND length(dataset) <= 100),
  remote_id text COLLATE "C" CHECK (remote_id <> '' AND length(remote_id) <= 100),
  opened boolean NOT NULL DEFAULT false,
  published jsonb NOT NULL DEFAULT '{}',
  sent jsonb NOT NULL DEFAULT '{}',
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  UNIQUE (platform, dataset)
);

CREATE TABLE published_resource (
  dataset_id integer NOT NULL REFERENCES published_dataset ON DELETE CASCADE,
  key text COLLATE "C" NOT NULL CHECK (key <> '' AND length(key) <= 200),
  remote_id text COLLATE "C" CHECK (remote_id <> '' AND length(remote_id) <= 100),
  sent_sha1 text COLLATE "C" CHECK (sent_sha1 ~ '^[0-9a-f]{40}$'),
  published jsonb NOT NULL DEFAULT '{}',
  sent jsonb NOT NULL DEFAULT '{}',
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (dataset_id, key)
);

-- One row: who may publish, until when by the clock of the database. The token rises with each holder: one that slept
-- beyond its time finds another, and may not write any more.
CREATE TABLE publisher_lease (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  holder text CHECK (holder <> '' AND length(holder) <= 300),
  token integer NOT NULL DEFAULT 0 CHECK (token >= 0),
  expires_at timestamptz(3) NOT NULL DEFAULT '-infinity'
);
INSERT INTO publisher_lease DEFAULT VALUES;
