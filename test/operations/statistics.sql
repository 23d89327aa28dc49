SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM startup s
  WHERE (NOT coalesce(s.absent_since <= $2::date, false) AND coalesce((SELECT min(p.started_on) FROM phase p WHERE p.startup_id = s.id) <= $2::date, true))
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM startup s
  WHERE coalesce((SELECT p.name FROM phase p WHERE p.startup_id = s.id AND p.in_force @> $2::date) IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED'), false)
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (SELECT count(*)::int AS "value" FROM startup s WHERE coalesce(s.absent_since <= $2::date, false)) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT p.name AS "phase", count(*)::int AS "count"
  FROM (
    SELECT (SELECT p.name FROM phase p WHERE p.startup_id = s.id AND p.in_force @> $2::date) AS name
    FROM startup s
  ) p
  WHERE p.name IS NOT NULL
  GROUP BY p.name
) s
ORDER BY k.parent, s.phase;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT e.id AS "entityKey", e.slug AS "slug", count(*)::int AS "count"
  FROM startup_incubator l
  JOIN startup s ON s.id = l.startup_id
  JOIN entity e ON e.id = l.entity_id
  WHERE (NOT coalesce(s.absent_since <= $2::date, false) AND coalesce((SELECT min(p.started_on) FROM phase p WHERE p.startup_id = s.id) <= $2::date, true))
  GROUP BY e.id, e.slug
) s
ORDER BY k.parent, s.count DESC, s.slug;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT e.id AS "entityKey", e.slug AS "slug", count(*)::int AS "count"
  FROM startup_sponsor l
  JOIN startup s ON s.id = l.startup_id
  JOIN entity e ON e.id = l.entity_id
  WHERE (NOT coalesce(s.absent_since <= $2::date, false) AND coalesce((SELECT min(p.started_on) FROM phase p WHERE p.startup_id = s.id) <= $2::date, true))
  GROUP BY e.id, e.slug
) s
ORDER BY k.parent, s.count DESC, s.slug;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT e.ministry_domain AS "label", count(DISTINCT s.id)::int AS "count"
  FROM startup_sponsor l
  JOIN startup s ON s.id = l.startup_id
  JOIN entity e ON e.id = l.entity_id
  WHERE e.ministry_domain IS NOT NULL AND (NOT coalesce(s.absent_since <= $2::date, false) AND coalesce((SELECT min(p.started_on) FROM phase p WHERE p.startup_id = s.id) <= $2::date, true))
  GROUP BY e.ministry_domain
) s
ORDER BY k.parent, s.count DESC, s.label COLLATE "C";

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);
