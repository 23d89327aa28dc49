SELECT k.place AS "$place", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "slug")
JOIN entity t ON t.id = coalesce((SELECT id FROM entity WHERE slug = k."slug"::text), (SELECT entity_id FROM entity_former_slug WHERE slug = k."slug"::text));

SELECT k.parent AS "$parent", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[]) AS k(parent)
JOIN entity t ON t.id = (
  WITH RECURSIVE line AS ( SELECT e.id AS key, v.forward, false AS absorbed FROM entity e, (VALUES (true), (false)) AS v(forward) WHERE e.id = coalesce(coalesce((SELECT id FROM entity WHERE slug = $2::text), (SELECT entity_id FROM entity_former_slug WHERE slug = $2::text)), substring($3::text FROM '^entity_([1-9][0-9]{0,8})$')::int, (SELECT entity_id FROM entity_identifier WHERE scheme = $3::text AND value = $3::text), NULL) UNION SELECT CASE WHEN line.forward THEN s.successor_id ELSE s.predecessor_id END, line.forward, line.absorbed OR coalesce(s.effective_on > e.opened_on, false) FROM line JOIN entity_succession s ON CASE WHEN line.forward THEN s.predecessor_id = line.key AND s.effective_on <= $4::date ELSE s.successor_id = line.key AND s.effective_on > $4::date END JOIN entity e ON e.id = s.successor_id WHERE line.forward OR s.effective_on <= coalesce(e.opened_on, s.effective_on) ), present AS ( SELECT DISTINCT line.key, line.absorbed FROM line JOIN entity e ON e.id = line.key WHERE (coalesce(e.opened_on, (SELECT min(s.effective_on) FROM entity_succession s WHERE s.successor_id = e.id), $4::date) <= $4::date AND (e.closed_on IS NULL OR e.closed_on > $4::date OR e.closed_on = $4::date AND NOT EXISTS (SELECT FROM entity_succession s WHERE s.predecessor_id = e.id AND s.effective_on <= $4::date))) )
  SELECT min(key)
  FROM present
  WHERE absorbed = (SELECT bool_and(absorbed) FROM present) HAVING count(*) = 1
);

SELECT k.parent AS "$parent", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[]) AS k(parent)
JOIN entity t ON t.id = (
  WITH RECURSIVE line AS ( SELECT e.id AS key, v.forward, false AS absorbed FROM entity e, (VALUES (true), (false)) AS v(forward) WHERE e.id = coalesce(coalesce((SELECT id FROM entity WHERE slug = $2::text), (SELECT entity_id FROM entity_former_slug WHERE slug = $2::text)), substring($3::text FROM '^entity_([1-9][0-9]{0,8})$')::int, (SELECT entity_id FROM entity_identifier WHERE scheme = $3::text AND value = $3::text), NULL) UNION SELECT CASE WHEN line.forward THEN s.successor_id ELSE s.predecessor_id END, line.forward, line.absorbed OR coalesce(s.effective_on > e.opened_on, false) FROM line JOIN entity_succession s ON CASE WHEN line.forward THEN s.predecessor_id = line.key AND s.effective_on <= $4::date ELSE s.successor_id = line.key AND s.effective_on > $4::date END JOIN entity e ON e.id = s.successor_id WHERE line.forward OR s.effective_on <= coalesce(e.opened_on, s.effective_on) ), present AS ( SELECT DISTINCT line.key, line.absorbed FROM line JOIN entity e ON e.id = line.key WHERE (coalesce(e.opened_on, (SELECT min(s.effective_on) FROM entity_succession s WHERE s.successor_id = e.id), $4::date) <= $4::date AND (e.closed_on IS NULL OR e.closed_on > $4::date OR e.closed_on = $4::date AND NOT EXISTS (SELECT FROM entity_succession s WHERE s.predecessor_id = e.id AND s.effective_on <= $4::date))) )
  SELECT min(key)
  FROM present
  WHERE absorbed = (SELECT bool_and(absorbed) FROM present) HAVING count(*) = 1
);

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM entity t
  WHERE true AND ((t.opened_on >= $1::date) AND (t.opened_on IS NOT NULL))
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM entity t
    WHERE true AND ((t.opened_on >= $2::date) AND (t.opened_on IS NOT NULL)) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT t.id AS "$parent", ARRAY(SELECT f.slug FROM entity_former_slug f WHERE f.entity_id = t.id ORDER BY f.slug) AS "value"
FROM entity t
WHERE t.id = ANY($1::int[]);

SELECT k.parent AS "$parent", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[]) AS k(parent)
JOIN LATERAL (
  SELECT k.parent AS key UNION (
    WITH RECURSIVE earlier AS ( SELECT s.predecessor_id AS key FROM entity_succession s WHERE s.successor_id = k.parent UNION SELECT s.predecessor_id FROM entity_succession s JOIN earlier ON s.successor_id = earlier.key )
    SELECT key
    FROM earlier
  ) UNION (
    WITH RECURSIVE later AS ( SELECT s.successor_id AS key FROM entity_succession s WHERE s.predecessor_id = k.parent UNION SELECT s.successor_id FROM entity_succession s JOIN later ON s.predecessor_id = later.key )
    SELECT key
    FROM later
  )
) l
JOIN entity t ON t.id = l.key ON true
ORDER BY t.closed_on, t.opened_on NULLS FIRST, t.slug COLLATE "C";

SELECT k.parent AS "$parent", t.entity_id AS "entityKey", t.parent_id AS "parentKey", t.ended_on AS "endedOn"
FROM unnest($1::int[]) AS k(parent)
JOIN former_parent t ON t.entity_id = k.parent
ORDER BY t.ended_on;

SELECT k.parent AS "$parent", t.id AS "key", t.kind AS "kind", t.predecessor_id AS "predecessorKey", t.successor_id AS "successorKey", t.effective_on AS "effectiveOn", t.legal_source AS "legalSource", t.legal_url AS "legalUrl"
FROM unnest($1::int[]) AS k(parent)
JOIN LATERAL (
  SELECT s.id AS key
  FROM entity_succession s
  WHERE s.successor_id = k.parent OR coalesce($2::boolean, false) AND s.successor_id IN (
    WITH RECURSIVE earlier AS ( SELECT s.predecessor_id AS key FROM entity_succession s WHERE s.successor_id = k.parent UNION SELECT s.predecessor_id FROM entity_succession s JOIN earlier ON s.successor_id = earlier.key )
    SELECT key
    FROM earlier
  )
) l
JOIN entity_succession t ON t.id = l.key ON true
ORDER BY t.effective_on, t.id;

SELECT k.parent AS "$parent", t.id AS "key", t.kind AS "kind", t.predecessor_id AS "predecessorKey", t.successor_id AS "successorKey", t.effective_on AS "effectiveOn", t.legal_source AS "legalSource", t.legal_url AS "legalUrl"
FROM unnest($1::int[]) AS k(parent)
JOIN LATERAL (
  SELECT s.id AS key
  FROM entity_succession s
  WHERE s.predecessor_id = k.parent OR coalesce($2::boolean, false) AND s.predecessor_id IN (
    WITH RECURSIVE later AS ( SELECT s.successor_id AS key FROM entity_succession s WHERE s.predecessor_id = k.parent UNION SELECT s.successor_id FROM entity_succession s JOIN later ON s.predecessor_id = later.key )
    SELECT key
    FROM later
  )
) l
JOIN entity_succession t ON t.id = l.key ON true
ORDER BY t.effective_on, t.id;

SELECT k.parent AS "$parent", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[]) AS k(parent)
JOIN entity t ON t.id = (
  SELECT (
    SELECT p.id
    FROM entity p
    WHERE (coalesce(e.opened_on, (SELECT min(s.effective_on) FROM entity_succession s WHERE s.successor_id = e.id), $2::date) <= $2::date AND (e.closed_on IS NULL OR e.closed_on > $2::date OR e.closed_on = $2::date AND NOT EXISTS (SELECT FROM entity_succession s WHERE s.predecessor_id = e.id AND s.effective_on <= $2::date))) AND (coalesce(p.opened_on, (SELECT min(s.effective_on) FROM entity_succession s WHERE s.successor_id = p.id), $2::date) <= $2::date AND (p.closed_on IS NULL OR p.closed_on > $2::date OR p.closed_on = $2::date AND NOT EXISTS (SELECT FROM entity_succession s WHERE s.predecessor_id = p.id AND s.effective_on <= $2::date))) AND p.id = ( SELECT x.parent_id FROM ( SELECT f.parent_id, f.ended_on FROM former_parent f WHERE f.entity_id = e.id AND f.ended_on > $2::date UNION ALL SELECT e.parent_id, 'infinity' ) x ORDER BY x.ended_on LIMIT 1)
  )
  FROM entity e
  WHERE e.id = k.parent
);

SELECT k.parent AS "$parent", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[]) AS k(parent)
JOIN LATERAL (
  WITH RECURSIVE above AS ( SELECT (SELECT p.id FROM entity p WHERE (coalesce(e.opened_on, (SELECT min(s.effective_on) FROM entity_succession s WHERE s.successor_id = e.id), $2::date) <= $2::date AND (e.closed_on IS NULL OR e.closed_on > $2::date OR e.closed_on = $2::date AND NOT EXISTS (SELECT FROM entity_succession s WHERE s.predecessor_id = e.id AND s.effective_on <= $2::date))) AND (coalesce(p.opened_on, (SELECT min(s.effective_on) FROM entity_succession s WHERE s.successor_id = p.id), $2::date) <= $2::date AND (p.closed_on IS NULL OR p.closed_on > $2::date OR p.closed_on = $2::date AND NOT EXISTS (SELECT FROM entity_succession s WHERE s.predecessor_id = p.id AND s.effective_on <= $2::date))) AND p.id = ( SELECT x.parent_id FROM ( SELECT f.parent_id, f.ended_on FROM former_parent f WHERE f.entity_id = e.id AND f.ended_on > $2::date UNION ALL SELECT e.parent_id, 'infinity' ) x ORDER BY x.ended_on LIMIT 1)) AS key, 1 AS distance, ARRAY[e.id] AS path FROM entity e WHERE e.id = k.parent UNION ALL SELECT (SELECT p.id FROM entity p WHERE (coalesce(e.opened_on, (SELECT min(s.effective_on) FROM entity_succession s WHERE s.successor_id = e.id), $2::date) <= $2::date AND (e.closed_on IS NULL OR e.closed_on > $2::date OR e.closed_on = $2::date AND NOT EXISTS (SELECT FROM entity_succession s WHERE s.predecessor_id = e.id AND s.effective_on <= $2::date))) AND (coalesce(p.opened_on, (SELECT min(s.effective_on) FROM entity_succession s WHERE s.successor_id = p.id), $2::date) <= $2::date AND (p.closed_on IS NULL OR p.closed_on > $2::date OR p.closed_on = $2::date AND NOT EXISTS (SELECT FROM entity_succession s WHERE s.predecessor_id = p.id AND s.effective_on <= $2::date))) AND p.id = ( SELECT x.parent_id FROM ( SELECT f.parent_id, f.ended_on FROM former_parent f WHERE f.entity_id = e.id AND f.ended_on > $2::date UNION ALL SELECT e.parent_id, 'infinity' ) x ORDER BY x.ended_on LIMIT 1)), distance + 1, path || e.id FROM entity e JOIN above ON e.id = above.key WHERE e.id <> ALL(path) )
  SELECT key, distance
  FROM above
  WHERE key IS NOT NULL AND key <> ALL(path)
) l
JOIN entity t ON t.id = l.key ON true
ORDER BY l.distance;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT $2::date AS "on", (
    SELECT count(*)::int
    FROM entity o
    WHERE o.id = ANY(b.keys) AND (coalesce(o.opened_on, (SELECT min(s.effective_on) FROM entity_succession s WHERE s.successor_id = o.id), $2::date) <= $2::date AND (o.closed_on IS NULL OR o.closed_on > $2::date OR o.closed_on = $2::date AND NOT EXISTS (SELECT FROM entity_succession s WHERE s.predecessor_id = o.id AND s.effective_on <= $2::date))) AND NOT coalesce(o.absent_since <= $2::date, false)
  ) AS "entities", (
    SELECT count(*)::int
    FROM mission o
    WHERE o.entity_id = ANY(b.keys) AND (o.closed_on IS NULL OR o.closed_on >= $2::date)
  ) AS "missions", (
    SELECT count(*)::int
    FROM service o
    WHERE o.operator_id = ANY(b.keys) AND (o.closed_on IS NULL OR o.closed_on >= $2::date) AND NOT coalesce(o.absent_since <= $2::date, false)
  ) AS "services", (
    SELECT count(*)::int
    FROM startup s
    WHERE s.id IN (SELECT l.startup_id FROM startup_sponsor l WHERE l.entity_id = ANY(b.keys)) AND (NOT coalesce(s.absent_since <= $2::date, false) AND coalesce((SELECT p.first_day FROM phase p WHERE p.startup_id = s.id AND p.first_day IS NOT NULL) <= $2::date, true))
  ) AS "sponsoredStartups", (
    SELECT count(*)::int
    FROM startup s
    WHERE s.id IN (SELECT l.startup_id FROM startup_sponsor l WHERE l.entity_id = ANY(b.keys)) AND EXISTS (
      SELECT
      FROM phase p
      WHERE p.startup_id = s.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')
    )
  ) AS "activeSponsoredStartups", (
    SELECT count(*)::int
    FROM startup s
    WHERE s.id IN (SELECT l.startup_id FROM startup_incubator l WHERE l.entity_id = ANY(b.keys)) AND (NOT coalesce(s.absent_since <= $2::date, false) AND coalesce((SELECT p.first_day FROM phase p WHERE p.startup_id = s.id AND p.first_day IS NOT NULL) <= $2::date, true))
  ) AS "incubatedStartups", (
    SELECT count(*)::int
    FROM startup s
    WHERE s.id IN (SELECT l.startup_id FROM startup_incubator l WHERE l.entity_id = ANY(b.keys)) AND EXISTS (
      SELECT
      FROM phase p
      WHERE p.startup_id = s.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')
    )
  ) AS "activeIncubatedStartups", (
    SELECT count(*)::int
    FROM startup s
    WHERE s.id IN (
      SELECT l.startup_id
      FROM startup_sponsor l
      WHERE l.entity_id = ANY(b.keys) UNION
      SELECT l.startup_id
      FROM startup_incubator l
      WHERE l.entity_id = ANY(b.keys)
    ) AND coalesce(s.absent_since <= $2::date, false)
  ) AS "absentStartups"
  FROM (
    SELECT array_agg(d.key) AS keys
    FROM (
      WITH RECURSIVE below AS ( (SELECT k.parent AS key UNION SELECT key FROM (WITH RECURSIVE earlier AS ( SELECT s.predecessor_id AS key FROM entity_succession s WHERE s.successor_id = k.parent UNION SELECT s.predecessor_id FROM entity_succession s JOIN earlier ON s.successor_id = earlier.key ) SELECT key FROM earlier) p WHERE coalesce($3::boolean, false)) UNION SELECT c.key FROM below CROSS JOIN LATERAL (SELECT e.id AS key FROM entity e WHERE e.parent_id = below.key AND NOT EXISTS (SELECT FROM former_parent f WHERE f.entity_id = e.id AND f.ended_on > $2::date) UNION ALL SELECT e.entity_id FROM former_parent e WHERE e.parent_id = below.key AND e.ended_on > $2::date AND NOT EXISTS (SELECT FROM former_parent f WHERE f.entity_id = e.entity_id AND f.ended_on > $2::date AND f.ended_on < e.ended_on)) c )
      SELECT key
      FROM below
    ) d
  ) b
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT $2::date AS "on", (
    SELECT count(*)::int
    FROM entity o
    WHERE o.id = ANY(b.keys) AND (coalesce(o.opened_on, (SELECT min(s.effective_on) FROM entity_succession s WHERE s.successor_id = o.id), $2::date) <= $2::date AND (o.closed_on IS NULL OR o.closed_on > $2::date OR o.closed_on = $2::date AND NOT EXISTS (SELECT FROM entity_succession s WHERE s.predecessor_id = o.id AND s.effective_on <= $2::date))) AND NOT coalesce(o.absent_since <= $2::date, false)
  ) AS "entities", (
    SELECT count(*)::int
    FROM mission o
    WHERE o.entity_id = ANY(b.keys) AND (o.closed_on IS NULL OR o.closed_on >= $2::date)
  ) AS "missions", (
    SELECT count(*)::int
    FROM service o
    WHERE o.operator_id = ANY(b.keys) AND (o.closed_on IS NULL OR o.closed_on >= $2::date) AND NOT coalesce(o.absent_since <= $2::date, false)
  ) AS "services", (
    SELECT count(*)::int
    FROM startup s
    WHERE s.id IN (SELECT l.startup_id FROM startup_sponsor l WHERE l.entity_id = ANY(b.keys)) AND (NOT coalesce(s.absent_since <= $2::date, false) AND coalesce((SELECT p.first_day FROM phase p WHERE p.startup_id = s.id AND p.first_day IS NOT NULL) <= $2::date, true))
  ) AS "sponsoredStartups", (
    SELECT count(*)::int
    FROM startup s
    WHERE s.id IN (SELECT l.startup_id FROM startup_sponsor l WHERE l.entity_id = ANY(b.keys)) AND EXISTS (
      SELECT
      FROM phase p
      WHERE p.startup_id = s.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')
    )
  ) AS "activeSponsoredStartups", (
    SELECT count(*)::int
    FROM startup s
    WHERE s.id IN (SELECT l.startup_id FROM startup_incubator l WHERE l.entity_id = ANY(b.keys)) AND (NOT coalesce(s.absent_since <= $2::date, false) AND coalesce((SELECT p.first_day FROM phase p WHERE p.startup_id = s.id AND p.first_day IS NOT NULL) <= $2::date, true))
  ) AS "incubatedStartups", (
    SELECT count(*)::int
    FROM startup s
    WHERE s.id IN (SELECT l.startup_id FROM startup_incubator l WHERE l.entity_id = ANY(b.keys)) AND EXISTS (
      SELECT
      FROM phase p
      WHERE p.startup_id = s.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')
    )
  ) AS "activeIncubatedStartups", (
    SELECT count(*)::int
    FROM startup s
    WHERE s.id IN (
      SELECT l.startup_id
      FROM startup_sponsor l
      WHERE l.entity_id = ANY(b.keys) UNION
      SELECT l.startup_id
      FROM startup_incubator l
      WHERE l.entity_id = ANY(b.keys)
    ) AND coalesce(s.absent_since <= $2::date, false)
  ) AS "absentStartups"
  FROM (
    SELECT array_agg(d.key) AS keys
    FROM (
      WITH RECURSIVE below AS ( (SELECT k.parent AS key UNION SELECT key FROM (WITH RECURSIVE earlier AS ( SELECT s.predecessor_id AS key FROM entity_succession s WHERE s.successor_id = k.parent UNION SELECT s.predecessor_id FROM entity_succession s JOIN earlier ON s.successor_id = earlier.key ) SELECT key FROM earlier) p WHERE coalesce($3::boolean, false)) UNION SELECT c.key FROM below CROSS JOIN LATERAL (SELECT e.id AS key FROM entity e WHERE e.parent_id = below.key AND NOT EXISTS (SELECT FROM former_parent f WHERE f.entity_id = e.id AND f.ended_on > $2::date) UNION ALL SELECT e.entity_id FROM former_parent e WHERE e.parent_id = below.key AND e.ended_on > $2::date AND NOT EXISTS (SELECT FROM former_parent f WHERE f.entity_id = e.entity_id AND f.ended_on > $2::date AND f.ended_on < e.ended_on)) c )
      SELECT key
      FROM below
    ) d
  ) b
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT $2::date AS "on", (
    SELECT count(*)::int
    FROM entity o
    WHERE o.id = ANY(b.keys) AND (coalesce(o.opened_on, (SELECT min(s.effective_on) FROM entity_succession s WHERE s.successor_id = o.id), $2::date) <= $2::date AND (o.closed_on IS NULL OR o.closed_on > $2::date OR o.closed_on = $2::date AND NOT EXISTS (SELECT FROM entity_succession s WHERE s.predecessor_id = o.id AND s.effective_on <= $2::date))) AND NOT coalesce(o.absent_since <= $2::date, false)
  ) AS "entities", (
    SELECT count(*)::int
    FROM mission o
    WHERE o.entity_id = ANY(b.keys) AND (o.closed_on IS NULL OR o.closed_on >= $2::date)
  ) AS "missions", (
    SELECT count(*)::int
    FROM service o
    WHERE o.operator_id = ANY(b.keys) AND (o.closed_on IS NULL OR o.closed_on >= $2::date) AND NOT coalesce(o.absent_since <= $2::date, false)
  ) AS "services", (
    SELECT count(*)::int
    FROM startup s
    WHERE s.id IN (SELECT l.startup_id FROM startup_sponsor l WHERE l.entity_id = ANY(b.keys)) AND (NOT coalesce(s.absent_since <= $2::date, false) AND coalesce((SELECT p.first_day FROM phase p WHERE p.startup_id = s.id AND p.first_day IS NOT NULL) <= $2::date, true))
  ) AS "sponsoredStartups", (
    SELECT count(*)::int
    FROM startup s
    WHERE s.id IN (SELECT l.startup_id FROM startup_sponsor l WHERE l.entity_id = ANY(b.keys)) AND EXISTS (
      SELECT
      FROM phase p
      WHERE p.startup_id = s.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')
    )
  ) AS "activeSponsoredStartups", (
    SELECT count(*)::int
    FROM startup s
    WHERE s.id IN (SELECT l.startup_id FROM startup_incubator l WHERE l.entity_id = ANY(b.keys)) AND (NOT coalesce(s.absent_since <= $2::date, false) AND coalesce((SELECT p.first_day FROM phase p WHERE p.startup_id = s.id AND p.first_day IS NOT NULL) <= $2::date, true))
  ) AS "incubatedStartups", (
    SELECT count(*)::int
    FROM startup s
    WHERE s.id IN (SELECT l.startup_id FROM startup_incubator l WHERE l.entity_id = ANY(b.keys)) AND EXISTS (
      SELECT
      FROM phase p
      WHERE p.startup_id = s.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')
    )
  ) AS "activeIncubatedStartups", (
    SELECT count(*)::int
    FROM startup s
    WHERE s.id IN (
      SELECT l.startup_id
      FROM startup_sponsor l
      WHERE l.entity_id = ANY(b.keys) UNION
      SELECT l.startup_id
      FROM startup_incubator l
      WHERE l.entity_id = ANY(b.keys)
    ) AND coalesce(s.absent_since <= $2::date, false)
  ) AS "absentStartups"
  FROM (
    SELECT array_agg(d.key) AS keys
    FROM (
      WITH RECURSIVE below AS ( (SELECT k.parent AS key UNION SELECT key FROM (WITH RECURSIVE earlier AS ( SELECT s.predecessor_id AS key FROM entity_succession s WHERE s.successor_id = k.parent UNION SELECT s.predecessor_id FROM entity_succession s JOIN earlier ON s.successor_id = earlier.key ) SELECT key FROM earlier) p WHERE coalesce($3::boolean, false)) UNION SELECT c.key FROM below CROSS JOIN LATERAL (SELECT e.id AS key FROM entity e WHERE e.parent_id = below.key AND NOT EXISTS (SELECT FROM former_parent f WHERE f.entity_id = e.id AND f.ended_on > $2::date) UNION ALL SELECT e.entity_id FROM former_parent e WHERE e.parent_id = below.key AND e.ended_on > $2::date AND NOT EXISTS (SELECT FROM former_parent f WHERE f.entity_id = e.entity_id AND f.ended_on > $2::date AND f.ended_on < e.ended_on)) c )
      SELECT key
      FROM below
    ) d
  ) b
) s;

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM LATERAL (
    SELECT e.id AS key
    FROM (
      SELECT e.id AS key
      FROM entity e
      WHERE e.parent_id = k.parent AND NOT EXISTS (SELECT FROM former_parent f WHERE f.entity_id = e.id AND f.ended_on > $1::date)
      UNION ALL
      SELECT e.entity_id
      FROM former_parent e
      WHERE e.parent_id = k.parent AND e.ended_on > $1::date AND NOT EXISTS (
        SELECT
        FROM former_parent f
        WHERE f.entity_id = e.entity_id AND f.ended_on > $1::date AND f.ended_on < e.ended_on
      )
    ) a
    JOIN entity e ON e.id = a.key
    WHERE (coalesce(e.opened_on, (SELECT min(s.effective_on) FROM entity_succession s WHERE s.successor_id = e.id), $1::date) <= $1::date AND (e.closed_on IS NULL OR e.closed_on > $1::date OR e.closed_on = $1::date AND NOT EXISTS (SELECT FROM entity_succession s WHERE s.predecessor_id = e.id AND s.effective_on <= $1::date)))
  ) l
  JOIN entity t ON t.id = l.key
  WHERE true AND true
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM LATERAL (
      SELECT e.id AS key
      FROM (
        SELECT e.id AS key
        FROM entity e
        WHERE e.parent_id = k.parent AND NOT EXISTS (SELECT FROM former_parent f WHERE f.entity_id = e.id AND f.ended_on > $2::date)
        UNION ALL
        SELECT e.entity_id
        FROM former_parent e
        WHERE e.parent_id = k.parent AND e.ended_on > $2::date AND NOT EXISTS (
          SELECT
          FROM former_parent f
          WHERE f.entity_id = e.entity_id AND f.ended_on > $2::date AND f.ended_on < e.ended_on
        )
      ) a
      JOIN entity e ON e.id = a.key
      WHERE (coalesce(e.opened_on, (SELECT min(s.effective_on) FROM entity_succession s WHERE s.successor_id = e.id), $2::date) <= $2::date AND (e.closed_on IS NULL OR e.closed_on > $2::date OR e.closed_on = $2::date AND NOT EXISTS (SELECT FROM entity_succession s WHERE s.predecessor_id = e.id AND s.effective_on <= $2::date)))
    ) l
    JOIN entity t ON t.id = l.key
    WHERE true AND true AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM LATERAL (
    WITH RECURSIVE below AS ( SELECT k.parent AS key, 0 AS distance, ARRAY[k.parent] AS path UNION ALL SELECT c.key, distance + 1, path || c.key FROM below CROSS JOIN LATERAL (SELECT e.id AS key FROM (SELECT e.id AS key FROM entity e WHERE e.parent_id = below.key AND NOT EXISTS (SELECT FROM former_parent f WHERE f.entity_id = e.id AND f.ended_on > $1::date) UNION ALL SELECT e.entity_id FROM former_parent e WHERE e.parent_id = below.key AND e.ended_on > $1::date AND NOT EXISTS (SELECT FROM former_parent f WHERE f.entity_id = e.entity_id AND f.ended_on > $1::date AND f.ended_on < e.ended_on)) a JOIN entity e ON e.id = a.key WHERE (coalesce(e.opened_on, (SELECT min(s.effective_on) FROM entity_succession s WHERE s.successor_id = e.id), $1::date) <= $1::date AND (e.closed_on IS NULL OR e.closed_on > $1::date OR e.closed_on = $1::date AND NOT EXISTS (SELECT FROM entity_succession s WHERE s.predecessor_id = e.id AND s.effective_on <= $1::date)))) c WHERE c.key <> ALL(path) AND ($2::int IS NULL OR distance < $2::int) )
    SELECT key
    FROM below
    WHERE distance > 0
  ) l
  JOIN entity t ON t.id = l.key
  WHERE true AND true
) AS count
FROM unnest($3::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM LATERAL (
      WITH RECURSIVE below AS ( SELECT k.parent AS key, 0 AS distance, ARRAY[k.parent] AS path UNION ALL SELECT c.key, distance + 1, path || c.key FROM below CROSS JOIN LATERAL (SELECT e.id AS key FROM (SELECT e.id AS key FROM entity e WHERE e.parent_id = below.key AND NOT EXISTS (SELECT FROM former_parent f WHERE f.entity_id = e.id AND f.ended_on > $2::date) UNION ALL SELECT e.entity_id FROM former_parent e WHERE e.parent_id = below.key AND e.ended_on > $2::date AND NOT EXISTS (SELECT FROM former_parent f WHERE f.entity_id = e.entity_id AND f.ended_on > $2::date AND f.ended_on < e.ended_on)) a JOIN entity e ON e.id = a.key WHERE (coalesce(e.opened_on, (SELECT min(s.effective_on) FROM entity_succession s WHERE s.successor_id = e.id), $2::date) <= $2::date AND (e.closed_on IS NULL OR e.closed_on > $2::date OR e.closed_on = $2::date AND NOT EXISTS (SELECT FROM entity_succession s WHERE s.predecessor_id = e.id AND s.effective_on <= $2::date)))) c WHERE c.key <> ALL(path) AND ($3::int IS NULL OR distance < $3::int) )
      SELECT key
      FROM below
      WHERE distance > 0
    ) l
    JOIN entity t ON t.id = l.key
    WHERE true AND true AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $4
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);
