-- What each client has spent, when several processes count together. Worth nothing after a crash: not written ahead.

CREATE UNLOGGED TABLE rate_limit (
  key varchar(255) COLLATE "C" PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  -- Milliseconds since 1970; rows beyond it are cleared by whoever counts.
  expire bigint
);
