SELECT k.place AS "$place", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "slug")
JOIN entity t ON t.id = coalesce((SELECT id FROM entity WHERE slug = k."slug"::text), (SELECT entity_id FROM entity_former_slug WHERE slug = k."slug"::text));

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM LATERAL (
    WITH RECURSIVE below AS ( SELECT id AS key, 1 AS distance FROM entity WHERE parent_id = k.parent UNION ALL SELECT entity.id, distance + 1 FROM entity JOIN below ON entity.parent_id = below.key WHERE $1::int IS NULL OR distance < $1::int )
    SELECT key
    FROM below
  ) l
  JOIN entity t ON t.id = l.key
  WHERE true AND true
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key DESC, t.id DESC) AS "$row"
  FROM (
    SELECT t.*
    FROM LATERAL (
      WITH RECURSIVE below AS ( SELECT id AS key, 1 AS distance FROM entity WHERE parent_id = k.parent UNION ALL SELECT entity.id, distance + 1 FROM entity JOIN below ON entity.parent_id = below.key WHERE $2::int IS NULL OR distance < $2::int )
      SELECT key
      FROM below
    ) l
    JOIN entity t ON t.id = l.key
    WHERE true AND true AND true
    ORDER BY t.name_key DESC, t.id DESC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", f.value, f.label, f.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT c.value, ('{"PRIME_MINISTER":"Premier ministre","SECRETARIAT":"Secrétariat","DIRECTORATE":"Direction","DEPARTMENT":"Département","MISSION":"Mission","NETWORK":"Réseau","INCUBATOR":"Incubateur","MINISTRY":"Ministère","CENTRAL_ADMINISTRATION":"Administration centrale","DECONCENTRATED_SERVICE":"Service déconcentré","PUBLIC_OPERATOR":"Opérateur","SOCIAL_SECURITY_BODY":"Sécurité sociale","LOCAL_AUTHORITY":"Collectivité territoriale","COMMUNITY":"Communauté","SUPPLIER":"Fournisseur","OTHER":"Autre"}'::jsonb ->> (c.value)::text) AS label, coalesce(n.count, 0) AS count, c.place
  FROM unnest(ARRAY['PRIME_MINISTER', 'SECRETARIAT', 'DIRECTORATE', 'DEPARTMENT', 'MISSION', 'NETWORK', 'INCUBATOR', 'MINISTRY', 'CENTRAL_ADMINISTRATION', 'DECONCENTRATED_SERVICE', 'PUBLIC_OPERATOR', 'SOCIAL_SECURITY_BODY', 'LOCAL_AUTHORITY', 'COMMUNITY', 'SUPPLIER', 'OTHER']::entity_kind[]) WITH ORDINALITY AS c(value, place)
  LEFT JOIN (
    SELECT v.value, count(*)::int AS count
    FROM LATERAL (
      WITH RECURSIVE below AS ( SELECT id AS key, 1 AS distance FROM entity WHERE parent_id = k.parent UNION ALL SELECT entity.id, distance + 1 FROM entity JOIN below ON entity.parent_id = below.key WHERE $2::int IS NULL OR distance < $2::int )
      SELECT key
      FROM below
    ) l
    JOIN entity t ON t.id = l.key
    LEFT JOIN LATERAL (SELECT t.kind AS value) v ON true
    WHERE true AND true
    GROUP BY v.value
  ) n ON n.value IS NOT DISTINCT
  FROM c.value
  ORDER BY c.place
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM LATERAL (
    WITH RECURSIVE below AS ( SELECT id AS key, 1 AS distance FROM entity WHERE parent_id = k.parent UNION ALL SELECT entity.id, distance + 1 FROM entity JOIN below ON entity.parent_id = below.key WHERE $1::int IS NULL OR distance < $1::int )
    SELECT key
    FROM below
  ) l
  JOIN entity t ON t.id = l.key
  WHERE true AND (((t.kind = ANY($2::entity_kind[]))) IS NOT TRUE)
) AS count
FROM unnest($3::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM LATERAL (
      WITH RECURSIVE below AS ( SELECT id AS key, 1 AS distance FROM entity WHERE parent_id = k.parent UNION ALL SELECT entity.id, distance + 1 FROM entity JOIN below ON entity.parent_id = below.key WHERE $2::int IS NULL OR distance < $2::int )
      SELECT key
      FROM below
    ) l
    JOIN entity t ON t.id = l.key
    WHERE true AND (((t.kind = ANY($3::entity_kind[]))) IS NOT TRUE) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $4
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.updated_at)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.updated_at ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM entity t
    WHERE t.parent_id = k.parent AND ((((SELECT count(*) FROM entity t1 WHERE t1.parent_id = t.id) >= $2::integer))) AND true
    ORDER BY t.updated_at ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";
