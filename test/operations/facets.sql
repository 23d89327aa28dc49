SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND (((t.id IN (SELECT id FROM startup WHERE slug = ANY($1::text[]) UNION SELECT startup_id FROM startup_former_slug WHERE slug = ANY($1::text[])))) IS NOT TRUE)
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", f.value, f.label, f.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT c.value, ('{"INVESTIGATION":"Investigation","CONSTRUCTION":"Construction","ACCELERATION":"Accélération","CONSOLIDATION":"Consolidation","REINTEGRATION":"Ré-intégration","OPERATED":"Opéré","TRANSFERRED":"Transféré","ABANDONED":"Abandonné","ABANDONED_AT_INVESTIGATION":"Investigation non concluante"}'::jsonb ->> (c.value)::text) AS label, coalesce(n.count, 0) AS count, c.place
  FROM unnest(ARRAY['INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED', 'TRANSFERRED', 'ABANDONED', 'ABANDONED_AT_INVESTIGATION', NULL]::phase_name[]) WITH ORDINALITY AS c(value, place)
  LEFT JOIN (
    SELECT v.value, count(*)::int AS count
    FROM startup t
    LEFT JOIN LATERAL (
      SELECT (
        SELECT p.name
        FROM phase p
        WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date
      ) AS value
    ) v ON true
    WHERE true AND (((t.id IN (SELECT id FROM startup WHERE slug = ANY($3::text[]) UNION SELECT startup_id FROM startup_former_slug WHERE slug = ANY($3::text[])))) IS NOT TRUE)
    GROUP BY v.value
  ) n ON n.value IS NOT DISTINCT
  FROM c.value
  ORDER BY c.place
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT c.value, coalesce(n.count, 0) AS count, c.place
  FROM unnest(ARRAY[true, false]::boolean[]) WITH ORDINALITY AS c(value, place)
  LEFT JOIN (
    SELECT v.value, count(*)::int AS count
    FROM startup t
    LEFT JOIN LATERAL (
      SELECT EXISTS (
        SELECT
        FROM phase p
        WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')
      ) AS value
    ) v ON true
    WHERE true AND (((t.id IN (SELECT id FROM startup WHERE slug = ANY($3::text[]) UNION SELECT startup_id FROM startup_former_slug WHERE slug = ANY($3::text[])))) IS NOT TRUE)
    GROUP BY v.value
  ) n ON n.value IS NOT DISTINCT
  FROM c.value
  ORDER BY c.place
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT c.value, coalesce(n.count, 0) AS count, c.place
  FROM unnest(ARRAY[true, false, NULL]::boolean[]) WITH ORDINALITY AS c(value, place)
  LEFT JOIN (
    SELECT v.value, count(*)::int AS count
    FROM startup t
    LEFT JOIN LATERAL (
      SELECT CASE WHEN (EXISTS (SELECT FROM agreement g WHERE g.startup_id = t.id) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = t.id)) THEN EXISTS (
        SELECT
        FROM phase p
        WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION')
      ) AND $2::date > (SELECT p.first_day FROM phase p WHERE p.startup_id = t.id AND p.first_day IS NOT NULL) + interval '6 months' END AS value
    ) v ON true
    WHERE true AND (((t.id IN (SELECT id FROM startup WHERE slug = ANY($3::text[]) UNION SELECT startup_id FROM startup_former_slug WHERE slug = ANY($3::text[])))) IS NOT TRUE)
    GROUP BY v.value
  ) n ON n.value IS NOT DISTINCT
  FROM c.value
  ORDER BY c.place
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT c.value, coalesce(n.count, 0) AS count, c.place
  FROM unnest(ARRAY[true, false]::boolean[]) WITH ORDINALITY AS c(value, place)
  LEFT JOIN (
    SELECT v.value, count(*)::int AS count
    FROM startup t
    LEFT JOIN LATERAL (
      SELECT (NOT coalesce(t.absent_since <= $2::date, false) AND EXISTS (SELECT FROM (SELECT p.startup_id FROM phase p WHERE p.name IS NULL AND p.in_force_from <= $2::date AND p.in_force_until > $2::date UNION ALL SELECT u.startup_id FROM phase u WHERE u.started_on IS NULL AND coalesce(u.ended_on > $2::date, true) AND NOT EXISTS (SELECT FROM phase d WHERE d.startup_id = u.startup_id AND d.started_on > $2::date AND coalesce(d.started_on < u.ended_on, true)) AND NOT EXISTS (SELECT FROM phase p WHERE p.startup_id = u.startup_id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date)) u WHERE u.startup_id = t.id)) AS value
    ) v ON true
    WHERE true AND (((t.id IN (SELECT id FROM startup WHERE slug = ANY($3::text[]) UNION SELECT startup_id FROM startup_former_slug WHERE slug = ANY($3::text[])))) IS NOT TRUE)
    GROUP BY v.value
  ) n ON n.value IS NOT DISTINCT
  FROM c.value
  ORDER BY c.place
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT c.value, coalesce(n.count, 0) AS count, c.place
  FROM unnest(ARRAY[true, false]::boolean[]) WITH ORDINALITY AS c(value, place)
  LEFT JOIN (
    SELECT v.value, count(*)::int AS count
    FROM startup t
    LEFT JOIN LATERAL (SELECT coalesce(t.absent_since <= $2::date, false) AS value) v ON true
    WHERE true AND (((t.id IN (SELECT id FROM startup WHERE slug = ANY($3::text[]) UNION SELECT startup_id FROM startup_former_slug WHERE slug = ANY($3::text[])))) IS NOT TRUE)
    GROUP BY v.value
  ) n ON n.value IS NOT DISTINCT
  FROM c.value
  ORDER BY c.place
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.label, f.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT c.value, ('{"NON_CONFORMANT":"Non conforme","PARTIAL":"Partiellement conforme","FULL":"Totalement conforme"}'::jsonb ->> (c.value)::text) AS label, coalesce(n.count, 0) AS count, c.place
  FROM unnest(ARRAY['NON_CONFORMANT', 'PARTIAL', 'FULL', NULL]::accessibility[]) WITH ORDINALITY AS c(value, place)
  LEFT JOIN (
    SELECT v.value, count(*)::int AS count
    FROM startup t
    LEFT JOIN LATERAL (SELECT t.accessibility AS value) v ON true
    WHERE true AND (((t.id IN (SELECT id FROM startup WHERE slug = ANY($2::text[]) UNION SELECT startup_id FROM startup_former_slug WHERE slug = ANY($2::text[])))) IS NOT TRUE)
    GROUP BY v.value
  ) n ON n.value IS NOT DISTINCT
  FROM c.value
  ORDER BY c.place
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.label, f.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT c.value, ('{"DEVELOPED":"Développé","KEPT":"Conservé","ABANDONED":"Abandonné"}'::jsonb ->> (c.value)::text) AS label, coalesce(n.count, 0) AS count, c.place
  FROM unnest(ARRAY['DEVELOPED', 'KEPT', 'ABANDONED', NULL]::startup_decision[]) WITH ORDINALITY AS c(value, place)
  LEFT JOIN (
    SELECT v.value, count(*)::int AS count
    FROM startup t
    LEFT JOIN LATERAL (SELECT t.decision AS value) v ON true
    WHERE true AND (((t.id IN (SELECT id FROM startup WHERE slug = ANY($2::text[]) UNION SELECT startup_id FROM startup_former_slug WHERE slug = ANY($2::text[])))) IS NOT TRUE)
    GROUP BY v.value
  ) n ON n.value IS NOT DISTINCT
  FROM c.value
  ORDER BY c.place
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT c.value, coalesce(n.count, 0) AS count, c.place
  FROM unnest(ARRAY[true, false]::boolean[]) WITH ORDINALITY AS c(value, place)
  LEFT JOIN (
    SELECT v.value, count(*)::int AS count
    FROM entity t
    LEFT JOIN LATERAL (SELECT coalesce(t.absent_since <= $2::date, false) AS value) v ON true
    WHERE true AND true
    GROUP BY v.value
  ) n ON n.value IS NOT DISTINCT
  FROM c.value
  ORDER BY c.place
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT c.value, coalesce(n.count, 0) AS count, c.place
  FROM unnest(ARRAY[true, false]::boolean[]) WITH ORDINALITY AS c(value, place)
  LEFT JOIN (
    SELECT v.value, count(*)::int AS count
    FROM entity t
    LEFT JOIN LATERAL (SELECT (t.closed_on IS NULL) AS value) v ON true
    WHERE true AND true
    GROUP BY v.value
  ) n ON n.value IS NOT DISTINCT
  FROM c.value
  ORDER BY c.place
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.label, f.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT c.value, ('{"PRIME_MINISTER":"Premier ministre","SECRETARIAT":"Secrétariat","DIRECTORATE":"Direction","DEPARTMENT":"Département","MISSION":"Mission","NETWORK":"Réseau","INCUBATOR":"Incubateur","MINISTRY":"Ministère","CENTRAL_ADMINISTRATION":"Administration centrale","DECONCENTRATED_SERVICE":"Service déconcentré","PUBLIC_OPERATOR":"Opérateur","SOCIAL_SECURITY_BODY":"Sécurité sociale","LOCAL_AUTHORITY":"Collectivité territoriale","COMMUNITY":"Communauté","SUPPLIER":"Fournisseur","OTHER":"Autre"}'::jsonb ->> (c.value)::text) AS label, coalesce(n.count, 0) AS count, c.place
  FROM unnest(ARRAY['PRIME_MINISTER', 'SECRETARIAT', 'DIRECTORATE', 'DEPARTMENT', 'MISSION', 'NETWORK', 'INCUBATOR', 'MINISTRY', 'CENTRAL_ADMINISTRATION', 'DECONCENTRATED_SERVICE', 'PUBLIC_OPERATOR', 'SOCIAL_SECURITY_BODY', 'LOCAL_AUTHORITY', 'COMMUNITY', 'SUPPLIER', 'OTHER']::entity_kind[]) WITH ORDINALITY AS c(value, place)
  LEFT JOIN (
    SELECT v.value, count(*)::int AS count
    FROM entity t
    LEFT JOIN LATERAL (SELECT t.kind AS value) v ON true
    WHERE true AND true
    GROUP BY v.value
  ) n ON n.value IS NOT DISTINCT
  FROM c.value
  ORDER BY c.place
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT c.value, coalesce(n.count, 0) AS count, c.place
  FROM unnest(ARRAY[true, false]::boolean[]) WITH ORDINALITY AS c(value, place)
  LEFT JOIN (
    SELECT v.value, count(*)::int AS count
    FROM mission t
    LEFT JOIN LATERAL (SELECT (t.closed_on IS NULL) AS value) v ON true
    WHERE true AND true
    GROUP BY v.value
  ) n ON n.value IS NOT DISTINCT
  FROM c.value
  ORDER BY c.place
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT c.value, coalesce(n.count, 0) AS count, c.place
  FROM unnest(ARRAY[true, false]::boolean[]) WITH ORDINALITY AS c(value, place)
  LEFT JOIN (
    SELECT v.value, count(*)::int AS count
    FROM service t
    LEFT JOIN LATERAL (SELECT coalesce(t.absent_since <= $2::date, false) AS value) v ON true
    WHERE true AND true
    GROUP BY v.value
  ) n ON n.value IS NOT DISTINCT
  FROM c.value
  ORDER BY c.place
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.label, f.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT c.value, ('{"PLANNED":"Prévu","IN_INCUBATION":"En incubation","LIVE":"Ouvert","CLOSED":"Fermé"}'::jsonb ->> (c.value)::text) AS label, coalesce(n.count, 0) AS count, c.place
  FROM unnest(ARRAY['PLANNED', 'IN_INCUBATION', 'LIVE', 'CLOSED']::service_status[]) WITH ORDINALITY AS c(value, place)
  LEFT JOIN (
    SELECT v.value, count(*)::int AS count
    FROM service t
    LEFT JOIN LATERAL (SELECT t.status AS value) v ON true
    WHERE true AND true
    GROUP BY v.value
  ) n ON n.value IS NOT DISTINCT
  FROM c.value
  ORDER BY c.place
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.count, f.value_count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT n.value, n.count, row_number() OVER (PARTITION BY n.value IS NULL ORDER BY n.count DESC, n.tie) AS place, (count(n.value) OVER ())::int AS value_count
  FROM (
    SELECT v.value, v.tie, count(*)::int AS count
    FROM startup t
    LEFT JOIN LATERAL (
      SELECT e.id AS value, e.slug AS tie
      FROM startup_incubator l
      JOIN entity e ON e.id = l.entity_id
      WHERE l.startup_id = t.id
    ) v ON true
    WHERE true AND (((t.id IN (SELECT id FROM startup WHERE slug = ANY($2::text[]) UNION SELECT startup_id FROM startup_former_slug WHERE slug = ANY($2::text[])))) IS NOT TRUE)
    GROUP BY v.value, v.tie
  ) n
  ORDER BY n.value IS NOT NULL, place
  LIMIT $3
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.count, f.value_count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT n.value, n.count, row_number() OVER (PARTITION BY n.value IS NULL ORDER BY n.count DESC, n.tie) AS place, (count(n.value) OVER ())::int AS value_count
  FROM (
    SELECT v.value, v.tie, count(*)::int AS count
    FROM startup t
    LEFT JOIN LATERAL (
      SELECT e.id AS value, e.slug AS tie
      FROM startup_sponsor l
      JOIN entity e ON e.id = l.entity_id
      WHERE l.startup_id = t.id
    ) v ON true
    WHERE true AND (((t.id IN (SELECT id FROM startup WHERE slug = ANY($2::text[]) UNION SELECT startup_id FROM startup_former_slug WHERE slug = ANY($2::text[])))) IS NOT TRUE)
    GROUP BY v.value, v.tie
  ) n
  ORDER BY n.value IS NOT NULL, place
  LIMIT $3
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.label, f.count, f.value_count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT n.value, ('{"affaires-etrangeres":"Affaires étrangères","agriculture":"Agriculture","armees":"Armées","autres":"Autres","bercy":"Économie et finances","culture":"Culture","education":"Éducation nationale","enseignement-sup":"Enseignement supérieur","environnement":"Environnement","interieur":"Intérieur","justice":"Justice","outre-mer":"Outre-mer","solidarite-sante":"Solidarités et santé","spm":"Services du Premier ministre","sport":"Sports","territoires":"Territoires","travail":"Travail"}'::jsonb ->> (n.value)::text) AS label, n.count, row_number() OVER (PARTITION BY n.value IS NULL ORDER BY n.count DESC, n.tie) AS place, (count(n.value) OVER ())::int AS value_count
  FROM (
    SELECT v.value, v.tie, count(DISTINCT t.id)::int AS count
    FROM startup t
    LEFT JOIN LATERAL (
      SELECT e.ministry_domain AS value, e.ministry_domain COLLATE "C" AS tie
      FROM startup_sponsor l
      JOIN entity e ON e.id = l.entity_id
      WHERE l.startup_id = t.id AND e.ministry_domain IS NOT NULL
    ) v ON true
    WHERE true AND (((t.id IN (SELECT id FROM startup WHERE slug = ANY($2::text[]) UNION SELECT startup_id FROM startup_former_slug WHERE slug = ANY($2::text[])))) IS NOT TRUE)
    GROUP BY v.value, v.tie
  ) n
  ORDER BY n.value IS NOT NULL, place
  LIMIT $3
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.count, f.value_count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT n.value, n.count, row_number() OVER (PARTITION BY n.value IS NULL ORDER BY n.count DESC, n.tie) AS place, (count(n.value) OVER ())::int AS value_count
  FROM (
    SELECT v.value, v.tie, count(DISTINCT t.id)::int AS count
    FROM startup t
    LEFT JOIN LATERAL (
      SELECT s.word AS value, s.word COLLATE "C" AS tie
      FROM unnest(t.topics) AS w(word)
      JOIN (
        SELECT DISTINCT ON (fold(u.word)) fold(u.word) AS folded, u.word
        FROM (SELECT w.word, count(*) AS uses FROM startup s, unnest(s.topics) AS w(word) GROUP BY w.word) u
        ORDER BY fold(u.word), u.uses DESC, u.word COLLATE "C"
      ) s ON s.folded = fold(w.word)
    ) v ON true
    WHERE true AND (((t.id IN (SELECT id FROM startup WHERE slug = ANY($2::text[]) UNION SELECT startup_id FROM startup_former_slug WHERE slug = ANY($2::text[])))) IS NOT TRUE)
    GROUP BY v.value, v.tie
  ) n
  ORDER BY n.value IS NOT NULL, place
  LIMIT $3
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.count, f.value_count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT n.value, n.count, row_number() OVER (PARTITION BY n.value IS NULL ORDER BY n.count DESC, n.tie) AS place, (count(n.value) OVER ())::int AS value_count
  FROM (
    SELECT v.value, v.tie, count(DISTINCT t.id)::int AS count
    FROM startup t
    LEFT JOIN LATERAL (
      SELECT s.word AS value, s.word COLLATE "C" AS tie
      FROM unnest(t.technologies) AS w(word)
      JOIN (
        SELECT DISTINCT ON (fold(u.word)) fold(u.word) AS folded, u.word
        FROM (SELECT w.word, count(*) AS uses FROM startup s, unnest(s.technologies) AS w(word) GROUP BY w.word) u
        ORDER BY fold(u.word), u.uses DESC, u.word COLLATE "C"
      ) s ON s.folded = fold(w.word)
    ) v ON true
    WHERE true AND (((t.id IN (SELECT id FROM startup WHERE slug = ANY($2::text[]) UNION SELECT startup_id FROM startup_former_slug WHERE slug = ANY($2::text[])))) IS NOT TRUE)
    GROUP BY v.value, v.tie
  ) n
  ORDER BY n.value IS NOT NULL, place
  LIMIT $3
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.label, f.count, f.value_count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT n.value, ('{"affaires-etrangeres":"Affaires étrangères","agriculture":"Agriculture","armees":"Armées","autres":"Autres","bercy":"Économie et finances","culture":"Culture","education":"Éducation nationale","enseignement-sup":"Enseignement supérieur","environnement":"Environnement","interieur":"Intérieur","justice":"Justice","outre-mer":"Outre-mer","solidarite-sante":"Solidarités et santé","spm":"Services du Premier ministre","sport":"Sports","territoires":"Territoires","travail":"Travail"}'::jsonb ->> (n.value)::text) AS label, n.count, row_number() OVER (PARTITION BY n.value IS NULL ORDER BY n.count DESC, n.tie) AS place, (count(n.value) OVER ())::int AS value_count
  FROM (
    SELECT v.value, v.tie, count(*)::int AS count
    FROM entity t
    LEFT JOIN LATERAL (SELECT t.ministry_domain AS value, t.ministry_domain COLLATE "C" AS tie) v ON true
    WHERE true AND true
    GROUP BY v.value, v.tie
  ) n
  ORDER BY n.value IS NOT NULL, place
  LIMIT $2
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.count, f.value_count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT n.value, n.count, row_number() OVER (PARTITION BY n.value IS NULL ORDER BY n.count DESC, n.tie) AS place, (count(n.value) OVER ())::int AS value_count
  FROM (
    SELECT v.value, v.tie, count(*)::int AS count
    FROM entity t
    LEFT JOIN LATERAL (SELECT e.id AS value, e.slug AS tie FROM entity e WHERE e.id = t.parent_id) v ON true
    WHERE true AND true
    GROUP BY v.value, v.tie
  ) n
  ORDER BY n.value IS NOT NULL, place
  LIMIT $2
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.count, f.value_count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT n.value, n.count, row_number() OVER (PARTITION BY n.value IS NULL ORDER BY n.count DESC, n.tie) AS place, (count(n.value) OVER ())::int AS value_count
  FROM (
    SELECT v.value, v.tie, count(*)::int AS count
    FROM mission t
    LEFT JOIN LATERAL (
      SELECT h.id AS value, h.slug AS tie
      FROM mission_theme l
      JOIN theme h ON h.id = l.theme_id
      WHERE l.mission_id = t.id
    ) v ON true
    WHERE true AND true
    GROUP BY v.value, v.tie
  ) n
  ORDER BY n.value IS NOT NULL, place
  LIMIT $2
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.count, f.value_count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT n.value, n.count, row_number() OVER (PARTITION BY n.value IS NULL ORDER BY n.count DESC, n.tie) AS place, (count(n.value) OVER ())::int AS value_count
  FROM (
    SELECT v.value, v.tie, count(*)::int AS count
    FROM mission t
    LEFT JOIN LATERAL (SELECT e.id AS value, e.slug AS tie FROM entity e WHERE e.id = t.entity_id) v ON true
    WHERE true AND true
    GROUP BY v.value, v.tie
  ) n
  ORDER BY n.value IS NOT NULL, place
  LIMIT $2
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.count, f.value_count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT n.value, n.count, row_number() OVER (PARTITION BY n.value IS NULL ORDER BY n.count DESC, n.tie) AS place, (count(n.value) OVER ())::int AS value_count
  FROM (
    SELECT v.value, v.tie, count(*)::int AS count
    FROM service t
    LEFT JOIN LATERAL (SELECT e.id AS value, e.slug AS tie FROM entity e WHERE e.id = t.operator_id) v ON true
    WHERE true AND true
    GROUP BY v.value, v.tie
  ) n
  ORDER BY n.value IS NOT NULL, place
  LIMIT $2
) f
ORDER BY k.parent, f.place;

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);

SELECT 'theme_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.updated_at AS "updatedAt"
FROM theme t
WHERE t.id = ANY($1::int[]);
