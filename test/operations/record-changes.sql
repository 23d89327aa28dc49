SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version"
FROM startup t
WHERE t.id = ANY($1::int[]);

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);

SELECT 'mission_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.entity_id AS "entityKey", t.name AS "name", t.statement AS "statement", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version"
FROM mission t
WHERE t.id = ANY($1::int[]);

SELECT 'service_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.description AS "description", t.url AS "url", t.status AS "status", t.operator_id AS "operatorKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version"
FROM service t
WHERE t.id = ANY($1::int[]);

SELECT k.parent AS "$parent", c.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS count
  FROM (
    SELECT c.*
    FROM (
      SELECT coalesce(n.version, o.version) AS version, 'objective' COLLATE "C" AS "table", (coalesce(n.id, o.id)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.id, h
        FROM history.objective h
        WHERE true AND h.valid_to < 2147483647 AND (h.id) IN (SELECT c.id FROM history.objective c WHERE c.startup_id = k.parent)
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.id, h
        FROM history.objective h
        WHERE true AND (h.id) IN (SELECT c.id FROM history.objective c WHERE c.startup_id = k.parent)
      ) n ON n.version = o.version AND n.id = o.id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).statement IS DISTINCT FROM (n.h).statement OR (o.h).recorded_on IS DISTINCT FROM (n.h).recorded_on) AND coalesce((n.h).startup_id, (o.h).startup_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'phase' COLLATE "C" AS "table", (coalesce(n.id, o.id)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.id, h
        FROM history.phase h
        WHERE true AND h.valid_to < 2147483647 AND (h.id) IN (SELECT c.id FROM history.phase c WHERE c.startup_id = k.parent)
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.id, h
        FROM history.phase h
        WHERE true AND (h.id) IN (SELECT c.id FROM history.phase c WHERE c.startup_id = k.parent)
      ) n ON n.version = o.version AND n.id = o.id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).name IS DISTINCT FROM (n.h).name OR (o.h).started_on IS DISTINCT FROM (n.h).started_on OR (o.h).ended_on IS DISTINCT FROM (n.h).ended_on OR (o.h).comment IS DISTINCT FROM (n.h).comment OR (o.h).source_word IS DISTINCT FROM (n.h).source_word) AND coalesce((n.h).startup_id, (o.h).startup_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'scale_plan' COLLATE "C" AS "table", (coalesce(n.id, o.id)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.id, h
        FROM history.scale_plan h
        WHERE true AND h.valid_to < 2147483647 AND (h.id) IN (SELECT c.id FROM history.scale_plan c WHERE c.startup_id = k.parent)
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.id, h
        FROM history.scale_plan h
        WHERE true AND (h.id) IN (SELECT c.id FROM history.scale_plan c WHERE c.startup_id = k.parent)
      ) n ON n.version = o.version AND n.id = o.id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).statement IS DISTINCT FROM (n.h).statement OR (o.h).proposed_on IS DISTINCT FROM (n.h).proposed_on) AND coalesce((n.h).startup_id, (o.h).startup_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'startup' COLLATE "C" AS "table", (coalesce(n.id, o.id)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.id, h
        FROM history.startup h
        WHERE true AND h.valid_to < 2147483647 AND h.id = k.parent
      ) o FULL
      JOIN (SELECT h.valid_from AS version, h.id, h FROM history.startup h WHERE true AND h.id = k.parent) n ON n.version = o.version AND n.id = o.id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).name IS DISTINCT FROM (n.h).name OR (o.h).pitch IS DISTINCT FROM (n.h).pitch OR (o.h).contact IS DISTINCT FROM (n.h).contact OR (o.h).accessibility IS DISTINCT FROM (n.h).accessibility OR (o.h).topics IS DISTINCT FROM (n.h).topics OR (o.h).technologies IS DISTINCT FROM (n.h).technologies OR (o.h).decision IS DISTINCT FROM (n.h).decision OR (o.h).decided_on IS DISTINCT FROM (n.h).decided_on OR (o.h).has_risk_analysis IS DISTINCT FROM (n.h).has_risk_analysis OR (o.h).absent_since IS DISTINCT FROM (n.h).absent_since) AND coalesce((n.h).id, (o.h).id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'startup_event' COLLATE "C" AS "table", (jsonb_build_array(coalesce(n.startup_id, o.startup_id), coalesce(n.position, o.position))::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.startup_id, h.position, h
        FROM history.startup_event h
        WHERE true AND h.valid_to < 2147483647 AND h.startup_id = k.parent
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.startup_id, h.position, h
        FROM history.startup_event h
        WHERE true AND h.startup_id = k.parent
      ) n ON n.version = o.version AND n.startup_id = o.startup_id AND n.position = o.position
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).kind IS DISTINCT FROM (n.h).kind OR (o.h).occurred_on IS DISTINCT FROM (n.h).occurred_on OR (o.h).comment IS DISTINCT FROM (n.h).comment OR (o.h).kind_label IS DISTINCT FROM (n.h).kind_label) AND coalesce((n.h).startup_id, (o.h).startup_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'startup_former_slug' COLLATE "C" AS "table", (coalesce(n.slug, o.slug)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.slug, h
        FROM history.startup_former_slug h
        WHERE true AND h.valid_to < 2147483647 AND (h.slug) IN (SELECT c.slug FROM history.startup_former_slug c WHERE c.startup_id = k.parent)
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.slug, h
        FROM history.startup_former_slug h
        WHERE true AND (h.slug) IN (SELECT c.slug FROM history.startup_former_slug c WHERE c.startup_id = k.parent)
      ) n ON n.version = o.version AND n.slug = o.slug
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).replaced_on IS DISTINCT FROM (n.h).replaced_on) AND coalesce((n.h).startup_id, (o.h).startup_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'startup_incubator' COLLATE "C" AS "table", (jsonb_build_array(coalesce(n.startup_id, o.startup_id), coalesce(n.entity_id, o.entity_id))::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.startup_id, h.entity_id, h
        FROM history.startup_incubator h
        WHERE true AND h.valid_to < 2147483647 AND h.startup_id = k.parent
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.startup_id, h.entity_id, h
        FROM history.startup_incubator h
        WHERE true AND h.startup_id = k.parent
      ) n ON n.version = o.version AND n.startup_id = o.startup_id AND n.entity_id = o.entity_id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).entity_id IS DISTINCT FROM (n.h).entity_id OR (o.h).position IS DISTINCT FROM (n.h).position) AND coalesce((n.h).startup_id, (o.h).startup_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'startup_link' COLLATE "C" AS "table", (jsonb_build_array(coalesce(n.startup_id, o.startup_id), coalesce(n.kind, o.kind), coalesce(n.position, o.position))::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.startup_id, h.kind, h.position, h
        FROM history.startup_link h
        WHERE true AND h.valid_to < 2147483647 AND h.startup_id = k.parent
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.startup_id, h.kind, h.position, h
        FROM history.startup_link h
        WHERE true AND h.startup_id = k.parent
      ) n ON n.version = o.version AND n.startup_id = o.startup_id AND n.kind = o.kind AND n.position = o.position
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).kind IS DISTINCT FROM (n.h).kind OR (o.h).url IS DISTINCT FROM (n.h).url) AND coalesce((n.h).startup_id, (o.h).startup_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'startup_sponsor' COLLATE "C" AS "table", (jsonb_build_array(coalesce(n.startup_id, o.startup_id), coalesce(n.entity_id, o.entity_id))::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.startup_id, h.entity_id, h
        FROM history.startup_sponsor h
        WHERE true AND h.valid_to < 2147483647 AND h.startup_id = k.parent
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.startup_id, h.entity_id, h
        FROM history.startup_sponsor h
        WHERE true AND h.startup_id = k.parent
      ) n ON n.version = o.version AND n.startup_id = o.startup_id AND n.entity_id = o.entity_id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).entity_id IS DISTINCT FROM (n.h).entity_id OR (o.h).position IS DISTINCT FROM (n.h).position) AND coalesce((n.h).startup_id, (o.h).startup_id) = k.parent
    ) c
    JOIN journal j ON j.version = c.version
    WHERE c.version > 0
  ) t
) c;

SELECT k.parent AS "$parent", j.version, j.recorded_at AS "recordedAt", c.nature, c."table", c.slug, c.fields, c."subjectId", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT t.*, ARRAY[(t.version)::text, (t."table")::text, (t.key)::text] AS "$place"
  FROM (
    SELECT c.*
    FROM (
      SELECT coalesce(n.version, o.version) AS version, 'objective' COLLATE "C" AS "table", (coalesce(n.id, o.id)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.id, h
        FROM history.objective h
        WHERE true AND h.valid_to < 2147483647 AND (h.id) IN (SELECT c.id FROM history.objective c WHERE c.startup_id = k.parent)
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.id, h
        FROM history.objective h
        WHERE true AND (h.id) IN (SELECT c.id FROM history.objective c WHERE c.startup_id = k.parent)
      ) n ON n.version = o.version AND n.id = o.id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).statement IS DISTINCT FROM (n.h).statement OR (o.h).recorded_on IS DISTINCT FROM (n.h).recorded_on) AND coalesce((n.h).startup_id, (o.h).startup_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'phase' COLLATE "C" AS "table", (coalesce(n.id, o.id)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.id, h
        FROM history.phase h
        WHERE true AND h.valid_to < 2147483647 AND (h.id) IN (SELECT c.id FROM history.phase c WHERE c.startup_id = k.parent)
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.id, h
        FROM history.phase h
        WHERE true AND (h.id) IN (SELECT c.id FROM history.phase c WHERE c.startup_id = k.parent)
      ) n ON n.version = o.version AND n.id = o.id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).name IS DISTINCT FROM (n.h).name OR (o.h).started_on IS DISTINCT FROM (n.h).started_on OR (o.h).ended_on IS DISTINCT FROM (n.h).ended_on OR (o.h).comment IS DISTINCT FROM (n.h).comment OR (o.h).source_word IS DISTINCT FROM (n.h).source_word) AND coalesce((n.h).startup_id, (o.h).startup_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'scale_plan' COLLATE "C" AS "table", (coalesce(n.id, o.id)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.id, h
        FROM history.scale_plan h
        WHERE true AND h.valid_to < 2147483647 AND (h.id) IN (SELECT c.id FROM history.scale_plan c WHERE c.startup_id = k.parent)
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.id, h
        FROM history.scale_plan h
        WHERE true AND (h.id) IN (SELECT c.id FROM history.scale_plan c WHERE c.startup_id = k.parent)
      ) n ON n.version = o.version AND n.id = o.id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).statement IS DISTINCT FROM (n.h).statement OR (o.h).proposed_on IS DISTINCT FROM (n.h).proposed_on) AND coalesce((n.h).startup_id, (o.h).startup_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'startup' COLLATE "C" AS "table", (coalesce(n.id, o.id)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.id, h
        FROM history.startup h
        WHERE true AND h.valid_to < 2147483647 AND h.id = k.parent
      ) o FULL
      JOIN (SELECT h.valid_from AS version, h.id, h FROM history.startup h WHERE true AND h.id = k.parent) n ON n.version = o.version AND n.id = o.id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).name IS DISTINCT FROM (n.h).name OR (o.h).pitch IS DISTINCT FROM (n.h).pitch OR (o.h).contact IS DISTINCT FROM (n.h).contact OR (o.h).accessibility IS DISTINCT FROM (n.h).accessibility OR (o.h).topics IS DISTINCT FROM (n.h).topics OR (o.h).technologies IS DISTINCT FROM (n.h).technologies OR (o.h).decision IS DISTINCT FROM (n.h).decision OR (o.h).decided_on IS DISTINCT FROM (n.h).decided_on OR (o.h).has_risk_analysis IS DISTINCT FROM (n.h).has_risk_analysis OR (o.h).absent_since IS DISTINCT FROM (n.h).absent_since) AND coalesce((n.h).id, (o.h).id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'startup_event' COLLATE "C" AS "table", (jsonb_build_array(coalesce(n.startup_id, o.startup_id), coalesce(n.position, o.position))::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.startup_id, h.position, h
        FROM history.startup_event h
        WHERE true AND h.valid_to < 2147483647 AND h.startup_id = k.parent
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.startup_id, h.position, h
        FROM history.startup_event h
        WHERE true AND h.startup_id = k.parent
      ) n ON n.version = o.version AND n.startup_id = o.startup_id AND n.position = o.position
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).kind IS DISTINCT FROM (n.h).kind OR (o.h).occurred_on IS DISTINCT FROM (n.h).occurred_on OR (o.h).comment IS DISTINCT FROM (n.h).comment OR (o.h).kind_label IS DISTINCT FROM (n.h).kind_label) AND coalesce((n.h).startup_id, (o.h).startup_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'startup_former_slug' COLLATE "C" AS "table", (coalesce(n.slug, o.slug)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.slug, h
        FROM history.startup_former_slug h
        WHERE true AND h.valid_to < 2147483647 AND (h.slug) IN (SELECT c.slug FROM history.startup_former_slug c WHERE c.startup_id = k.parent)
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.slug, h
        FROM history.startup_former_slug h
        WHERE true AND (h.slug) IN (SELECT c.slug FROM history.startup_former_slug c WHERE c.startup_id = k.parent)
      ) n ON n.version = o.version AND n.slug = o.slug
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).replaced_on IS DISTINCT FROM (n.h).replaced_on) AND coalesce((n.h).startup_id, (o.h).startup_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'startup_incubator' COLLATE "C" AS "table", (jsonb_build_array(coalesce(n.startup_id, o.startup_id), coalesce(n.entity_id, o.entity_id))::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.startup_id, h.entity_id, h
        FROM history.startup_incubator h
        WHERE true AND h.valid_to < 2147483647 AND h.startup_id = k.parent
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.startup_id, h.entity_id, h
        FROM history.startup_incubator h
        WHERE true AND h.startup_id = k.parent
      ) n ON n.version = o.version AND n.startup_id = o.startup_id AND n.entity_id = o.entity_id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).entity_id IS DISTINCT FROM (n.h).entity_id OR (o.h).position IS DISTINCT FROM (n.h).position) AND coalesce((n.h).startup_id, (o.h).startup_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'startup_link' COLLATE "C" AS "table", (jsonb_build_array(coalesce(n.startup_id, o.startup_id), coalesce(n.kind, o.kind), coalesce(n.position, o.position))::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.startup_id, h.kind, h.position, h
        FROM history.startup_link h
        WHERE true AND h.valid_to < 2147483647 AND h.startup_id = k.parent
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.startup_id, h.kind, h.position, h
        FROM history.startup_link h
        WHERE true AND h.startup_id = k.parent
      ) n ON n.version = o.version AND n.startup_id = o.startup_id AND n.kind = o.kind AND n.position = o.position
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).kind IS DISTINCT FROM (n.h).kind OR (o.h).url IS DISTINCT FROM (n.h).url) AND coalesce((n.h).startup_id, (o.h).startup_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'startup_sponsor' COLLATE "C" AS "table", (jsonb_build_array(coalesce(n.startup_id, o.startup_id), coalesce(n.entity_id, o.entity_id))::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.startup_id, h.entity_id, h
        FROM history.startup_sponsor h
        WHERE true AND h.valid_to < 2147483647 AND h.startup_id = k.parent
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.startup_id, h.entity_id, h
        FROM history.startup_sponsor h
        WHERE true AND h.startup_id = k.parent
      ) n ON n.version = o.version AND n.startup_id = o.startup_id AND n.entity_id = o.entity_id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).entity_id IS DISTINCT FROM (n.h).entity_id OR (o.h).position IS DISTINCT FROM (n.h).position) AND coalesce((n.h).startup_id, (o.h).startup_id) = k.parent
    ) c
    JOIN journal j ON j.version = c.version
    WHERE c.version > 0
  ) t
  WHERE true
  ORDER BY t.version DESC, t."table" DESC, t.key DESC
  LIMIT $2
) p
JOIN journal j ON j.version = p.version
CROSS JOIN LATERAL (
  SELECT u.*
  FROM (
    SELECT 'objective' COLLATE "C" AS "table", t.key, t.nature, 'startup_' || coalesce((t.latter).startup_id, (t.former).startup_id) AS "subjectId", (
      SELECT s.slug
      FROM history.startup s
      WHERE s.id = coalesce((t.latter).startup_id, (t.former).startup_id) AND s.valid_from <= j.version AND s.valid_to >= j.version
      ORDER BY s.valid_from DESC
      LIMIT 1
    ) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'statement', to_jsonb((t.former).statement) #>> '{}', to_jsonb((t.latter).statement) #>> '{}', (t.former).statement IS DISTINCT FROM (t.latter).statement), (1, 'on', to_jsonb((t.former).recorded_on) #>> '{}', to_jsonb((t.latter).recorded_on) #>> '{}', (t.former).recorded_on IS DISTINCT FROM (t.latter).recorded_on)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (coalesce(n.id, o.id)::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.objective h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND (h.id) IN (SELECT c.id FROM history.objective c WHERE c.startup_id = k.parent)
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.id, h
          FROM history.objective h
          WHERE h.valid_from BETWEEN j.version AND j.version AND (h.id) IN (SELECT c.id FROM history.objective c WHERE c.startup_id = k.parent)
        ) n ON n.version = o.version AND n.id = o.id
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).statement IS DISTINCT FROM (n.h).statement OR (o.h).recorded_on IS DISTINCT FROM (n.h).recorded_on)
      ) k
      WHERE ('objective' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
    UNION ALL
    SELECT 'phase' COLLATE "C" AS "table", t.key, t.nature, 'startup_' || coalesce((t.latter).startup_id, (t.former).startup_id) AS "subjectId", (
      SELECT s.slug
      FROM history.startup s
      WHERE s.id = coalesce((t.latter).startup_id, (t.former).startup_id) AND s.valid_from <= j.version AND s.valid_to >= j.version
      ORDER BY s.valid_from DESC
      LIMIT 1
    ) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'name', to_jsonb((t.former).name) #>> '{}', to_jsonb((t.latter).name) #>> '{}', (t.former).name IS DISTINCT FROM (t.latter).name), (1, 'startedOn', to_jsonb((t.former).started_on) #>> '{}', to_jsonb((t.latter).started_on) #>> '{}', (t.former).started_on IS DISTINCT FROM (t.latter).started_on), (2, 'endedOn', to_jsonb((t.former).ended_on) #>> '{}', to_jsonb((t.latter).ended_on) #>> '{}', (t.former).ended_on IS DISTINCT FROM (t.latter).ended_on), (3, 'comment', to_jsonb((t.former).comment) #>> '{}', to_jsonb((t.latter).comment) #>> '{}', (t.former).comment IS DISTINCT FROM (t.latter).comment), (4, 'sourceWord', to_jsonb((t.former).source_word) #>> '{}', to_jsonb((t.latter).source_word) #>> '{}', (t.former).source_word IS DISTINCT FROM (t.latter).source_word)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (coalesce(n.id, o.id)::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.phase h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND (h.id) IN (SELECT c.id FROM history.phase c WHERE c.startup_id = k.parent)
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.id, h
          FROM history.phase h
          WHERE h.valid_from BETWEEN j.version AND j.version AND (h.id) IN (SELECT c.id FROM history.phase c WHERE c.startup_id = k.parent)
        ) n ON n.version = o.version AND n.id = o.id
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).name IS DISTINCT FROM (n.h).name OR (o.h).started_on IS DISTINCT FROM (n.h).started_on OR (o.h).ended_on IS DISTINCT FROM (n.h).ended_on OR (o.h).comment IS DISTINCT FROM (n.h).comment OR (o.h).source_word IS DISTINCT FROM (n.h).source_word)
      ) k
      WHERE ('phase' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
    UNION ALL
    SELECT 'scale_plan' COLLATE "C" AS "table", t.key, t.nature, 'startup_' || coalesce((t.latter).startup_id, (t.former).startup_id) AS "subjectId", (
      SELECT s.slug
      FROM history.startup s
      WHERE s.id = coalesce((t.latter).startup_id, (t.former).startup_id) AND s.valid_from <= j.version AND s.valid_to >= j.version
      ORDER BY s.valid_from DESC
      LIMIT 1
    ) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'statement', to_jsonb((t.former).statement) #>> '{}', to_jsonb((t.latter).statement) #>> '{}', (t.former).statement IS DISTINCT FROM (t.latter).statement), (1, 'on', to_jsonb((t.former).proposed_on) #>> '{}', to_jsonb((t.latter).proposed_on) #>> '{}', (t.former).proposed_on IS DISTINCT FROM (t.latter).proposed_on)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (coalesce(n.id, o.id)::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.scale_plan h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND (h.id) IN (SELECT c.id FROM history.scale_plan c WHERE c.startup_id = k.parent)
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.id, h
          FROM history.scale_plan h
          WHERE h.valid_from BETWEEN j.version AND j.version AND (h.id) IN (SELECT c.id FROM history.scale_plan c WHERE c.startup_id = k.parent)
        ) n ON n.version = o.version AND n.id = o.id
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).statement IS DISTINCT FROM (n.h).statement OR (o.h).proposed_on IS DISTINCT FROM (n.h).proposed_on)
      ) k
      WHERE ('scale_plan' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
    UNION ALL
    SELECT 'startup' COLLATE "C" AS "table", t.key, t.nature, 'startup_' || coalesce((t.latter).id, (t.former).id) AS "subjectId", coalesce((t.latter).slug, (t.former).slug) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'slug', to_jsonb((t.former).slug) #>> '{}', to_jsonb((t.latter).slug) #>> '{}', (t.former).slug IS DISTINCT FROM (t.latter).slug), (1, 'name', to_jsonb((t.former).name) #>> '{}', to_jsonb((t.latter).name) #>> '{}', (t.former).name IS DISTINCT FROM (t.latter).name), (2, 'pitch', to_jsonb((t.former).pitch) #>> '{}', to_jsonb((t.latter).pitch) #>> '{}', (t.former).pitch IS DISTINCT FROM (t.latter).pitch), (3, 'contact', to_jsonb((t.former).contact) #>> '{}', to_jsonb((t.latter).contact) #>> '{}', (t.former).contact IS DISTINCT FROM (t.latter).contact), (4, 'accessibility', to_jsonb((t.former).accessibility) #>> '{}', to_jsonb((t.latter).accessibility) #>> '{}', (t.former).accessibility IS DISTINCT FROM (t.latter).accessibility), (5, 'topics', to_jsonb((t.former).topics) #>> '{}', to_jsonb((t.latter).topics) #>> '{}', (t.former).topics IS DISTINCT FROM (t.latter).topics), (6, 'technologies', to_jsonb((t.former).technologies) #>> '{}', to_jsonb((t.latter).technologies) #>> '{}', (t.former).technologies IS DISTINCT FROM (t.latter).technologies), (7, 'decision', to_jsonb((t.former).decision) #>> '{}', to_jsonb((t.latter).decision) #>> '{}', (t.former).decision IS DISTINCT FROM (t.latter).decision), (8, 'decidedOn', to_jsonb((t.former).decided_on) #>> '{}', to_jsonb((t.latter).decided_on) #>> '{}', (t.former).decided_on IS DISTINCT FROM (t.latter).decided_on), (9, 'hasRiskAnalysis', to_jsonb((t.former).has_risk_analysis) #>> '{}', to_jsonb((t.latter).has_risk_analysis) #>> '{}', (t.former).has_risk_analysis IS DISTINCT FROM (t.latter).has_risk_analysis), (10, 'absentSince', to_jsonb((t.former).absent_since) #>> '{}', to_jsonb((t.latter).absent_since) #>> '{}', (t.former).absent_since IS DISTINCT FROM (t.latter).absent_since)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (coalesce(n.id, o.id)::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.startup h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND h.id = k.parent
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.id, h
          FROM history.startup h
          WHERE h.valid_from BETWEEN j.version AND j.version AND h.id = k.parent
        ) n ON n.version = o.version AND n.id = o.id
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).name IS DISTINCT FROM (n.h).name OR (o.h).pitch IS DISTINCT FROM (n.h).pitch OR (o.h).contact IS DISTINCT FROM (n.h).contact OR (o.h).accessibility IS DISTINCT FROM (n.h).accessibility OR (o.h).topics IS DISTINCT FROM (n.h).topics OR (o.h).technologies IS DISTINCT FROM (n.h).technologies OR (o.h).decision IS DISTINCT FROM (n.h).decision OR (o.h).decided_on IS DISTINCT FROM (n.h).decided_on OR (o.h).has_risk_analysis IS DISTINCT FROM (n.h).has_risk_analysis OR (o.h).absent_since IS DISTINCT FROM (n.h).absent_since)
      ) k
      WHERE ('startup' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
    UNION ALL
    SELECT 'startup_event' COLLATE "C" AS "table", t.key, t.nature, 'startup_' || coalesce((t.latter).startup_id, (t.former).startup_id) AS "subjectId", (
      SELECT s.slug
      FROM history.startup s
      WHERE s.id = coalesce((t.latter).startup_id, (t.former).startup_id) AND s.valid_from <= j.version AND s.valid_to >= j.version
      ORDER BY s.valid_from DESC
      LIMIT 1
    ) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'kind', to_jsonb((t.former).kind) #>> '{}', to_jsonb((t.latter).kind) #>> '{}', (t.former).kind IS DISTINCT FROM (t.latter).kind), (1, 'on', to_jsonb((t.former).occurred_on) #>> '{}', to_jsonb((t.latter).occurred_on) #>> '{}', (t.former).occurred_on IS DISTINCT FROM (t.latter).occurred_on), (2, 'comment', to_jsonb((t.former).comment) #>> '{}', to_jsonb((t.latter).comment) #>> '{}', (t.former).comment IS DISTINCT FROM (t.latter).comment), (3, 'kindLabel', to_jsonb((t.former).kind_label) #>> '{}', to_jsonb((t.latter).kind_label) #>> '{}', (t.former).kind_label IS DISTINCT FROM (t.latter).kind_label)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (jsonb_build_array(coalesce(n.startup_id, o.startup_id), coalesce(n.position, o.position))::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.startup_id, h.position, h
          FROM history.startup_event h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND h.startup_id = k.parent
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.startup_id, h.position, h
          FROM history.startup_event h
          WHERE h.valid_from BETWEEN j.version AND j.version AND h.startup_id = k.parent
        ) n ON n.version = o.version AND n.startup_id = o.startup_id AND n.position = o.position
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).kind IS DISTINCT FROM (n.h).kind OR (o.h).occurred_on IS DISTINCT FROM (n.h).occurred_on OR (o.h).comment IS DISTINCT FROM (n.h).comment OR (o.h).kind_label IS DISTINCT FROM (n.h).kind_label)
      ) k
      WHERE ('startup_event' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
    UNION ALL
    SELECT 'startup_former_slug' COLLATE "C" AS "table", t.key, t.nature, 'startup_' || coalesce((t.latter).startup_id, (t.former).startup_id) AS "subjectId", (
      SELECT s.slug
      FROM history.startup s
      WHERE s.id = coalesce((t.latter).startup_id, (t.former).startup_id) AND s.valid_from <= j.version AND s.valid_to >= j.version
      ORDER BY s.valid_from DESC
      LIMIT 1
    ) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'slug', to_jsonb((t.former).slug) #>> '{}', to_jsonb((t.latter).slug) #>> '{}', (t.former).slug IS DISTINCT FROM (t.latter).slug), (1, 'replacedOn', to_jsonb((t.former).replaced_on) #>> '{}', to_jsonb((t.latter).replaced_on) #>> '{}', (t.former).replaced_on IS DISTINCT FROM (t.latter).replaced_on)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (coalesce(n.slug, o.slug)::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.slug, h
          FROM history.startup_former_slug h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND (h.slug) IN (SELECT c.slug FROM history.startup_former_slug c WHERE c.startup_id = k.parent)
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.slug, h
          FROM history.startup_former_slug h
          WHERE h.valid_from BETWEEN j.version AND j.version AND (h.slug) IN (SELECT c.slug FROM history.startup_former_slug c WHERE c.startup_id = k.parent)
        ) n ON n.version = o.version AND n.slug = o.slug
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).replaced_on IS DISTINCT FROM (n.h).replaced_on)
      ) k
      WHERE ('startup_former_slug' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
    UNION ALL
    SELECT 'startup_incubator' COLLATE "C" AS "table", t.key, t.nature, 'startup_' || coalesce((t.latter).startup_id, (t.former).startup_id) AS "subjectId", (
      SELECT s.slug
      FROM history.startup s
      WHERE s.id = coalesce((t.latter).startup_id, (t.former).startup_id) AND s.valid_from <= j.version AND s.valid_to >= j.version
      ORDER BY s.valid_from DESC
      LIMIT 1
    ) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'incubator', (SELECT s.slug FROM history.entity s WHERE s.id = (t.former).entity_id AND s.valid_from < j.version AND s.valid_to >= j.version), (SELECT s.slug FROM history.entity s WHERE s.id = (t.latter).entity_id AND s.valid_from <= j.version AND s.valid_to > j.version), (t.former).entity_id IS DISTINCT FROM (t.latter).entity_id), (1, 'position', to_jsonb((t.former).position) #>> '{}', to_jsonb((t.latter).position) #>> '{}', (t.former).position IS DISTINCT FROM (t.latter).position)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (jsonb_build_array(coalesce(n.startup_id, o.startup_id), coalesce(n.entity_id, o.entity_id))::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.startup_id, h.entity_id, h
          FROM history.startup_incubator h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND h.startup_id = k.parent
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.startup_id, h.entity_id, h
          FROM history.startup_incubator h
          WHERE h.valid_from BETWEEN j.version AND j.version AND h.startup_id = k.parent
        ) n ON n.version = o.version AND n.startup_id = o.startup_id AND n.entity_id = o.entity_id
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).entity_id IS DISTINCT FROM (n.h).entity_id OR (o.h).position IS DISTINCT FROM (n.h).position)
      ) k
      WHERE ('startup_incubator' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
    UNION ALL
    SELECT 'startup_link' COLLATE "C" AS "table", t.key, t.nature, 'startup_' || coalesce((t.latter).startup_id, (t.former).startup_id) AS "subjectId", (
      SELECT s.slug
      FROM history.startup s
      WHERE s.id = coalesce((t.latter).startup_id, (t.former).startup_id) AND s.valid_from <= j.version AND s.valid_to >= j.version
      ORDER BY s.valid_from DESC
      LIMIT 1
    ) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'kind', to_jsonb((t.former).kind) #>> '{}', to_jsonb((t.latter).kind) #>> '{}', (t.former).kind IS DISTINCT FROM (t.latter).kind), (1, 'url', to_jsonb((t.former).url) #>> '{}', to_jsonb((t.latter).url) #>> '{}', (t.former).url IS DISTINCT FROM (t.latter).url)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (jsonb_build_array(coalesce(n.startup_id, o.startup_id), coalesce(n.kind, o.kind), coalesce(n.position, o.position))::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.startup_id, h.kind, h.position, h
          FROM history.startup_link h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND h.startup_id = k.parent
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.startup_id, h.kind, h.position, h
          FROM history.startup_link h
          WHERE h.valid_from BETWEEN j.version AND j.version AND h.startup_id = k.parent
        ) n ON n.version = o.version AND n.startup_id = o.startup_id AND n.kind = o.kind AND n.position = o.position
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).kind IS DISTINCT FROM (n.h).kind OR (o.h).url IS DISTINCT FROM (n.h).url)
      ) k
      WHERE ('startup_link' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
    UNION ALL
    SELECT 'startup_sponsor' COLLATE "C" AS "table", t.key, t.nature, 'startup_' || coalesce((t.latter).startup_id, (t.former).startup_id) AS "subjectId", (
      SELECT s.slug
      FROM history.startup s
      WHERE s.id = coalesce((t.latter).startup_id, (t.former).startup_id) AND s.valid_from <= j.version AND s.valid_to >= j.version
      ORDER BY s.valid_from DESC
      LIMIT 1
    ) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'sponsor', (SELECT s.slug FROM history.entity s WHERE s.id = (t.former).entity_id AND s.valid_from < j.version AND s.valid_to >= j.version), (SELECT s.slug FROM history.entity s WHERE s.id = (t.latter).entity_id AND s.valid_from <= j.version AND s.valid_to > j.version), (t.former).entity_id IS DISTINCT FROM (t.latter).entity_id), (1, 'position', to_jsonb((t.former).position) #>> '{}', to_jsonb((t.latter).position) #>> '{}', (t.former).position IS DISTINCT FROM (t.latter).position)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (jsonb_build_array(coalesce(n.startup_id, o.startup_id), coalesce(n.entity_id, o.entity_id))::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.startup_id, h.entity_id, h
          FROM history.startup_sponsor h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND h.startup_id = k.parent
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.startup_id, h.entity_id, h
          FROM history.startup_sponsor h
          WHERE h.valid_from BETWEEN j.version AND j.version AND h.startup_id = k.parent
        ) n ON n.version = o.version AND n.startup_id = o.startup_id AND n.entity_id = o.entity_id
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).entity_id IS DISTINCT FROM (n.h).entity_id OR (o.h).position IS DISTINCT FROM (n.h).position)
      ) k
      WHERE ('startup_sponsor' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
  ) u
  ORDER BY u."table", u.key
  LIMIT $3
) c
ORDER BY k.parent, p.version DESC, p."table" DESC, p.key DESC;

SELECT k.parent AS "$parent", c.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS count
  FROM (
    SELECT c.*
    FROM (
      SELECT coalesce(n.version, o.version) AS version, 'entity' COLLATE "C" AS "table", (coalesce(n.id, o.id)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.id, h
        FROM history.entity h
        WHERE true AND h.valid_to < 2147483647 AND h.id = k.parent
      ) o FULL
      JOIN (SELECT h.valid_from AS version, h.id, h FROM history.entity h WHERE true AND h.id = k.parent) n ON n.version = o.version AND n.id = o.id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).name IS DISTINCT FROM (n.h).name OR (o.h).acronym IS DISTINCT FROM (n.h).acronym OR (o.h).kind IS DISTINCT FROM (n.h).kind OR (o.h).ministry_domain IS DISTINCT FROM (n.h).ministry_domain OR (o.h).website IS DISTINCT FROM (n.h).website OR (o.h).contact IS DISTINCT FROM (n.h).contact OR (o.h).address IS DISTINCT FROM (n.h).address OR (o.h).repositories IS DISTINCT FROM (n.h).repositories OR (o.h).parent_id IS DISTINCT FROM (n.h).parent_id OR (o.h).absent_since IS DISTINCT FROM (n.h).absent_since OR (o.h).opened_on IS DISTINCT FROM (n.h).opened_on OR (o.h).closed_on IS DISTINCT FROM (n.h).closed_on) AND coalesce((n.h).id, (o.h).id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'entity_former_slug' COLLATE "C" AS "table", (coalesce(n.slug, o.slug)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.slug, h
        FROM history.entity_former_slug h
        WHERE true AND h.valid_to < 2147483647 AND (h.slug) IN (SELECT c.slug FROM history.entity_former_slug c WHERE c.entity_id = k.parent)
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.slug, h
        FROM history.entity_former_slug h
        WHERE true AND (h.slug) IN (SELECT c.slug FROM history.entity_former_slug c WHERE c.entity_id = k.parent)
      ) n ON n.version = o.version AND n.slug = o.slug
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).replaced_on IS DISTINCT FROM (n.h).replaced_on) AND coalesce((n.h).entity_id, (o.h).entity_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'entity_identifier' COLLATE "C" AS "table", (jsonb_build_array(coalesce(n.entity_id, o.entity_id), coalesce(n.scheme, o.scheme), coalesce(n.value, o.value))::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.entity_id, h.scheme, h.value, h
        FROM history.entity_identifier h
        WHERE true AND h.valid_to < 2147483647 AND h.entity_id = k.parent
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.entity_id, h.scheme, h.value, h
        FROM history.entity_identifier h
        WHERE true AND h.entity_id = k.parent
      ) n ON n.version = o.version AND n.entity_id = o.entity_id AND n.scheme = o.scheme AND n.value = o.value
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).scheme IS DISTINCT FROM (n.h).scheme OR (o.h).value IS DISTINCT FROM (n.h).value) AND coalesce((n.h).entity_id, (o.h).entity_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'entity_succession' COLLATE "C" AS "table", (coalesce(n.id, o.id)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.id, h
        FROM history.entity_succession h
        WHERE true AND h.valid_to < 2147483647 AND (h.id) IN (SELECT c.id FROM history.entity_succession c WHERE c.predecessor_id = k.parent)
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.id, h
        FROM history.entity_succession h
        WHERE true AND (h.id) IN (SELECT c.id FROM history.entity_succession c WHERE c.predecessor_id = k.parent)
      ) n ON n.version = o.version AND n.id = o.id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).kind IS DISTINCT FROM (n.h).kind OR (o.h).predecessor_id IS DISTINCT FROM (n.h).predecessor_id OR (o.h).successor_id IS DISTINCT FROM (n.h).successor_id OR (o.h).effective_on IS DISTINCT FROM (n.h).effective_on OR (o.h).legal_source IS DISTINCT FROM (n.h).legal_source OR (o.h).legal_url IS DISTINCT FROM (n.h).legal_url) AND coalesce((n.h).predecessor_id, (o.h).predecessor_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'former_parent' COLLATE "C" AS "table", (jsonb_build_array(coalesce(n.entity_id, o.entity_id), coalesce(n.ended_on, o.ended_on))::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.entity_id, h.ended_on, h
        FROM history.former_parent h
        WHERE true AND h.valid_to < 2147483647 AND h.entity_id = k.parent
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.entity_id, h.ended_on, h
        FROM history.former_parent h
        WHERE true AND h.entity_id = k.parent
      ) n ON n.version = o.version AND n.entity_id = o.entity_id AND n.ended_on = o.ended_on
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).parent_id IS DISTINCT FROM (n.h).parent_id OR (o.h).ended_on IS DISTINCT FROM (n.h).ended_on) AND coalesce((n.h).entity_id, (o.h).entity_id) = k.parent
    ) c
    JOIN journal j ON j.version = c.version
    WHERE c.version > 0
  ) t
) c;

SELECT k.parent AS "$parent", j.version, j.recorded_at AS "recordedAt", c.nature, c."table", c.slug, c.fields, c."subjectId", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT t.*, ARRAY[(t.version)::text, (t."table")::text, (t.key)::text] AS "$place"
  FROM (
    SELECT c.*
    FROM (
      SELECT coalesce(n.version, o.version) AS version, 'entity' COLLATE "C" AS "table", (coalesce(n.id, o.id)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.id, h
        FROM history.entity h
        WHERE true AND h.valid_to < 2147483647 AND h.id = k.parent
      ) o FULL
      JOIN (SELECT h.valid_from AS version, h.id, h FROM history.entity h WHERE true AND h.id = k.parent) n ON n.version = o.version AND n.id = o.id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).name IS DISTINCT FROM (n.h).name OR (o.h).acronym IS DISTINCT FROM (n.h).acronym OR (o.h).kind IS DISTINCT FROM (n.h).kind OR (o.h).ministry_domain IS DISTINCT FROM (n.h).ministry_domain OR (o.h).website IS DISTINCT FROM (n.h).website OR (o.h).contact IS DISTINCT FROM (n.h).contact OR (o.h).address IS DISTINCT FROM (n.h).address OR (o.h).repositories IS DISTINCT FROM (n.h).repositories OR (o.h).parent_id IS DISTINCT FROM (n.h).parent_id OR (o.h).absent_since IS DISTINCT FROM (n.h).absent_since OR (o.h).opened_on IS DISTINCT FROM (n.h).opened_on OR (o.h).closed_on IS DISTINCT FROM (n.h).closed_on) AND coalesce((n.h).id, (o.h).id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'entity_former_slug' COLLATE "C" AS "table", (coalesce(n.slug, o.slug)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.slug, h
        FROM history.entity_former_slug h
        WHERE true AND h.valid_to < 2147483647 AND (h.slug) IN (SELECT c.slug FROM history.entity_former_slug c WHERE c.entity_id = k.parent)
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.slug, h
        FROM history.entity_former_slug h
        WHERE true AND (h.slug) IN (SELECT c.slug FROM history.entity_former_slug c WHERE c.entity_id = k.parent)
      ) n ON n.version = o.version AND n.slug = o.slug
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).replaced_on IS DISTINCT FROM (n.h).replaced_on) AND coalesce((n.h).entity_id, (o.h).entity_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'entity_identifier' COLLATE "C" AS "table", (jsonb_build_array(coalesce(n.entity_id, o.entity_id), coalesce(n.scheme, o.scheme), coalesce(n.value, o.value))::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.entity_id, h.scheme, h.value, h
        FROM history.entity_identifier h
        WHERE true AND h.valid_to < 2147483647 AND h.entity_id = k.parent
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.entity_id, h.scheme, h.value, h
        FROM history.entity_identifier h
        WHERE true AND h.entity_id = k.parent
      ) n ON n.version = o.version AND n.entity_id = o.entity_id AND n.scheme = o.scheme AND n.value = o.value
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).scheme IS DISTINCT FROM (n.h).scheme OR (o.h).value IS DISTINCT FROM (n.h).value) AND coalesce((n.h).entity_id, (o.h).entity_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'entity_succession' COLLATE "C" AS "table", (coalesce(n.id, o.id)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.id, h
        FROM history.entity_succession h
        WHERE true AND h.valid_to < 2147483647 AND (h.id) IN (SELECT c.id FROM history.entity_succession c WHERE c.predecessor_id = k.parent)
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.id, h
        FROM history.entity_succession h
        WHERE true AND (h.id) IN (SELECT c.id FROM history.entity_succession c WHERE c.predecessor_id = k.parent)
      ) n ON n.version = o.version AND n.id = o.id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).kind IS DISTINCT FROM (n.h).kind OR (o.h).predecessor_id IS DISTINCT FROM (n.h).predecessor_id OR (o.h).successor_id IS DISTINCT FROM (n.h).successor_id OR (o.h).effective_on IS DISTINCT FROM (n.h).effective_on OR (o.h).legal_source IS DISTINCT FROM (n.h).legal_source OR (o.h).legal_url IS DISTINCT FROM (n.h).legal_url) AND coalesce((n.h).predecessor_id, (o.h).predecessor_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'former_parent' COLLATE "C" AS "table", (jsonb_build_array(coalesce(n.entity_id, o.entity_id), coalesce(n.ended_on, o.ended_on))::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.entity_id, h.ended_on, h
        FROM history.former_parent h
        WHERE true AND h.valid_to < 2147483647 AND h.entity_id = k.parent
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.entity_id, h.ended_on, h
        FROM history.former_parent h
        WHERE true AND h.entity_id = k.parent
      ) n ON n.version = o.version AND n.entity_id = o.entity_id AND n.ended_on = o.ended_on
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).parent_id IS DISTINCT FROM (n.h).parent_id OR (o.h).ended_on IS DISTINCT FROM (n.h).ended_on) AND coalesce((n.h).entity_id, (o.h).entity_id) = k.parent
    ) c
    JOIN journal j ON j.version = c.version
    WHERE c.version > 0
  ) t
  WHERE true
  ORDER BY t.version DESC, t."table" DESC, t.key DESC
  LIMIT $2
) p
JOIN journal j ON j.version = p.version
CROSS JOIN LATERAL (
  SELECT u.*
  FROM (
    SELECT 'entity' COLLATE "C" AS "table", t.key, t.nature, 'entity_' || coalesce((t.latter).id, (t.former).id) AS "subjectId", coalesce((t.latter).slug, (t.former).slug) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'slug', to_jsonb((t.former).slug) #>> '{}', to_jsonb((t.latter).slug) #>> '{}', (t.former).slug IS DISTINCT FROM (t.latter).slug), (1, 'name', to_jsonb((t.former).name) #>> '{}', to_jsonb((t.latter).name) #>> '{}', (t.former).name IS DISTINCT FROM (t.latter).name), (2, 'acronym', to_jsonb((t.former).acronym) #>> '{}', to_jsonb((t.latter).acronym) #>> '{}', (t.former).acronym IS DISTINCT FROM (t.latter).acronym), (3, 'kind', to_jsonb((t.former).kind) #>> '{}', to_jsonb((t.latter).kind) #>> '{}', (t.former).kind IS DISTINCT FROM (t.latter).kind), (4, 'ministryDomain', to_jsonb((t.former).ministry_domain) #>> '{}', to_jsonb((t.latter).ministry_domain) #>> '{}', (t.former).ministry_domain IS DISTINCT FROM (t.latter).ministry_domain), (5, 'website', to_jsonb((t.former).website) #>> '{}', to_jsonb((t.latter).website) #>> '{}', (t.former).website IS DISTINCT FROM (t.latter).website), (6, 'contact', to_jsonb((t.former).contact) #>> '{}', to_jsonb((t.latter).contact) #>> '{}', (t.former).contact IS DISTINCT FROM (t.latter).contact), (7, 'address', to_jsonb((t.former).address) #>> '{}', to_jsonb((t.latter).address) #>> '{}', (t.former).address IS DISTINCT FROM (t.latter).address), (8, 'repositories', to_jsonb((t.former).repositories) #>> '{}', to_jsonb((t.latter).repositories) #>> '{}', (t.former).repositories IS DISTINCT FROM (t.latter).repositories), (9, 'parent', (SELECT s.slug FROM history.entity s WHERE s.id = (t.former).parent_id AND s.valid_from < j.version AND s.valid_to >= j.version), (SELECT s.slug FROM history.entity s WHERE s.id = (t.latter).parent_id AND s.valid_from <= j.version AND s.valid_to > j.version), (t.former).parent_id IS DISTINCT FROM (t.latter).parent_id), (10, 'absentSince', to_jsonb((t.former).absent_since) #>> '{}', to_jsonb((t.latter).absent_since) #>> '{}', (t.former).absent_since IS DISTINCT FROM (t.latter).absent_since), (11, 'openedOn', to_jsonb((t.former).opened_on) #>> '{}', to_jsonb((t.latter).opened_on) #>> '{}', (t.former).opened_on IS DISTINCT FROM (t.latter).opened_on), (12, 'closedOn', to_jsonb((t.former).closed_on) #>> '{}', to_jsonb((t.latter).closed_on) #>> '{}', (t.former).closed_on IS DISTINCT FROM (t.latter).closed_on)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (coalesce(n.id, o.id)::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.entity h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND h.id = k.parent
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.id, h
          FROM history.entity h
          WHERE h.valid_from BETWEEN j.version AND j.version AND h.id = k.parent
        ) n ON n.version = o.version AND n.id = o.id
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).name IS DISTINCT FROM (n.h).name OR (o.h).acronym IS DISTINCT FROM (n.h).acronym OR (o.h).kind IS DISTINCT FROM (n.h).kind OR (o.h).ministry_domain IS DISTINCT FROM (n.h).ministry_domain OR (o.h).website IS DISTINCT FROM (n.h).website OR (o.h).contact IS DISTINCT FROM (n.h).contact OR (o.h).address IS DISTINCT FROM (n.h).address OR (o.h).repositories IS DISTINCT FROM (n.h).repositories OR (o.h).parent_id IS DISTINCT FROM (n.h).parent_id OR (o.h).absent_since IS DISTINCT FROM (n.h).absent_since OR (o.h).opened_on IS DISTINCT FROM (n.h).opened_on OR (o.h).closed_on IS DISTINCT FROM (n.h).closed_on)
      ) k
      WHERE ('entity' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
    UNION ALL
    SELECT 'entity_former_slug' COLLATE "C" AS "table", t.key, t.nature, 'entity_' || coalesce((t.latter).entity_id, (t.former).entity_id) AS "subjectId", (
      SELECT s.slug
      FROM history.entity s
      WHERE s.id = coalesce((t.latter).entity_id, (t.former).entity_id) AND s.valid_from <= j.version AND s.valid_to >= j.version
      ORDER BY s.valid_from DESC
      LIMIT 1
    ) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'slug', to_jsonb((t.former).slug) #>> '{}', to_jsonb((t.latter).slug) #>> '{}', (t.former).slug IS DISTINCT FROM (t.latter).slug), (1, 'replacedOn', to_jsonb((t.former).replaced_on) #>> '{}', to_jsonb((t.latter).replaced_on) #>> '{}', (t.former).replaced_on IS DISTINCT FROM (t.latter).replaced_on)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (coalesce(n.slug, o.slug)::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.slug, h
          FROM history.entity_former_slug h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND (h.slug) IN (SELECT c.slug FROM history.entity_former_slug c WHERE c.entity_id = k.parent)
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.slug, h
          FROM history.entity_former_slug h
          WHERE h.valid_from BETWEEN j.version AND j.version AND (h.slug) IN (SELECT c.slug FROM history.entity_former_slug c WHERE c.entity_id = k.parent)
        ) n ON n.version = o.version AND n.slug = o.slug
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).replaced_on IS DISTINCT FROM (n.h).replaced_on)
      ) k
      WHERE ('entity_former_slug' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
    UNION ALL
    SELECT 'entity_identifier' COLLATE "C" AS "table", t.key, t.nature, 'entity_' || coalesce((t.latter).entity_id, (t.former).entity_id) AS "subjectId", (
      SELECT s.slug
      FROM history.entity s
      WHERE s.id = coalesce((t.latter).entity_id, (t.former).entity_id) AND s.valid_from <= j.version AND s.valid_to >= j.version
      ORDER BY s.valid_from DESC
      LIMIT 1
    ) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'scheme', to_jsonb((t.former).scheme) #>> '{}', to_jsonb((t.latter).scheme) #>> '{}', (t.former).scheme IS DISTINCT FROM (t.latter).scheme), (1, 'value', to_jsonb((t.former).value) #>> '{}', to_jsonb((t.latter).value) #>> '{}', (t.former).value IS DISTINCT FROM (t.latter).value)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (jsonb_build_array(coalesce(n.entity_id, o.entity_id), coalesce(n.scheme, o.scheme), coalesce(n.value, o.value))::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.entity_id, h.scheme, h.value, h
          FROM history.entity_identifier h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND h.entity_id = k.parent
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.entity_id, h.scheme, h.value, h
          FROM history.entity_identifier h
          WHERE h.valid_from BETWEEN j.version AND j.version AND h.entity_id = k.parent
        ) n ON n.version = o.version AND n.entity_id = o.entity_id AND n.scheme = o.scheme AND n.value = o.value
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).scheme IS DISTINCT FROM (n.h).scheme OR (o.h).value IS DISTINCT FROM (n.h).value)
      ) k
      WHERE ('entity_identifier' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
    UNION ALL
    SELECT 'entity_succession' COLLATE "C" AS "table", t.key, t.nature, 'entity_' || coalesce((t.latter).predecessor_id, (t.former).predecessor_id) AS "subjectId", (
      SELECT s.slug
      FROM history.entity s
      WHERE s.id = coalesce((t.latter).predecessor_id, (t.former).predecessor_id) AND s.valid_from <= j.version AND s.valid_to >= j.version
      ORDER BY s.valid_from DESC
      LIMIT 1
    ) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'kind', to_jsonb((t.former).kind) #>> '{}', to_jsonb((t.latter).kind) #>> '{}', (t.former).kind IS DISTINCT FROM (t.latter).kind), (1, 'predecessor', (SELECT s.slug FROM history.entity s WHERE s.id = (t.former).predecessor_id AND s.valid_from < j.version AND s.valid_to >= j.version), (SELECT s.slug FROM history.entity s WHERE s.id = (t.latter).predecessor_id AND s.valid_from <= j.version AND s.valid_to > j.version), (t.former).predecessor_id IS DISTINCT FROM (t.latter).predecessor_id), (2, 'successor', (SELECT s.slug FROM history.entity s WHERE s.id = (t.former).successor_id AND s.valid_from < j.version AND s.valid_to >= j.version), (SELECT s.slug FROM history.entity s WHERE s.id = (t.latter).successor_id AND s.valid_from <= j.version AND s.valid_to > j.version), (t.former).successor_id IS DISTINCT FROM (t.latter).successor_id), (3, 'effectiveOn', to_jsonb((t.former).effective_on) #>> '{}', to_jsonb((t.latter).effective_on) #>> '{}', (t.former).effective_on IS DISTINCT FROM (t.latter).effective_on), (4, 'legalSource', to_jsonb((t.former).legal_source) #>> '{}', to_jsonb((t.latter).legal_source) #>> '{}', (t.former).legal_source IS DISTINCT FROM (t.latter).legal_source), (5, 'legalUrl', to_jsonb((t.former).legal_url) #>> '{}', to_jsonb((t.latter).legal_url) #>> '{}', (t.former).legal_url IS DISTINCT FROM (t.latter).legal_url)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (coalesce(n.id, o.id)::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.entity_succession h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND (h.id) IN (SELECT c.id FROM history.entity_succession c WHERE c.predecessor_id = k.parent)
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.id, h
          FROM history.entity_succession h
          WHERE h.valid_from BETWEEN j.version AND j.version AND (h.id) IN (SELECT c.id FROM history.entity_succession c WHERE c.predecessor_id = k.parent)
        ) n ON n.version = o.version AND n.id = o.id
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).kind IS DISTINCT FROM (n.h).kind OR (o.h).predecessor_id IS DISTINCT FROM (n.h).predecessor_id OR (o.h).successor_id IS DISTINCT FROM (n.h).successor_id OR (o.h).effective_on IS DISTINCT FROM (n.h).effective_on OR (o.h).legal_source IS DISTINCT FROM (n.h).legal_source OR (o.h).legal_url IS DISTINCT FROM (n.h).legal_url)
      ) k
      WHERE ('entity_succession' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
    UNION ALL
    SELECT 'former_parent' COLLATE "C" AS "table", t.key, t.nature, 'entity_' || coalesce((t.latter).entity_id, (t.former).entity_id) AS "subjectId", (
      SELECT s.slug
      FROM history.entity s
      WHERE s.id = coalesce((t.latter).entity_id, (t.former).entity_id) AND s.valid_from <= j.version AND s.valid_to >= j.version
      ORDER BY s.valid_from DESC
      LIMIT 1
    ) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'parent', (SELECT s.slug FROM history.entity s WHERE s.id = (t.former).parent_id AND s.valid_from < j.version AND s.valid_to >= j.version), (SELECT s.slug FROM history.entity s WHERE s.id = (t.latter).parent_id AND s.valid_from <= j.version AND s.valid_to > j.version), (t.former).parent_id IS DISTINCT FROM (t.latter).parent_id), (1, 'endedOn', to_jsonb((t.former).ended_on) #>> '{}', to_jsonb((t.latter).ended_on) #>> '{}', (t.former).ended_on IS DISTINCT FROM (t.latter).ended_on)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (jsonb_build_array(coalesce(n.entity_id, o.entity_id), coalesce(n.ended_on, o.ended_on))::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.entity_id, h.ended_on, h
          FROM history.former_parent h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND h.entity_id = k.parent
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.entity_id, h.ended_on, h
          FROM history.former_parent h
          WHERE h.valid_from BETWEEN j.version AND j.version AND h.entity_id = k.parent
        ) n ON n.version = o.version AND n.entity_id = o.entity_id AND n.ended_on = o.ended_on
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).parent_id IS DISTINCT FROM (n.h).parent_id OR (o.h).ended_on IS DISTINCT FROM (n.h).ended_on)
      ) k
      WHERE ('former_parent' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
  ) u
  ORDER BY u."table", u.key
  LIMIT $3
) c
ORDER BY k.parent, p.version DESC, p."table" DESC, p.key DESC;

SELECT k.parent AS "$parent", c.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS count
  FROM (
    SELECT c.*
    FROM (
      SELECT coalesce(n.version, o.version) AS version, 'mission' COLLATE "C" AS "table", (coalesce(n.id, o.id)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.id, h
        FROM history.mission h
        WHERE true AND h.valid_to < 2147483647 AND h.id = k.parent
      ) o FULL
      JOIN (SELECT h.valid_from AS version, h.id, h FROM history.mission h WHERE true AND h.id = k.parent) n ON n.version = o.version AND n.id = o.id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).entity_id IS DISTINCT FROM (n.h).entity_id OR (o.h).name IS DISTINCT FROM (n.h).name OR (o.h).statement IS DISTINCT FROM (n.h).statement OR (o.h).closed_on IS DISTINCT FROM (n.h).closed_on) AND coalesce((n.h).id, (o.h).id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'mission_action' COLLATE "C" AS "table", (jsonb_build_array(coalesce(n.mission_id, o.mission_id), coalesce(n.position, o.position))::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.mission_id, h.position, h
        FROM history.mission_action h
        WHERE true AND h.valid_to < 2147483647 AND h.mission_id = k.parent
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.mission_id, h.position, h
        FROM history.mission_action h
        WHERE true AND h.mission_id = k.parent
      ) n ON n.version = o.version AND n.mission_id = o.mission_id AND n.position = o.position
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).kind IS DISTINCT FROM (n.h).kind OR (o.h).description IS DISTINCT FROM (n.h).description OR (o.h).beneficiary_kind IS DISTINCT FROM (n.h).beneficiary_kind OR (o.h).partner_id IS DISTINCT FROM (n.h).partner_id OR (o.h).service_id IS DISTINCT FROM (n.h).service_id) AND coalesce((n.h).mission_id, (o.h).mission_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'mission_theme' COLLATE "C" AS "table", (jsonb_build_array(coalesce(n.mission_id, o.mission_id), coalesce(n.theme_id, o.theme_id))::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.mission_id, h.theme_id, h
        FROM history.mission_theme h
        WHERE true AND h.valid_to < 2147483647 AND h.mission_id = k.parent
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.mission_id, h.theme_id, h
        FROM history.mission_theme h
        WHERE true AND h.mission_id = k.parent
      ) n ON n.version = o.version AND n.mission_id = o.mission_id AND n.theme_id = o.theme_id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).theme_id IS DISTINCT FROM (n.h).theme_id OR (o.h).position IS DISTINCT FROM (n.h).position) AND coalesce((n.h).mission_id, (o.h).mission_id) = k.parent
    ) c
    JOIN journal j ON j.version = c.version
    WHERE c.version > 0
  ) t
) c;

SELECT k.parent AS "$parent", j.version, j.recorded_at AS "recordedAt", c.nature, c."table", c.slug, c.fields, c."subjectId", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT t.*, ARRAY[(t.version)::text, (t."table")::text, (t.key)::text] AS "$place"
  FROM (
    SELECT c.*
    FROM (
      SELECT coalesce(n.version, o.version) AS version, 'mission' COLLATE "C" AS "table", (coalesce(n.id, o.id)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.id, h
        FROM history.mission h
        WHERE true AND h.valid_to < 2147483647 AND h.id = k.parent
      ) o FULL
      JOIN (SELECT h.valid_from AS version, h.id, h FROM history.mission h WHERE true AND h.id = k.parent) n ON n.version = o.version AND n.id = o.id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).entity_id IS DISTINCT FROM (n.h).entity_id OR (o.h).name IS DISTINCT FROM (n.h).name OR (o.h).statement IS DISTINCT FROM (n.h).statement OR (o.h).closed_on IS DISTINCT FROM (n.h).closed_on) AND coalesce((n.h).id, (o.h).id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'mission_action' COLLATE "C" AS "table", (jsonb_build_array(coalesce(n.mission_id, o.mission_id), coalesce(n.position, o.position))::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.mission_id, h.position, h
        FROM history.mission_action h
        WHERE true AND h.valid_to < 2147483647 AND h.mission_id = k.parent
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.mission_id, h.position, h
        FROM history.mission_action h
        WHERE true AND h.mission_id = k.parent
      ) n ON n.version = o.version AND n.mission_id = o.mission_id AND n.position = o.position
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).kind IS DISTINCT FROM (n.h).kind OR (o.h).description IS DISTINCT FROM (n.h).description OR (o.h).beneficiary_kind IS DISTINCT FROM (n.h).beneficiary_kind OR (o.h).partner_id IS DISTINCT FROM (n.h).partner_id OR (o.h).service_id IS DISTINCT FROM (n.h).service_id) AND coalesce((n.h).mission_id, (o.h).mission_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'mission_theme' COLLATE "C" AS "table", (jsonb_build_array(coalesce(n.mission_id, o.mission_id), coalesce(n.theme_id, o.theme_id))::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.mission_id, h.theme_id, h
        FROM history.mission_theme h
        WHERE true AND h.valid_to < 2147483647 AND h.mission_id = k.parent
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.mission_id, h.theme_id, h
        FROM history.mission_theme h
        WHERE true AND h.mission_id = k.parent
      ) n ON n.version = o.version AND n.mission_id = o.mission_id AND n.theme_id = o.theme_id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).theme_id IS DISTINCT FROM (n.h).theme_id OR (o.h).position IS DISTINCT FROM (n.h).position) AND coalesce((n.h).mission_id, (o.h).mission_id) = k.parent
    ) c
    JOIN journal j ON j.version = c.version
    WHERE c.version > 0
  ) t
  WHERE true
  ORDER BY t.version DESC, t."table" DESC, t.key DESC
  LIMIT $2
) p
JOIN journal j ON j.version = p.version
CROSS JOIN LATERAL (
  SELECT u.*
  FROM (
    SELECT 'mission' COLLATE "C" AS "table", t.key, t.nature, 'mission_' || coalesce((t.latter).id, (t.former).id) AS "subjectId", coalesce((t.latter).slug, (t.former).slug) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'slug', to_jsonb((t.former).slug) #>> '{}', to_jsonb((t.latter).slug) #>> '{}', (t.former).slug IS DISTINCT FROM (t.latter).slug), (1, 'entity', (SELECT s.slug FROM history.entity s WHERE s.id = (t.former).entity_id AND s.valid_from < j.version AND s.valid_to >= j.version), (SELECT s.slug FROM history.entity s WHERE s.id = (t.latter).entity_id AND s.valid_from <= j.version AND s.valid_to > j.version), (t.former).entity_id IS DISTINCT FROM (t.latter).entity_id), (2, 'name', to_jsonb((t.former).name) #>> '{}', to_jsonb((t.latter).name) #>> '{}', (t.former).name IS DISTINCT FROM (t.latter).name), (3, 'statement', to_jsonb((t.former).statement) #>> '{}', to_jsonb((t.latter).statement) #>> '{}', (t.former).statement IS DISTINCT FROM (t.latter).statement), (4, 'closedOn', to_jsonb((t.former).closed_on) #>> '{}', to_jsonb((t.latter).closed_on) #>> '{}', (t.former).closed_on IS DISTINCT FROM (t.latter).closed_on)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (coalesce(n.id, o.id)::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.mission h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND h.id = k.parent
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.id, h
          FROM history.mission h
          WHERE h.valid_from BETWEEN j.version AND j.version AND h.id = k.parent
        ) n ON n.version = o.version AND n.id = o.id
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).entity_id IS DISTINCT FROM (n.h).entity_id OR (o.h).name IS DISTINCT FROM (n.h).name OR (o.h).statement IS DISTINCT FROM (n.h).statement OR (o.h).closed_on IS DISTINCT FROM (n.h).closed_on)
      ) k
      WHERE ('mission' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
    UNION ALL
    SELECT 'mission_action' COLLATE "C" AS "table", t.key, t.nature, 'mission_' || coalesce((t.latter).mission_id, (t.former).mission_id) AS "subjectId", (
      SELECT s.slug
      FROM history.mission s
      WHERE s.id = coalesce((t.latter).mission_id, (t.former).mission_id) AND s.valid_from <= j.version AND s.valid_to >= j.version
      ORDER BY s.valid_from DESC
      LIMIT 1
    ) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'kind', to_jsonb((t.former).kind) #>> '{}', to_jsonb((t.latter).kind) #>> '{}', (t.former).kind IS DISTINCT FROM (t.latter).kind), (1, 'description', to_jsonb((t.former).description) #>> '{}', to_jsonb((t.latter).description) #>> '{}', (t.former).description IS DISTINCT FROM (t.latter).description), (2, 'beneficiaryKind', to_jsonb((t.former).beneficiary_kind) #>> '{}', to_jsonb((t.latter).beneficiary_kind) #>> '{}', (t.former).beneficiary_kind IS DISTINCT FROM (t.latter).beneficiary_kind), (3, 'partner', (SELECT s.slug FROM history.entity s WHERE s.id = (t.former).partner_id AND s.valid_from < j.version AND s.valid_to >= j.version), (SELECT s.slug FROM history.entity s WHERE s.id = (t.latter).partner_id AND s.valid_from <= j.version AND s.valid_to > j.version), (t.former).partner_id IS DISTINCT FROM (t.latter).partner_id), (4, 'service', (SELECT s.slug FROM history.service s WHERE s.id = (t.former).service_id AND s.valid_from < j.version AND s.valid_to >= j.version), (SELECT s.slug FROM history.service s WHERE s.id = (t.latter).service_id AND s.valid_from <= j.version AND s.valid_to > j.version), (t.former).service_id IS DISTINCT FROM (t.latter).service_id)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (jsonb_build_array(coalesce(n.mission_id, o.mission_id), coalesce(n.position, o.position))::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.mission_id, h.position, h
          FROM history.mission_action h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND h.mission_id = k.parent
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.mission_id, h.position, h
          FROM history.mission_action h
          WHERE h.valid_from BETWEEN j.version AND j.version AND h.mission_id = k.parent
        ) n ON n.version = o.version AND n.mission_id = o.mission_id AND n.position = o.position
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).kind IS DISTINCT FROM (n.h).kind OR (o.h).description IS DISTINCT FROM (n.h).description OR (o.h).beneficiary_kind IS DISTINCT FROM (n.h).beneficiary_kind OR (o.h).partner_id IS DISTINCT FROM (n.h).partner_id OR (o.h).service_id IS DISTINCT FROM (n.h).service_id)
      ) k
      WHERE ('mission_action' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
    UNION ALL
    SELECT 'mission_theme' COLLATE "C" AS "table", t.key, t.nature, 'mission_' || coalesce((t.latter).mission_id, (t.former).mission_id) AS "subjectId", (
      SELECT s.slug
      FROM history.mission s
      WHERE s.id = coalesce((t.latter).mission_id, (t.former).mission_id) AND s.valid_from <= j.version AND s.valid_to >= j.version
      ORDER BY s.valid_from DESC
      LIMIT 1
    ) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'theme', (SELECT s.slug FROM history.theme s WHERE s.id = (t.former).theme_id AND s.valid_from < j.version AND s.valid_to >= j.version), (SELECT s.slug FROM history.theme s WHERE s.id = (t.latter).theme_id AND s.valid_from <= j.version AND s.valid_to > j.version), (t.former).theme_id IS DISTINCT FROM (t.latter).theme_id), (1, 'position', to_jsonb((t.former).position) #>> '{}', to_jsonb((t.latter).position) #>> '{}', (t.former).position IS DISTINCT FROM (t.latter).position)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (jsonb_build_array(coalesce(n.mission_id, o.mission_id), coalesce(n.theme_id, o.theme_id))::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.mission_id, h.theme_id, h
          FROM history.mission_theme h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND h.mission_id = k.parent
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.mission_id, h.theme_id, h
          FROM history.mission_theme h
          WHERE h.valid_from BETWEEN j.version AND j.version AND h.mission_id = k.parent
        ) n ON n.version = o.version AND n.mission_id = o.mission_id AND n.theme_id = o.theme_id
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).theme_id IS DISTINCT FROM (n.h).theme_id OR (o.h).position IS DISTINCT FROM (n.h).position)
      ) k
      WHERE ('mission_theme' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
  ) u
  ORDER BY u."table", u.key
  LIMIT $3
) c
ORDER BY k.parent, p.version DESC, p."table" DESC, p.key DESC;

SELECT k.parent AS "$parent", c.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS count
  FROM (
    SELECT c.*
    FROM (
      SELECT coalesce(n.version, o.version) AS version, 'satisfaction_survey' COLLATE "C" AS "table", (coalesce(n.id, o.id)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.id, h
        FROM history.satisfaction_survey h
        WHERE true AND h.valid_to < 2147483647 AND (h.id) IN (SELECT c.id FROM history.satisfaction_survey c WHERE c.service_id = k.parent)
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.id, h
        FROM history.satisfaction_survey h
        WHERE true AND (h.id) IN (SELECT c.id FROM history.satisfaction_survey c WHERE c.service_id = k.parent)
      ) n ON n.version = o.version AND n.id = o.id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).surveyed_on IS DISTINCT FROM (n.h).surveyed_on OR (o.h).respondents IS DISTINCT FROM (n.h).respondents OR (o.h).score IS DISTINCT FROM (n.h).score OR (o.h).comment IS DISTINCT FROM (n.h).comment) AND coalesce((n.h).service_id, (o.h).service_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'service' COLLATE "C" AS "table", (coalesce(n.id, o.id)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.id, h
        FROM history.service h
        WHERE true AND h.valid_to < 2147483647 AND h.id = k.parent
      ) o FULL
      JOIN (SELECT h.valid_from AS version, h.id, h FROM history.service h WHERE true AND h.id = k.parent) n ON n.version = o.version AND n.id = o.id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).name IS DISTINCT FROM (n.h).name OR (o.h).description IS DISTINCT FROM (n.h).description OR (o.h).url IS DISTINCT FROM (n.h).url OR (o.h).status IS DISTINCT FROM (n.h).status OR (o.h).operator_id IS DISTINCT FROM (n.h).operator_id OR (o.h).absent_since IS DISTINCT FROM (n.h).absent_since OR (o.h).closed_on IS DISTINCT FROM (n.h).closed_on) AND coalesce((n.h).id, (o.h).id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'service_former_slug' COLLATE "C" AS "table", (coalesce(n.slug, o.slug)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.slug, h
        FROM history.service_former_slug h
        WHERE true AND h.valid_to < 2147483647 AND (h.slug) IN (SELECT c.slug FROM history.service_former_slug c WHERE c.service_id = k.parent)
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.slug, h
        FROM history.service_former_slug h
        WHERE true AND (h.slug) IN (SELECT c.slug FROM history.service_former_slug c WHERE c.service_id = k.parent)
      ) n ON n.version = o.version AND n.slug = o.slug
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).replaced_on IS DISTINCT FROM (n.h).replaced_on) AND coalesce((n.h).service_id, (o.h).service_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'service_startup' COLLATE "C" AS "table", (jsonb_build_array(coalesce(n.service_id, o.service_id), coalesce(n.startup_id, o.startup_id))::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.service_id, h.startup_id, h
        FROM history.service_startup h
        WHERE true AND h.valid_to < 2147483647 AND h.service_id = k.parent
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.service_id, h.startup_id, h
        FROM history.service_startup h
        WHERE true AND h.service_id = k.parent
      ) n ON n.version = o.version AND n.service_id = o.service_id AND n.startup_id = o.startup_id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).startup_id IS DISTINCT FROM (n.h).startup_id OR (o.h).position IS DISTINCT FROM (n.h).position) AND coalesce((n.h).service_id, (o.h).service_id) = k.parent
    ) c
    JOIN journal j ON j.version = c.version
    WHERE c.version > 0
  ) t
) c;

SELECT k.parent AS "$parent", j.version, j.recorded_at AS "recordedAt", c.nature, c."table", c.slug, c.fields, c."subjectId", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT t.*, ARRAY[(t.version)::text, (t."table")::text, (t.key)::text] AS "$place"
  FROM (
    SELECT c.*
    FROM (
      SELECT coalesce(n.version, o.version) AS version, 'satisfaction_survey' COLLATE "C" AS "table", (coalesce(n.id, o.id)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.id, h
        FROM history.satisfaction_survey h
        WHERE true AND h.valid_to < 2147483647 AND (h.id) IN (SELECT c.id FROM history.satisfaction_survey c WHERE c.service_id = k.parent)
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.id, h
        FROM history.satisfaction_survey h
        WHERE true AND (h.id) IN (SELECT c.id FROM history.satisfaction_survey c WHERE c.service_id = k.parent)
      ) n ON n.version = o.version AND n.id = o.id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).surveyed_on IS DISTINCT FROM (n.h).surveyed_on OR (o.h).respondents IS DISTINCT FROM (n.h).respondents OR (o.h).score IS DISTINCT FROM (n.h).score OR (o.h).comment IS DISTINCT FROM (n.h).comment) AND coalesce((n.h).service_id, (o.h).service_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'service' COLLATE "C" AS "table", (coalesce(n.id, o.id)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.id, h
        FROM history.service h
        WHERE true AND h.valid_to < 2147483647 AND h.id = k.parent
      ) o FULL
      JOIN (SELECT h.valid_from AS version, h.id, h FROM history.service h WHERE true AND h.id = k.parent) n ON n.version = o.version AND n.id = o.id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).name IS DISTINCT FROM (n.h).name OR (o.h).description IS DISTINCT FROM (n.h).description OR (o.h).url IS DISTINCT FROM (n.h).url OR (o.h).status IS DISTINCT FROM (n.h).status OR (o.h).operator_id IS DISTINCT FROM (n.h).operator_id OR (o.h).absent_since IS DISTINCT FROM (n.h).absent_since OR (o.h).closed_on IS DISTINCT FROM (n.h).closed_on) AND coalesce((n.h).id, (o.h).id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'service_former_slug' COLLATE "C" AS "table", (coalesce(n.slug, o.slug)::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.slug, h
        FROM history.service_former_slug h
        WHERE true AND h.valid_to < 2147483647 AND (h.slug) IN (SELECT c.slug FROM history.service_former_slug c WHERE c.service_id = k.parent)
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.slug, h
        FROM history.service_former_slug h
        WHERE true AND (h.slug) IN (SELECT c.slug FROM history.service_former_slug c WHERE c.service_id = k.parent)
      ) n ON n.version = o.version AND n.slug = o.slug
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).replaced_on IS DISTINCT FROM (n.h).replaced_on) AND coalesce((n.h).service_id, (o.h).service_id) = k.parent
      UNION ALL
      SELECT coalesce(n.version, o.version) AS version, 'service_startup' COLLATE "C" AS "table", (jsonb_build_array(coalesce(n.service_id, o.service_id), coalesce(n.startup_id, o.startup_id))::text) COLLATE "C" AS key
      FROM (
        SELECT h.valid_to AS version, h.service_id, h.startup_id, h
        FROM history.service_startup h
        WHERE true AND h.valid_to < 2147483647 AND h.service_id = k.parent
      ) o FULL
      JOIN (
        SELECT h.valid_from AS version, h.service_id, h.startup_id, h
        FROM history.service_startup h
        WHERE true AND h.service_id = k.parent
      ) n ON n.version = o.version AND n.service_id = o.service_id AND n.startup_id = o.startup_id
      WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).startup_id IS DISTINCT FROM (n.h).startup_id OR (o.h).position IS DISTINCT FROM (n.h).position) AND coalesce((n.h).service_id, (o.h).service_id) = k.parent
    ) c
    JOIN journal j ON j.version = c.version
    WHERE c.version > 0
  ) t
  WHERE true
  ORDER BY t.version DESC, t."table" DESC, t.key DESC
  LIMIT $2
) p
JOIN journal j ON j.version = p.version
CROSS JOIN LATERAL (
  SELECT u.*
  FROM (
    SELECT 'satisfaction_survey' COLLATE "C" AS "table", t.key, t.nature, 'service_' || coalesce((t.latter).service_id, (t.former).service_id) AS "subjectId", (
      SELECT s.slug
      FROM history.service s
      WHERE s.id = coalesce((t.latter).service_id, (t.former).service_id) AND s.valid_from <= j.version AND s.valid_to >= j.version
      ORDER BY s.valid_from DESC
      LIMIT 1
    ) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'on', to_jsonb((t.former).surveyed_on) #>> '{}', to_jsonb((t.latter).surveyed_on) #>> '{}', (t.former).surveyed_on IS DISTINCT FROM (t.latter).surveyed_on), (1, 'respondents', to_jsonb((t.former).respondents) #>> '{}', to_jsonb((t.latter).respondents) #>> '{}', (t.former).respondents IS DISTINCT FROM (t.latter).respondents), (2, 'score', to_jsonb((t.former).score) #>> '{}', to_jsonb((t.latter).score) #>> '{}', (t.former).score IS DISTINCT FROM (t.latter).score), (3, 'comment', to_jsonb((t.former).comment) #>> '{}', to_jsonb((t.latter).comment) #>> '{}', (t.former).comment IS DISTINCT FROM (t.latter).comment)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (coalesce(n.id, o.id)::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.satisfaction_survey h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND (h.id) IN (SELECT c.id FROM history.satisfaction_survey c WHERE c.service_id = k.parent)
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.id, h
          FROM history.satisfaction_survey h
          WHERE h.valid_from BETWEEN j.version AND j.version AND (h.id) IN (SELECT c.id FROM history.satisfaction_survey c WHERE c.service_id = k.parent)
        ) n ON n.version = o.version AND n.id = o.id
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).surveyed_on IS DISTINCT FROM (n.h).surveyed_on OR (o.h).respondents IS DISTINCT FROM (n.h).respondents OR (o.h).score IS DISTINCT FROM (n.h).score OR (o.h).comment IS DISTINCT FROM (n.h).comment)
      ) k
      WHERE ('satisfaction_survey' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
    UNION ALL
    SELECT 'service' COLLATE "C" AS "table", t.key, t.nature, 'service_' || coalesce((t.latter).id, (t.former).id) AS "subjectId", coalesce((t.latter).slug, (t.former).slug) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'slug', to_jsonb((t.former).slug) #>> '{}', to_jsonb((t.latter).slug) #>> '{}', (t.former).slug IS DISTINCT FROM (t.latter).slug), (1, 'name', to_jsonb((t.former).name) #>> '{}', to_jsonb((t.latter).name) #>> '{}', (t.former).name IS DISTINCT FROM (t.latter).name), (2, 'description', to_jsonb((t.former).description) #>> '{}', to_jsonb((t.latter).description) #>> '{}', (t.former).description IS DISTINCT FROM (t.latter).description), (3, 'url', to_jsonb((t.former).url) #>> '{}', to_jsonb((t.latter).url) #>> '{}', (t.former).url IS DISTINCT FROM (t.latter).url), (4, 'status', to_jsonb((t.former).status) #>> '{}', to_jsonb((t.latter).status) #>> '{}', (t.former).status IS DISTINCT FROM (t.latter).status), (5, 'operator', (SELECT s.slug FROM history.entity s WHERE s.id = (t.former).operator_id AND s.valid_from < j.version AND s.valid_to >= j.version), (SELECT s.slug FROM history.entity s WHERE s.id = (t.latter).operator_id AND s.valid_from <= j.version AND s.valid_to > j.version), (t.former).operator_id IS DISTINCT FROM (t.latter).operator_id), (6, 'absentSince', to_jsonb((t.former).absent_since) #>> '{}', to_jsonb((t.latter).absent_since) #>> '{}', (t.former).absent_since IS DISTINCT FROM (t.latter).absent_since), (7, 'closedOn', to_jsonb((t.former).closed_on) #>> '{}', to_jsonb((t.latter).closed_on) #>> '{}', (t.former).closed_on IS DISTINCT FROM (t.latter).closed_on)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (coalesce(n.id, o.id)::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.id, h
          FROM history.service h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND h.id = k.parent
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.id, h
          FROM history.service h
          WHERE h.valid_from BETWEEN j.version AND j.version AND h.id = k.parent
        ) n ON n.version = o.version AND n.id = o.id
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).name IS DISTINCT FROM (n.h).name OR (o.h).description IS DISTINCT FROM (n.h).description OR (o.h).url IS DISTINCT FROM (n.h).url OR (o.h).status IS DISTINCT FROM (n.h).status OR (o.h).operator_id IS DISTINCT FROM (n.h).operator_id OR (o.h).absent_since IS DISTINCT FROM (n.h).absent_since OR (o.h).closed_on IS DISTINCT FROM (n.h).closed_on)
      ) k
      WHERE ('service' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
    UNION ALL
    SELECT 'service_former_slug' COLLATE "C" AS "table", t.key, t.nature, 'service_' || coalesce((t.latter).service_id, (t.former).service_id) AS "subjectId", (
      SELECT s.slug
      FROM history.service s
      WHERE s.id = coalesce((t.latter).service_id, (t.former).service_id) AND s.valid_from <= j.version AND s.valid_to >= j.version
      ORDER BY s.valid_from DESC
      LIMIT 1
    ) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'slug', to_jsonb((t.former).slug) #>> '{}', to_jsonb((t.latter).slug) #>> '{}', (t.former).slug IS DISTINCT FROM (t.latter).slug), (1, 'replacedOn', to_jsonb((t.former).replaced_on) #>> '{}', to_jsonb((t.latter).replaced_on) #>> '{}', (t.former).replaced_on IS DISTINCT FROM (t.latter).replaced_on)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (coalesce(n.slug, o.slug)::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.slug, h
          FROM history.service_former_slug h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND (h.slug) IN (SELECT c.slug FROM history.service_former_slug c WHERE c.service_id = k.parent)
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.slug, h
          FROM history.service_former_slug h
          WHERE h.valid_from BETWEEN j.version AND j.version AND (h.slug) IN (SELECT c.slug FROM history.service_former_slug c WHERE c.service_id = k.parent)
        ) n ON n.version = o.version AND n.slug = o.slug
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).slug IS DISTINCT FROM (n.h).slug OR (o.h).replaced_on IS DISTINCT FROM (n.h).replaced_on)
      ) k
      WHERE ('service_former_slug' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
    UNION ALL
    SELECT 'service_startup' COLLATE "C" AS "table", t.key, t.nature, 'service_' || coalesce((t.latter).service_id, (t.former).service_id) AS "subjectId", (
      SELECT s.slug
      FROM history.service s
      WHERE s.id = coalesce((t.latter).service_id, (t.former).service_id) AND s.valid_from <= j.version AND s.valid_to >= j.version
      ORDER BY s.valid_from DESC
      LIMIT 1
    ) AS slug, (
      SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at)
      FROM (VALUES (0, 'startup', (SELECT s.slug FROM history.startup s WHERE s.id = (t.former).startup_id AND s.valid_from < j.version AND s.valid_to >= j.version), (SELECT s.slug FROM history.startup s WHERE s.id = (t.latter).startup_id AND s.valid_from <= j.version AND s.valid_to > j.version), (t.former).startup_id IS DISTINCT FROM (t.latter).startup_id), (1, 'position', to_jsonb((t.former).position) #>> '{}', to_jsonb((t.latter).position) #>> '{}', (t.former).position IS DISTINCT FROM (t.latter).position)) f(at, name, before, after, differs)
      WHERE f.differs
    ) AS fields
    FROM (
      SELECT k.*
      FROM (
        SELECT (jsonb_build_array(coalesce(n.service_id, o.service_id), coalesce(n.startup_id, o.startup_id))::text) COLLATE "C" AS key, CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END AS nature, o.h AS former, n.h AS latter
        FROM (
          SELECT h.valid_to AS version, h.service_id, h.startup_id, h
          FROM history.service_startup h
          WHERE h.valid_to BETWEEN j.version AND j.version AND h.valid_to < 2147483647 AND h.service_id = k.parent
        ) o FULL
        JOIN (
          SELECT h.valid_from AS version, h.service_id, h.startup_id, h
          FROM history.service_startup h
          WHERE h.valid_from BETWEEN j.version AND j.version AND h.service_id = k.parent
        ) n ON n.version = o.version AND n.service_id = o.service_id AND n.startup_id = o.startup_id
        WHERE (o.version IS NULL OR n.version IS NULL OR (o.h).startup_id IS DISTINCT FROM (n.h).startup_id OR (o.h).position IS DISTINCT FROM (n.h).position)
      ) k
      WHERE ('service_startup' COLLATE "C", k.key) = (p."table", p.key)
      ORDER BY k.key
      LIMIT $3
    ) t
  ) u
  ORDER BY u."table", u.key
  LIMIT $3
) c
ORDER BY k.parent, p.version DESC, p."table" DESC, p.key DESC;
