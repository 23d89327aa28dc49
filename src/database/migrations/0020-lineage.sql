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

-- Earlier releases did not store what the reference register gave. Its entities were below others then: without these values, an
-- import would take them for edits.
UPDATE source_record r
SET imported = jsonb_build_object('fields', jsonb_build_object(
    'name', r.content -> 'name', 'acronym', r.content -> 'acronym', 'kind', r.content -> 'kind',
    'parent_id', (SELECT p.id FROM entity p WHERE p.slug = r.content ->> 'parent')))
FROM import_source s
WHERE s.id = r.source_id AND s.name = 'reference' AND r.entity_id IS NOT NULL AND r.imported = '{}';
