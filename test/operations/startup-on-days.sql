SELECT k.place AS "$place", 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "slug")
JOIN startup t ON t.id = coalesce((SELECT id FROM startup WHERE slug = k."slug"::text), (SELECT startup_id FROM startup_former_slug WHERE slug = k."slug"::text));

SELECT t.id AS "$parent", (
  SELECT p.name
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

SELECT t.id AS "$parent", (
  SELECT p.name
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

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(DISTINCT m.member_key)::int AS "size", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR'))::int AS "intrapreneurs", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER'))::int AS "developers", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH'))::int AS "coaches", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'OTHER'))::int AS "others", (EXISTS (SELECT FROM agreement g WHERE g.startup_id = k.parent) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = k.parent)) AS "methodApplies", cardinality(array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') < 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') < 1 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') < 1 THEN 'COACH' END], NULL)) = 0 AS "isComplete", array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') < 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') < 1 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') < 1 THEN 'COACH' END], NULL) AS "shortfalls", array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') > 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') > 2 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') > 1 THEN 'COACH' END], NULL) AS "surplus"
  FROM membership m
  WHERE m.startup_id = k.parent AND m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT m.role_word AS "value", ('{"Intraprenariat":"Intraprenariat","Développement":"Développement","Coaching":"Coaching","Déploiement":"Déploiement","Produit":"Produit","Design":"Design","Animation":"Animation","Autre":"Autre","Data":"Données","Support":"Support","Attributaire":"Attributaire"}'::jsonb ->> (m.role_word)::text) AS "label", count(DISTINCT m.member_key)::int AS "count"
  FROM membership m
  WHERE (($2::text = 'startup' AND m.startup_id = k.parent) OR ($2::text = 'agreement' AND m.agreement_id = k.parent)) AND m.started_on <= $3::date AND (m.ended_on IS NULL OR m.ended_on >= $3::date)
  GROUP BY m.role_word
) s
ORDER BY k.parent, s.count DESC, s.value COLLATE "C";
