-- The phase of a startup on a day, and the phases by their start: indexes that contain all columns of their conditions, but order by the first
-- two only. With the others as keys, PostgreSQL 18 expects one descent of the index for each of their values (skip scan).
DROP INDEX phase_of_day;
CREATE INDEX phase_of_day ON phase (startup_id, in_force_until) INCLUDE (in_force_from, name);
DROP INDEX phase_started;
CREATE INDEX phase_started ON phase (started_on, startup_id) INCLUDE (in_force_until, in_force_from, name);
