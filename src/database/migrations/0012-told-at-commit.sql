-- What the register shows is told to who listens, when a change of it is committed: processes that keep answers know
-- then that there are newer ones.

-- The same whenever the register shows the same, its past included. An erasure is no version, but rewrites those that
-- were; and a register that was restored may have the same version again, made at another instant.
CREATE FUNCTION register_stamp() RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT concat_ws('.', version, (SELECT count(*) FROM public.tombstone), (extract(epoch FROM updated_at) * 1000)::bigint)
    FROM public.register);
END $$;

CREATE FUNCTION tell_register() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('registre_stamp', public.register_stamp());
  RETURN NULL;
END $$;
CREATE TRIGGER told AFTER INSERT OR UPDATE ON register FOR EACH ROW EXECUTE FUNCTION tell_register();
CREATE TRIGGER told AFTER INSERT ON tombstone FOR EACH STATEMENT EXECUTE FUNCTION tell_register();
