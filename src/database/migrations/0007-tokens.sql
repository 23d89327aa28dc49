-- Who may write: tokens are shown once and stored as a keyed hash.

CREATE TYPE token_role AS ENUM ('READER', 'EDITOR', 'PUBLISHER', 'ADMIN');

CREATE TABLE access_token (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CHECK (name <> '' AND length(name) <= 100),
  role token_role NOT NULL,
  -- The first letters, by which people and secret scanners recognize it.
  prefix text COLLATE "C" NOT NULL CHECK (prefix ~ '^regnum_[a-z0-9]+_[0-9A-Za-z]{8}$'),
  digest text COLLATE "C" NOT NULL UNIQUE CHECK (digest ~ '^[0-9a-f]{64}$'),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  last_used_at timestamptz(3),
  revoked_at timestamptz(3),
  CHECK (expires_at > created_at)
);
CREATE INDEX access_token_name ON access_token (name);

-- Tells whether the secret in use is the one that the digests were made with.
ALTER TABLE register ADD COLUMN token_key_check text;
