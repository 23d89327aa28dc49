SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT coalesce(sum(c.begun - c.ended), 0)::int AS "value"
  FROM startup_count c
  WHERE c.fact IN ('started') AND c.grouped_by = '' AND c.day <= $2::date
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT coalesce(sum(c.begun - c.ended), 0)::int AS "value"
  FROM startup_count c
  WHERE c.fact IN ('active') AND c.grouped_by = '' AND c.day <= $2::date
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT coalesce(sum(c.begun - c.ended), 0)::int AS "value"
  FROM startup_count c
  WHERE c.fact IN ('absent') AND c.grouped_by = '' AND c.day <= $2::date
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT n.name AS "value", ('{"INVESTIGATION":"Investigation","CONSTRUCTION":"Construction","ACCELERATION":"Accélération","CONSOLIDATION":"Consolidation","REINTEGRATION":"Ré-intégration","OPERATED":"Opéré","TRANSFERRED":"Transféré","ABANDONED":"Abandonné","ABANDONED_AT_INVESTIGATION":"Investigation non concluante"}'::jsonb ->> (n.name)::text) AS "label", coalesce(p.count, 0) AS "count"
  FROM unnest(array_append(enum_range(NULL::phase_name), NULL)) n(name)
  LEFT JOIN (
    WITH k AS (
      SELECT c.value AS given, coalesce(sum(c.begun - c.ended), 0)::int AS count
      FROM startup_count c
      WHERE c.fact IN ('phase') AND c.grouped_by = '' AND c.day <= $2::date
      GROUP BY c.value HAVING sum(c.begun) > sum(c.ended)
    )
    SELECT k.given::phase_name AS value, k.count
    FROM k
    UNION ALL
    SELECT NULL, (
      SELECT coalesce(sum(c.begun - c.ended), 0)::int
      FROM startup_count c
      WHERE c.fact IN ('started') AND c.grouped_by = '' AND c.day <= $2::date
    ) - coalesce((SELECT sum(k.count) FROM k), 0)::int
  ) p ON p.value IS NOT DISTINCT
  FROM n.name
) s
ORDER BY k.parent, s.value;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT e.id AS "entityKey", e.slug AS "slug", k.count AS "count"
  FROM (
    SELECT c.key, coalesce(sum(c.begun - c.ended), 0)::int AS count
    FROM startup_count c
    WHERE c.fact IN ('started') AND c.grouped_by = 'incubator' AND c.day <= $2::date
    GROUP BY c.key HAVING sum(c.begun) > sum(c.ended)
  ) k
  JOIN entity e ON e.id = nullif(k.key, '')::int
) s
ORDER BY k.parent, s.count DESC, s.slug;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT e.id AS "entityKey", e.slug AS "slug", count(*)::int AS "count"
  FROM startup_sponsor l
  JOIN startup s ON s.id = l.startup_id
  JOIN entity e ON e.id = l.entity_id
  WHERE (NOT coalesce(s.absent_since <= $2::date, false) AND coalesce((SELECT p.first_day FROM phase p WHERE p.startup_id = s.id AND p.first_day IS NOT NULL) <= $2::date, true))
  GROUP BY e.id, e.slug
) s
ORDER BY k.parent, s.count DESC, s.slug;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT k.key AS "value", ('{"affaires-etrangeres":"Affaires étrangères","agriculture":"Agriculture","armees":"Armées","autres":"Autres","bercy":"Économie et finances","culture":"Culture","education":"Éducation nationale","enseignement-sup":"Enseignement supérieur","environnement":"Environnement","interieur":"Intérieur","justice":"Justice","outre-mer":"Outre-mer","solidarite-sante":"Solidarités et santé","spm":"Services du Premier ministre","sport":"Sports","territoires":"Territoires","travail":"Travail"}'::jsonb ->> (k.key)::text) AS "label", k.count AS "count"
  FROM (
    SELECT c.key, coalesce(sum(c.begun - c.ended), 0)::int AS count
    FROM startup_count c
    WHERE c.fact IN ('started') AND c.grouped_by = 'ministryDomain' AND c.day <= $2::date
    GROUP BY c.key HAVING sum(c.begun) > sum(c.ended)
  ) k
  WHERE k.key <> ''
) s
ORDER BY k.parent, s.count DESC, s.value;

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);
