-- Documents that clients registered, to ask for them by their hash. Not of the register: they raise no version.

CREATE TABLE document (
  sha256 text COLLATE "C" PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  text text NOT NULL CHECK (text <> ''),
  bytes integer NOT NULL GENERATED ALWAYS AS (octet_length(text)) STORED,
  registered_at timestamptz(3) NOT NULL DEFAULT now(),
  -- Null until it is first asked for by its hash; then written at most once an hour.
  last_used_at timestamptz(3),
  CHECK (sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex'))
);
