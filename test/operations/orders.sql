SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[((SELECT p.ended_on FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND CASE WHEN p.ended_on IS NOT NULL THEN p.in_force_until END > $2::date))::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY (SELECT p.ended_on FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND CASE WHEN p.ended_on IS NOT NULL THEN p.in_force_until END > $2::date) DESC NULLS LAST, t.id DESC) AS "$row"
  FROM (
    WITH f AS (
      SELECT t.*
      FROM startup t
      JOIN phase p ON p.startup_id = t.id AND p.in_force_from <= $2::date AND CASE WHEN p.ended_on IS NOT NULL THEN p.in_force_until END > $2::date
      WHERE true AND ((t.created_at >= $3::timestamptz)) AND p.ended_on IS NOT NULL AND true
      ORDER BY p.ended_on DESC, t.id DESC
      LIMIT $4
    )
    SELECT *
    FROM f
    UNION ALL (
      SELECT *
      FROM (
        SELECT t.*
        FROM startup t
        WHERE true AND ((t.created_at >= $3::timestamptz)) AND NOT EXISTS (
          SELECT
          FROM phase p
          WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND CASE WHEN p.ended_on IS NOT NULL THEN p.in_force_until END > $2::date AND p.ended_on IS NOT NULL
        ) AND true
        ORDER BY t.id DESC
        LIMIT $4
      ) n
      LIMIT $4 - (SELECT count(*) FROM f)
    )
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND (EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND CASE WHEN p.ended_on IS NOT NULL THEN p.in_force_until END > $1::date AND (p.ended_on < $2::date)))
) AS count
FROM unnest($3::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.decided_on)::text, (t.created_at)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.decided_on DESC NULLS LAST, t.created_at ASC, t.id DESC) AS "$row"
  FROM (
    WITH f AS (
      SELECT t.*
      FROM startup t
      WHERE true AND ((NOT EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND CASE WHEN p.ended_on IS NOT NULL THEN p.in_force_until END > $2::date AND p.ended_on IS NOT NULL))) AND t.decided_on IS NOT NULL AND true
      ORDER BY t.decided_on DESC, t.created_at ASC, t.id DESC
      LIMIT $3
    )
    SELECT *
    FROM f
    UNION ALL (
      SELECT *
      FROM (
        SELECT t.*
        FROM startup t
        WHERE true AND ((NOT EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND CASE WHEN p.ended_on IS NOT NULL THEN p.in_force_until END > $2::date AND p.ended_on IS NOT NULL))) AND NOT t.decided_on IS NOT NULL AND true
        ORDER BY t.created_at ASC, t.id DESC
        LIMIT $3
      ) n
      LIMIT $3 - (SELECT count(*) FROM f)
    )
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[((SELECT count(DISTINCT m.member_key)::int FROM membership m WHERE m.startup_id = t.id AND m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)))::text, ((SELECT count(*)::int FROM startup_sponsor c WHERE c.startup_id = t.id))::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY (SELECT count(DISTINCT m.member_key)::int FROM membership m WHERE m.startup_id = t.id AND m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)) DESC, (SELECT count(*)::int FROM startup_sponsor c WHERE c.startup_id = t.id) DESC, t.id DESC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND true AND true
    ORDER BY (
      SELECT count(DISTINCT m.member_key)::int
      FROM membership m
      WHERE m.startup_id = t.id AND m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
    ) DESC, (SELECT count(*)::int FROM startup_sponsor c WHERE c.startup_id = t.id) DESC, t.id DESC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."description", p."url", p."status", p."operatorKey", p."absentSince", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'service_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.description AS "description", t.url AS "url", t.status AS "status", t.operator_id AS "operatorKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[((SELECT v.score FROM satisfaction_survey v WHERE v.service_id = t.id ORDER BY v.surveyed_on DESC LIMIT 1))::text, (t.closed_on)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY (SELECT v.score FROM satisfaction_survey v WHERE v.service_id = t.id ORDER BY v.surveyed_on DESC LIMIT 1) ASC NULLS FIRST, t.closed_on DESC NULLS FIRST, t.id ASC) AS "$row"
  FROM (
    WITH f AS (
      SELECT t.*
      FROM service t
      WHERE true AND ((t.created_at >= $2::timestamptz) AND ((SELECT v.score FROM satisfaction_survey v WHERE v.service_id = t.id ORDER BY v.surveyed_on DESC LIMIT 1) >= $3::double precision)) AND NOT (
        SELECT v.score
        FROM satisfaction_survey v
        WHERE v.service_id = t.id
        ORDER BY v.surveyed_on DESC
        LIMIT 1
      ) IS NOT NULL AND true
      ORDER BY t.closed_on DESC NULLS FIRST, t.id ASC
      LIMIT $4
    )
    SELECT *
    FROM f
    UNION ALL (
      SELECT *
      FROM (
        SELECT t.*
        FROM service t
        WHERE true AND ((t.created_at >= $2::timestamptz) AND ((SELECT v.score FROM satisfaction_survey v WHERE v.service_id = t.id ORDER BY v.surveyed_on DESC LIMIT 1) >= $3::double precision)) AND (
          SELECT v.score
          FROM satisfaction_survey v
          WHERE v.service_id = t.id
          ORDER BY v.surveyed_on DESC
          LIMIT 1
        ) IS NOT NULL AND true
        ORDER BY (
          SELECT v.score
          FROM satisfaction_survey v
          WHERE v.service_id = t.id
          ORDER BY v.surveyed_on DESC
          LIMIT 1
        ) ASC, t.closed_on DESC NULLS FIRST, t.id ASC
        LIMIT $4
      ) n
      LIMIT $4 - (SELECT count(*) FROM f)
    )
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."description", p."url", p."status", p."operatorKey", p."absentSince", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'service_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.description AS "description", t.url AS "url", t.status AS "status", t.operator_id AS "operatorKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.created_at)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.created_at DESC, t.id DESC) AS "$row"
  FROM (
    SELECT t.*
    FROM service t
    WHERE true AND ((NOT (SELECT v.score FROM satisfaction_survey v WHERE v.service_id = t.id ORDER BY v.surveyed_on DESC LIMIT 1) IS NOT NULL)) AND true
    ORDER BY t.created_at DESC, t.id DESC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[((SELECT count(*)::int FROM startup_incubator c WHERE c.entity_id = t.id))::text, ((SELECT count(*)::int FROM startup_sponsor c WHERE c.entity_id = t.id))::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY (SELECT count(*)::int FROM startup_incubator c WHERE c.entity_id = t.id) DESC, (SELECT count(*)::int FROM startup_sponsor c WHERE c.entity_id = t.id) DESC, t.id DESC) AS "$row"
  FROM (
    SELECT t.*
    FROM entity t
    WHERE true AND ((t.created_at >= $2::timestamptz)) AND true
    ORDER BY (SELECT count(*)::int FROM startup_incubator c WHERE c.entity_id = t.id) DESC, (SELECT count(*)::int FROM startup_sponsor c WHERE c.entity_id = t.id) DESC, t.id DESC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.created_at)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.created_at DESC, t.id DESC) AS "$row"
  FROM (SELECT t.* FROM entity t WHERE true AND true AND true ORDER BY t.created_at DESC, t.id DESC LIMIT $2) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."entityKey", p."name", p."statement", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'mission_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.entity_id AS "entityKey", t.name AS "name", t.statement AS "statement", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.created_at)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.created_at DESC, t.id DESC) AS "$row"
  FROM (
    SELECT t.*
    FROM mission t
    WHERE true AND ((t.created_at >= $2::timestamptz)) AND true
    ORDER BY t.created_at DESC, t.id DESC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT t.id AS "$parent", t.created_at AS "value"
FROM startup t
WHERE t.id = ANY($1::int[]);

SELECT t.id AS "$parent", (
  SELECT p.ended_on
  FROM phase p
  WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND CASE WHEN p.ended_on IS NOT NULL THEN p.in_force_until END > $1::date
) AS "value"
FROM startup t
WHERE t.id = ANY($2::int[]);

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(DISTINCT m.member_key)::int AS "size", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR'))::int AS "intrapreneurs", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER'))::int AS "developers", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH'))::int AS "coaches", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'OTHER'))::int AS "others", (EXISTS (SELECT FROM agreement g WHERE g.startup_id = k.parent) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = k.parent)) AS "methodApplies", cardinality(array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') < 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') < 1 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') < 1 THEN 'COACH' END], NULL)) = 0 AS "isComplete", array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') < 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') < 1 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') < 1 THEN 'COACH' END], NULL) AS "shortfalls", array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') > 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') > 2 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') > 1 THEN 'COACH' END], NULL) AS "surplus"
  FROM membership m
  WHERE m.startup_id = k.parent AND m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
) s;

SELECT t.id AS "$parent", (
  SELECT v.score
  FROM satisfaction_survey v
  WHERE v.service_id = t.id
  ORDER BY v.surveyed_on DESC
  LIMIT 1
) AS "value"
FROM service t
WHERE t.id = ANY($1::int[]);

SELECT t.id AS "$parent", t.created_at AS "value"
FROM service t
WHERE t.id = ANY($1::int[]);

SELECT t.id AS "$parent", t.created_at AS "value"
FROM entity t
WHERE t.id = ANY($1::int[]);

SELECT t.id AS "$parent", t.created_at AS "value"
FROM mission t
WHERE t.id = ANY($1::int[]);
