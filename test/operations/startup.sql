SELECT k.place AS "$place", 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "slug")
JOIN startup t ON t.id = coalesce((SELECT id FROM startup WHERE slug = k."slug"::text), (SELECT startup_id FROM startup_former_slug WHERE slug = k."slug"::text));

SELECT t.id AS "$parent", ARRAY(SELECT f.slug FROM startup_former_slug f WHERE f.startup_id = t.id ORDER BY f.slug) AS "value"
FROM startup t
WHERE t.id = ANY($1::int[]);

SELECT t.id AS "$parent", coalesce(t.absent_since <= $1::date, false) AS "value"
FROM startup t
WHERE t.id = ANY($2::int[]);

SELECT t.id AS "$parent", ARRAY(
  SELECT DISTINCT e.ministry_domain COLLATE "C"
  FROM startup_sponsor d
  JOIN entity e ON e.id = d.entity_id
  WHERE d.startup_id = t.id AND e.ministry_domain IS NOT NULL
  ORDER BY 1
) AS "value"
FROM startup t
WHERE t.id = ANY($1::int[]);

SELECT t.id AS "$parent", (SELECT p.first_day FROM phase p WHERE p.startup_id = t.id AND p.first_day IS NOT NULL) AS "value"
FROM startup t
WHERE t.id = ANY($1::int[]);

SELECT k.parent AS "$parent", t.id AS "key", t.startup_id AS "startupKey", t.name AS "name", t.started_on AS "startedOn", t.ended_on AS "endedOn", t.days AS "days", t.comment AS "comment", t.source_word AS "sourceWord", t.position AS "position"
FROM unnest($1::int[]) AS k(parent)
JOIN phase t ON t.startup_id = k.parent
ORDER BY t.started_on, t.name, t.position, t.id;

SELECT k.parent AS "$parent", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[]) AS k(parent)
JOIN startup_incubator l
JOIN entity t ON t.id = l.entity_id ON l.startup_id = k.parent
ORDER BY l.position;

SELECT k.parent AS "$parent", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[]) AS k(parent)
JOIN startup_sponsor l
JOIN entity t ON t.id = l.entity_id ON l.startup_id = k.parent
ORDER BY l.position;

SELECT t.id AS "$parent", (SELECT count(DISTINCT m.member_key)::int FROM membership m WHERE m.startup_id = t.id) AS "value"
FROM startup t
WHERE t.id = ANY($1::int[]);

SELECT k.parent AS "$parent", t.startup_id AS "startupKey", t.kind AS "kind", t.position AS "position", t.url AS "url"
FROM unnest($1::int[]) AS k(parent)
JOIN startup_link t ON t.startup_id = k.parent
ORDER BY t.kind, t.position;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT CASE WHEN p.name IS NOT NULL THEN p.name::text WHEN EXISTS (SELECT FROM phase b WHERE b.startup_id = i.id) THEN 'UNKNOWN_PHASE' ELSE 'NO_PHASE' END AS "phase", array_remove(ARRAY[CASE WHEN EXISTS (SELECT FROM objective o WHERE o.startup_id = i.id) THEN 'OBJECTIVES' END, CASE WHEN EXISTS (SELECT FROM service_startup l JOIN satisfaction_survey q ON q.service_id = l.service_id WHERE l.startup_id = i.id AND q.surveyed_on >= coalesce((SELECT max(p.started_on) FROM phase p WHERE p.startup_id = i.id AND p.name = 'CONSTRUCTION'), '-infinity')) THEN 'SURVEY' END, CASE WHEN EXISTS (SELECT FROM scale_plan c WHERE c.startup_id = i.id) THEN 'SCALE_PLAN' END, CASE WHEN coalesce((SELECT e.id FROM agreement g JOIN entity e ON e.id = g.administration_id WHERE g.startup_id = i.id AND e.kind NOT IN ('SUPPLIER', 'COMMUNITY', 'INCUBATOR') AND (e.closed_on IS NULL OR e.closed_on > $2::date) ORDER BY g.signed_on DESC, g.id DESC LIMIT 1), (SELECT min(e.id) FROM startup_sponsor l JOIN entity e ON e.id = l.entity_id WHERE l.startup_id = i.id AND e.kind NOT IN ('SUPPLIER', 'COMMUNITY', 'INCUBATOR') AND (e.closed_on IS NULL OR e.closed_on > $2::date) HAVING count(*) = 1)) IS NOT NULL THEN 'RECEIVING_ADMINISTRATION' END], NULL) AS "met"
  FROM startup i
  LEFT JOIN LATERAL (SELECT p.id, p.name, p.started_on FROM phase p WHERE p.startup_id = i.id AND upper_inf(p.in_force)) p ON true
  WHERE i.id = k.parent
) s;

SELECT t.id AS "$parent", (
  SELECT p.started_on
  FROM phase p
  WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date
) AS "value"
FROM startup t
WHERE t.id = ANY($2::int[]);

SELECT t.id AS "$parent", (
  SELECT p.name
  FROM phase p
  WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date
) AS "value"
FROM startup t
WHERE t.id = ANY($2::int[]);

SELECT t.id AS "$parent", EXISTS (
  SELECT
  FROM phase p
  WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')
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

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."description", p."url", p."status", p."operatorKey", p."absentSince", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'service_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.description AS "description", t.url AS "url", t.status AS "status", t.operator_id AS "operatorKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM service_startup l
    JOIN service t ON t.id = l.service_id
    WHERE l.startup_id = k.parent AND true AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."startupKey", p."position", p."kind", p."on", p."comment", p."kindLabel", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT t.startup_id AS "startupKey", t.position AS "position", t.kind AS "kind", t.occurred_on AS "on", t.comment AS "comment", t.kind_label AS "kindLabel", ARRAY[(t.occurred_on)::text, (t.position)::text] AS "$place", row_number() OVER (ORDER BY t.occurred_on ASC, t.position ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup_event t
    WHERE t.startup_id = k.parent AND true AND true
    ORDER BY t.occurred_on ASC, t.position ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."id", p."key", p."administrationKey", p."startupKey", p."signedOn", p."endsOn", p."costCents", p."rebilledShare", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'agreement_' || t.id AS "id", t.id AS "key", t.administration_id AS "administrationKey", t.startup_id AS "startupKey", t.signed_on AS "signedOn", t.ends_on AS "endsOn", t.cost_cents AS "costCents", t.rebilled_share AS "rebilledShare", ARRAY[(t.signed_on)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.signed_on ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM agreement t
    WHERE t.startup_id = k.parent AND true AND true
    ORDER BY t.signed_on ASC, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."id", p."key", p."administrationKey", p."startupKey", p."agreementKey", p."statement", p."raisedOn", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'pain_point_' || t.id AS "id", t.id AS "key", t.administration_id AS "administrationKey", t.startup_id AS "startupKey", t.agreement_id AS "agreementKey", t.statement AS "statement", t.raised_on AS "raisedOn", ARRAY[(t.raised_on)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.raised_on ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM pain_point t
    WHERE t.startup_id = k.parent AND true AND true
    ORDER BY t.raised_on ASC, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT m.role_word AS "value", ('{"Intraprenariat":"Intraprenariat","Développement":"Développement","Coaching":"Coaching","Déploiement":"Déploiement","Produit":"Produit","Design":"Design","Animation":"Animation","Autre":"Autre","Data":"Données","Support":"Support","Attributaire":"Attributaire"}'::jsonb ->> (m.role_word)::text) AS "label", count(DISTINCT m.member_key)::int AS "count"
  FROM membership m
  WHERE (($2::text = 'startup' AND m.startup_id = k.parent) OR ($2::text = 'agreement' AND m.agreement_id = k.parent)) AND m.started_on <= $3::date AND (m.ended_on IS NULL OR m.ended_on >= $3::date)
  GROUP BY m.role_word
) s
ORDER BY k.parent, s.count DESC, s.value COLLATE "C";

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT m.employment AS "value", ('{"PUBLIC_AGENT":"Agent public","CONTRACTOR":"Prestataire"}'::jsonb ->> (m.employment)::text) AS "label", count(DISTINCT m.member_key)::int AS "count"
  FROM membership m
  WHERE (($2::text = 'startup' AND m.startup_id = k.parent) OR ($2::text = 'agreement' AND m.agreement_id = k.parent)) AND m.started_on <= $3::date AND (m.ended_on IS NULL OR m.ended_on >= $3::date)
  GROUP BY m.employment
) s
ORDER BY k.parent, s.value NULLS LAST;
