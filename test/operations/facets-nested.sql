SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM entity t
    WHERE true AND (t.kind = ANY($2::entity_kind[])) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup_sponsor l
  JOIN startup t ON t.id = l.startup_id
  WHERE l.entity_id = k.parent AND true
) AS count
FROM unnest($1::int[]) AS k(parent);

SELECT k.parent AS "$parent", f.value, f.label, f.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT c.value, ('{"INVESTIGATION":"Investigation","CONSTRUCTION":"Construction","ACCELERATION":"Accélération","CONSOLIDATION":"Consolidation","REINTEGRATION":"Ré-intégration","OPERATED":"Opéré","TRANSFERRED":"Transféré","ABANDONED":"Abandonné","ABANDONED_AT_INVESTIGATION":"Investigation non concluante"}'::jsonb ->> (c.value)::text) AS label, coalesce(n.count, 0) AS count, c.place
  FROM unnest(ARRAY['INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED', 'TRANSFERRED', 'ABANDONED', 'ABANDONED_AT_INVESTIGATION', NULL]::phase_name[]) WITH ORDINALITY AS c(value, place)
  LEFT JOIN (
    SELECT v.value, count(*)::int AS count
    FROM startup_sponsor l
    JOIN startup t ON t.id = l.startup_id
    LEFT JOIN LATERAL (
      SELECT (
        SELECT p.name
        FROM phase p
        WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date
      ) AS value
    ) v ON true
    WHERE l.entity_id = k.parent AND true
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
    FROM startup_sponsor l
    JOIN startup t ON t.id = l.startup_id
    LEFT JOIN LATERAL (
      SELECT e.id AS value, e.slug AS tie
      FROM startup_incubator l
      JOIN entity e ON e.id = l.entity_id
      WHERE l.startup_id = t.id
    ) v ON true
    WHERE l.entity_id = k.parent AND true
    GROUP BY v.value, v.tie
  ) n
  ORDER BY n.value IS NOT NULL, place
  LIMIT $2
) f
ORDER BY k.parent, f.place;

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);
