SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(DISTINCT m.member_key)::int AS "value"
  FROM membership m
  WHERE (m.started_on IS NULL OR m.started_on <= $2::date)
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (SELECT count(DISTINCT m.member_key)::int AS "value" FROM membership m) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(DISTINCT m.member_key)::int AS "value"
  FROM membership m
  WHERE m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "value"
  FROM (
    SELECT m.member_key
    FROM membership m
    WHERE m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
    GROUP BY m.member_key HAVING count(m.startup_id) = 0
  ) m
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT m.role_word AS "value", ('{"Intraprenariat":"Intraprenariat","Développement":"Développement","Coaching":"Coaching","Déploiement":"Déploiement","Produit":"Produit","Design":"Design","Animation":"Animation","Autre":"Autre","Data":"Données","Support":"Support","Attributaire":"Attributaire"}'::jsonb ->> (m.role_word)::text) AS "label", count(DISTINCT m.member_key)::int AS "count"
  FROM membership m
  WHERE m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
  GROUP BY m.role_word
) s
ORDER BY k.parent, s.count DESC, s.value COLLATE "C";

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT m.employment AS "value", ('{"PUBLIC_AGENT":"Agent public","CONTRACTOR":"Prestataire"}'::jsonb ->> (m.employment)::text) AS "label", count(DISTINCT m.member_key)::int AS "count"
  FROM membership m
  WHERE m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
  GROUP BY m.employment
) s
ORDER BY k.parent, s.value NULLS LAST;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(DISTINCT m.member_key)::int AS "value"
  FROM membership m
  WHERE (m.started_on IS NULL OR m.started_on <= $2::date)
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(DISTINCT m.member_key)::int AS "value"
  FROM membership m
  WHERE m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT m.role_word AS "value", ('{"Intraprenariat":"Intraprenariat","Développement":"Développement","Coaching":"Coaching","Déploiement":"Déploiement","Produit":"Produit","Design":"Design","Animation":"Animation","Autre":"Autre","Data":"Données","Support":"Support","Attributaire":"Attributaire"}'::jsonb ->> (m.role_word)::text) AS "label", count(DISTINCT m.member_key)::int AS "count"
  FROM membership m
  WHERE (m.started_on IS NULL OR m.started_on <= $2::date)
  GROUP BY m.role_word
) s
ORDER BY k.parent, s.count DESC, s.value COLLATE "C";

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT m.employment AS "value", ('{"PUBLIC_AGENT":"Agent public","CONTRACTOR":"Prestataire"}'::jsonb ->> (m.employment)::text) AS "label", count(DISTINCT m.member_key)::int AS "count"
  FROM membership m
  WHERE (m.started_on IS NULL OR m.started_on <= $2::date)
  GROUP BY m.employment
) s
ORDER BY k.parent, s.value NULLS LAST;
