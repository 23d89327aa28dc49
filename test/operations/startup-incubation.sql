SELECT k.place AS "$place", 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "slug")
JOIN startup t ON t.id = coalesce((SELECT id FROM startup WHERE slug = k."slug"::text), (SELECT startup_id FROM startup_former_slug WHERE slug = k."slug"::text));

SELECT k.parent AS "$parent", t.id AS "key", t.startup_id AS "startupKey", t.name AS "name", t.started_on AS "startedOn", t.ended_on AS "endedOn", t.days AS "days", t.comment AS "comment", t.source_word AS "sourceWord", t.position AS "position"
FROM unnest($1::int[]) AS k(parent)
JOIN phase t ON t.startup_id = k.parent
ORDER BY t.started_on, t.name, t.position, t.id;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT CASE WHEN p.name IS NOT NULL THEN p.name::text WHEN EXISTS (SELECT FROM phase b WHERE b.startup_id = i.id) THEN 'UNKNOWN_PHASE' ELSE 'NO_PHASE' END AS "phase", array_remove(ARRAY[CASE WHEN EXISTS (SELECT FROM objective o WHERE o.startup_id = i.id) THEN 'OBJECTIVES' END, CASE WHEN EXISTS (SELECT FROM service_startup l JOIN satisfaction_survey q ON q.service_id = l.service_id WHERE l.startup_id = i.id AND q.surveyed_on >= coalesce((SELECT max(p.started_on) FROM phase p WHERE p.startup_id = i.id AND p.name = 'CONSTRUCTION'), '-infinity')) THEN 'SURVEY' END, CASE WHEN EXISTS (SELECT FROM scale_plan c WHERE c.startup_id = i.id) THEN 'SCALE_PLAN' END, CASE WHEN coalesce((SELECT e.id FROM agreement g JOIN entity e ON e.id = g.administration_id WHERE g.startup_id = i.id AND e.kind NOT IN ('SUPPLIER', 'COMMUNITY', 'INCUBATOR') AND (e.closed_on IS NULL OR e.closed_on > $2::date) ORDER BY g.signed_on DESC, g.id DESC LIMIT 1), (SELECT min(e.id) FROM startup_sponsor l JOIN entity e ON e.id = l.entity_id WHERE l.startup_id = i.id AND e.kind NOT IN ('SUPPLIER', 'COMMUNITY', 'INCUBATOR') AND (e.closed_on IS NULL OR e.closed_on > $2::date) HAVING count(*) = 1)) IS NOT NULL THEN 'RECEIVING_ADMINISTRATION' END], NULL) AS "met"
  FROM startup i
  LEFT JOIN LATERAL (SELECT p.id, p.name, p.started_on FROM phase p WHERE p.startup_id = i.id AND upper_inf(p.in_force)) p ON true
  WHERE i.id = k.parent
) s;

SELECT t.id AS "$parent", (
  SELECT p.name
  FROM phase p
  WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date
) AS "value"
FROM startup t
WHERE t.id = ANY($2::int[]);

SELECT t.id AS "$parent", (NOT coalesce(t.absent_since <= $1::date, false) AND EXISTS (SELECT FROM (SELECT p.startup_id FROM phase p WHERE p.name IS NULL AND p.in_force_from <= $1::date AND p.in_force_until > $1::date UNION ALL SELECT u.startup_id FROM phase u WHERE u.started_on IS NULL AND coalesce(u.ended_on > $1::date, true) AND NOT EXISTS (SELECT FROM phase d WHERE d.startup_id = u.startup_id AND d.started_on > $1::date AND coalesce(d.started_on < u.ended_on, true)) AND NOT EXISTS (SELECT FROM phase p WHERE p.startup_id = u.startup_id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date)) u WHERE u.startup_id = t.id)) AS "value"
FROM startup t
WHERE t.id = ANY($2::int[]);

SELECT t.id AS "$parent", (NOT coalesce(t.absent_since <= $1::date, false) AND EXISTS (SELECT FROM (SELECT p.startup_id FROM phase p WHERE p.name IS NULL AND p.in_force_from <= $1::date AND p.in_force_until > $1::date UNION ALL SELECT u.startup_id FROM phase u WHERE u.started_on IS NULL AND coalesce(u.ended_on > $1::date, true) AND NOT EXISTS (SELECT FROM phase d WHERE d.startup_id = u.startup_id AND d.started_on > $1::date AND coalesce(d.started_on < u.ended_on, true)) AND NOT EXISTS (SELECT FROM phase p WHERE p.startup_id = u.startup_id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date)) u WHERE u.startup_id = t.id)) AS "value"
FROM startup t
WHERE t.id = ANY($2::int[]);

SELECT t.id AS "$parent", CASE WHEN (EXISTS (SELECT FROM agreement g WHERE g.startup_id = t.id) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = t.id)) THEN EXISTS (
  SELECT
  FROM phase p
  WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION')
) AND $1::date > (SELECT p.first_day FROM phase p WHERE p.startup_id = t.id AND p.first_day IS NOT NULL) + interval '6 months' END AS "value"
FROM startup t
WHERE t.id = ANY($2::int[]);

SELECT t.id AS "$parent", CASE WHEN (EXISTS (SELECT FROM agreement g WHERE g.startup_id = t.id) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = t.id)) THEN EXISTS (
  SELECT
  FROM phase p
  WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION')
) AND $1::date > (SELECT p.first_day FROM phase p WHERE p.startup_id = t.id AND p.first_day IS NOT NULL) + interval '6 months' END AS "value"
FROM startup t
WHERE t.id = ANY($2::int[]);

SELECT k.parent AS "$parent", p."key", p."startupKey", p."position", p."statement", p."on", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT t.id AS "key", t.startup_id AS "startupKey", t.position AS "position", t.statement AS "statement", t.recorded_on AS "on", ARRAY[(t.position)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.position ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM objective t
    WHERE t.startup_id = k.parent AND true AND true
    ORDER BY t.position ASC, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."key", p."startupKey", p."statement", p."on", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT t.id AS "key", t.startup_id AS "startupKey", t.statement AS "statement", t.proposed_on AS "on", ARRAY[(t.proposed_on)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.proposed_on ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM scale_plan t
    WHERE t.startup_id = k.parent AND true AND true
    ORDER BY t.proposed_on ASC, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT t.id AS "$parent", CASE WHEN (EXISTS (SELECT FROM agreement g WHERE g.startup_id = t.startup_id) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = t.startup_id)) THEN coalesce(t.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION') AND t.started_on <= $1::date AND least(t.ended_on, $1::date) > (SELECT min(p.started_on) FROM phase p WHERE p.startup_id = t.startup_id) + interval '6 months', false) END AS "value"
FROM phase t
WHERE t.id = ANY($2::int[]);
