-- Facts of the sources that earlier versions left out. The next import fills them.
CALL add_column('startup', 'has_risk_analysis', $$boolean$$);
-- The Markdown text of the page of the startup.
CALL add_column('startup', 'description', $$text CHECK (description <> '' AND length(description) <= 50000)$$);
CALL add_column('entity', 'address', $$text CHECK (address <> '' AND length(address) <= 500)$$);
CALL add_column('entity', 'repositories', $$text CHECK (repositories ~ '^https?://[^[:space:]]+$' AND length(repositories) <= 2000)$$);
