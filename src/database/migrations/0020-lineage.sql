-- The lineage of entities: when an entity opened, and the entities that were above it in the past.
CALL add_column('entity', 'opened_on', 'date CHECK (is_day(opened_on))');
ALTER TABLE entity ADD CONSTRAINT entity_opened_before_closed CHECK (opened_on <= closed_on);

-- entity.parent_id is the present parent, or the last one of a closed entity. A former parent held until ended_on: on that
-- day the next one held already. Without a first day, former parents can't overlap.
CREATE TABLE former_parent (
  entity_id integer NOT NULL REFERENCES entity,
  -- Deferred: an import writes the rows of a source in any order.
  parent_id integer REFERENCES entity DEFERRABLE INITIALLY DEFERRED,
  ended_on date NOT NULL CHECK (is_day(ended_on)),
  PRIMARY KEY (entity_id, ended_on),
  CHECK (parent_id <> entity_id)
);
CREATE INDEX former_parent_parent ON former_parent (parent_id);
CALL track_history('former_parent');

-- The slugs that an entity had before it was joined with the entity of another source. A present slug wins.
CREATE TABLE entity_former_slug (
  slug text COLLATE "C" PRIMARY KEY CHECK (slug ~ '^[^[:space:][:cntrl:]/\\?#%]{1,250}$' AND slug NOT IN ('.', '..')),
  entity_id integer NOT NULL REFERENCES entity ON DELETE CASCADE,
  replaced_on date
);
CREATE INDEX entity_former_slug_entity ON entity_former_slug (entity_id, slug);
COMMENT ON TABLE entity_former_slug IS 'The slugs that entities had before they were joined with others. None is the slug of an entity.';
CREATE TRIGGER reject_present_slug BEFORE INSERT OR UPDATE ON entity_former_slug FOR EACH ROW EXECUTE FUNCTION reject_present_slug();
CREATE TRIGGER release_former_slug AFTER INSERT OR UPDATE OF slug ON entity FOR EACH ROW EXECUTE FUNCTION release_former_slug();
CALL track_history('entity_former_slug');

-- Moves every reference to a row to another row of its table. A referencing row that the other one has too is deleted.
CREATE FUNCTION move_references(table_name text, from_id integer, to_id integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  reference record;
  same text;
BEGIN
  FOR reference IN
    SELECT c.conrelid, c.conrelid::regclass AS name, a.attname AS key, a.attnum
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = format('public.%I', table_name)::regclass
    ORDER BY name, a.attnum
  LOOP
    FOR same IN
      SELECT coalesce(string_agg(format('t.%1$I = f.%1$I', b.attname), ' AND '), 'true')
      FROM pg_index i LEFT JOIN pg_attribute b ON b.attrelid = i.indrelid AND b.attnum = ANY (i.indkey::smallint[]) AND b.attnum <> reference.attnum
      WHERE i.indrelid = reference.conrelid AND i.indisunique AND reference.attnum = ANY (i.indkey::smallint[])
      GROUP BY i.indexrelid
    LOOP
      EXECUTE format('DELETE FROM %1$s f USING %1$s t WHERE f.%2$I = $1 AND t.%2$I = $2 AND %3$s', reference.name, reference.key, same)
        USING from_id, to_id;
    END LOOP;
    EXECUTE format('UPDATE %1$s SET %2$I = $2 WHERE %2$I = $1', reference.name, reference.key) USING from_id, to_id;
  END LOOP;
END $$;
COMMENT ON FUNCTION move_references(text, integer, integer) IS 'Moves every reference to a row to another row of its table.';

-- Earlier releases did not store what the reference register gave. Its entities were below others then: without these values, an
-- import would take them for edits.
UPDATE source_record r
SET imported = jsonb_build_object('fields', jsonb_build_object(
    'name', r.content -> 'name', 'acronym', r.content -> 'acronym', 'kind', r.content -> 'kind',
    'parent_id', (SELECT p.id FROM entity p WHERE p.slug = r.content ->> 'parent')))
FROM import_source s
WHERE s.id = r.source_id AND s.name = 'reference' AND r.entity_id IS NOT NULL AND r.imported = '{}';
