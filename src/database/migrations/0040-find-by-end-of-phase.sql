-- The startups whose phase on a day has a known end. PostgreSQL keeps statistics of the expression of an index: few phases with an end are in force.
-- From those of the columns, it expected a third of them, and tested the startups one by one.
DROP INDEX phase_ending;
CREATE INDEX phase_ending ON phase ((CASE WHEN ended_on IS NOT NULL THEN in_force_until END), ended_on, startup_id, in_force_from);
ANALYZE phase;
