SELECT k.place AS "$place", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "slug")
JOIN entity t ON t.id = coalesce((SELECT id FROM entity WHERE slug = k."slug"::text), (SELECT entity_id FROM entity_former_slug WHERE slug = k."slug"::text));

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
    SELECT DISTINCT b.startup_id AS key
    FROM (
      WITH RECURSIVE below AS ( SELECT id AS key FROM entity WHERE id = k.parent UNION ALL SELECT entity.id FROM entity JOIN below ON entity.parent_id = below.key )
      SELECT key
      FROM below
    ) e
    JOIN startup_sponsor b ON b.entity_id = e.key
  ) l
  JOIN startup t ON t.id = l.key
  WHERE true AND true
) AS count
FROM unnest($1::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[((SELECT p.first_day FROM phase p WHERE p.startup_id = t.id AND p.first_day IS NOT NULL))::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY (SELECT p.first_day FROM phase p WHERE p.startup_id = t.id AND p.first_day IS NOT NULL) DESC NULLS LAST, t.id DESC) AS "$row"
  FROM (
    WITH f AS (
      SELECT t.*
      FROM LATERAL (
        SELECT DISTINCT b.startup_id AS key
        FROM (
          WITH RECURSIVE below AS ( SELECT id AS key FROM entity WHERE id = k.parent UNION ALL SELECT entity.id FROM entity JOIN below ON entity.parent_id = below.key )
          SELECT key
          FROM below
        ) e
        JOIN startup_sponsor b ON b.entity_id = e.key
      ) l
      JOIN startup t ON t.id = l.key
      JOIN phase p ON p.startup_id = t.id AND p.first_day IS NOT NULL
      WHERE true AND true AND p.first_day IS NOT NULL AND true
      ORDER BY p.first_day DESC, t.id DESC
      LIMIT $2
    )
    SELECT *
    FROM f
    UNION ALL (
      SELECT *
      FROM (
        SELECT t.*
        FROM LATERAL (
          SELECT DISTINCT b.startup_id AS key
          FROM (
            WITH RECURSIVE below AS ( SELECT id AS key FROM entity WHERE id = k.parent UNION ALL SELECT entity.id FROM entity JOIN below ON entity.parent_id = below.key )
            SELECT key
            FROM below
          ) e
          JOIN startup_sponsor b ON b.entity_id = e.key
        ) l
        JOIN startup t ON t.id = l.key
        WHERE true AND true AND NOT EXISTS (
          SELECT
          FROM phase p
          WHERE p.startup_id = t.id AND p.first_day IS NOT NULL AND p.first_day IS NOT NULL
        ) AND true
        ORDER BY t.id DESC
        LIMIT $2
      ) n
      LIMIT $2 - (SELECT count(*) FROM f)
    )
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM LATERAL (
    SELECT DISTINCT b.startup_id AS key
    FROM (
      WITH RECURSIVE below AS ( SELECT id AS key FROM entity WHERE id = k.parent UNION ALL SELECT entity.id FROM entity JOIN below ON entity.parent_id = below.key )
      SELECT key
      FROM below
    ) e
    JOIN startup_incubator b ON b.entity_id = e.key
  ) l
  JOIN startup t ON t.id = l.key
  WHERE true AND true
) AS count
FROM unnest($1::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[((SELECT p.started_on FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date))::text, (t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY (SELECT p.started_on FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date) ASC NULLS LAST, t.name_key DESC, t.id ASC) AS "$row"
  FROM (
    WITH f AS (
      SELECT t.*
      FROM LATERAL (
        SELECT DISTINCT b.startup_id AS key
        FROM (
          WITH RECURSIVE below AS ( SELECT id AS key FROM entity WHERE id = k.parent UNION ALL SELECT entity.id FROM entity JOIN below ON entity.parent_id = below.key )
          SELECT key
          FROM below
        ) e
        JOIN startup_incubator b ON b.entity_id = e.key
      ) l
      JOIN startup t ON t.id = l.key
      JOIN phase p ON p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date
      WHERE true AND true AND p.started_on IS NOT NULL AND true
      ORDER BY p.started_on ASC, t.name_key DESC, t.id ASC
      LIMIT $3
    )
    SELECT *
    FROM f
    UNION ALL (
      SELECT *
      FROM (
        SELECT t.*
        FROM LATERAL (
          SELECT DISTINCT b.startup_id AS key
          FROM (
            WITH RECURSIVE below AS ( SELECT id AS key FROM entity WHERE id = k.parent UNION ALL SELECT entity.id FROM entity JOIN below ON entity.parent_id = below.key )
            SELECT key
            FROM below
          ) e
          JOIN startup_incubator b ON b.entity_id = e.key
        ) l
        JOIN startup t ON t.id = l.key
        WHERE true AND true AND NOT EXISTS (
          SELECT
          FROM phase p
          WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.started_on IS NOT NULL
        ) AND true
        ORDER BY t.name_key DESC, t.id ASC
        LIMIT $3
      ) n
      LIMIT $3 - (SELECT count(*) FROM f)
    )
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM LATERAL (
    SELECT s.id AS key
    FROM (
      WITH RECURSIVE below AS ( SELECT id AS key FROM entity WHERE id = k.parent UNION ALL SELECT entity.id FROM entity JOIN below ON entity.parent_id = below.key )
      SELECT key
      FROM below
    ) e
    JOIN service s ON s.operator_id = e.key
  ) l
  JOIN service t ON t.id = l.key
  WHERE true AND (t.status = ANY($1::service_status[]))
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."description", p."url", p."status", p."operatorKey", p."absentSince", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'service_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.description AS "description", t.url AS "url", t.status AS "status", t.operator_id AS "operatorKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.updated_at)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.updated_at DESC, t.id DESC) AS "$row"
  FROM (
    SELECT t.*
    FROM LATERAL (
      SELECT s.id AS key
      FROM (
        WITH RECURSIVE below AS ( SELECT id AS key FROM entity WHERE id = k.parent UNION ALL SELECT entity.id FROM entity JOIN below ON entity.parent_id = below.key )
        SELECT key
        FROM below
      ) e
      JOIN service s ON s.operator_id = e.key
    ) l
    JOIN service t ON t.id = l.key
    WHERE true AND (t.status = ANY($2::service_status[])) AND true
    ORDER BY t.updated_at DESC, t.id DESC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";
