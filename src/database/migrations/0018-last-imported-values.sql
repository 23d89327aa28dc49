-- The values that a source gave at its last import, so that an import can tell the edits of the register from the
-- values of the source.
ALTER TABLE source_record ADD COLUMN imported jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(imported) = 'object');
