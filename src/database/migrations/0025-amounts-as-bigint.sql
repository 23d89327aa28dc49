-- Amounts in cents exceed 32 bits from 21,474,836.48 euros.

-- Changes the type of a column of a table and of its history. Privileges granted on the view in `past` are lost.
CREATE PROCEDURE change_column_type(table_name text, column_name text, new_type text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('DROP VIEW past.%I', table_name);
  EXECUTE format('ALTER TABLE public.%I ALTER COLUMN %I TYPE %s', table_name, column_name, new_type);
  EXECUTE format('ALTER TABLE history.%I ALTER COLUMN %I TYPE %s', table_name, column_name, new_type);
  CALL public.define_history_triggers(table_name);
  CALL public.define_past_view(table_name);
END $$;

CALL change_column_type('agreement', 'cost_cents', 'bigint');
CALL change_column_type('rebilling', 'amount_cents', 'bigint');

-- The numbers that JSON and JavaScript represent exactly.
ALTER TABLE agreement ADD CHECK (cost_cents <= 9007199254740991);
ALTER TABLE rebilling ADD CHECK (amount_cents <= 9007199254740991);
