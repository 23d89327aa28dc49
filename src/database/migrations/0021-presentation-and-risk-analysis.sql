-- Facts of the sources that earlier versions left out. The next import fills them.
CALL add_column('startup', 'has_risk_analysis', $$boolean$$);
-- The Markdown text of the page of the startup.
CALL add_column('startup', 'description', $$text CHECK (is_text(description, 50000))$$);
CALL add_column('entity', 'address', $$text CHECK (is_text(address, 500))$$);
CALL add_column('entity', 'repositories', $$text CHECK (is_url(repositories))$$);
