-- The phases by their start, with their names: startups in a phase are found in this order by the index alone.
DROP INDEX phase_started;
CREATE INDEX phase_started ON phase (started_on, startup_id, in_force_until, in_force_from, name);
