SELECT k.place AS "$place", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "slug")
JOIN entity t ON t.id = coalesce((SELECT id FROM entity WHERE slug = k."slug"::text), (SELECT entity_id FROM entity_former_slug WHERE slug = k."slug"::text));

SELECT t.id AS "$parent", ('{"affaires-etrangeres":"Affaires étrangères","agriculture":"Agriculture","armees":"Armées","autres":"Autres","bercy":"Économie et finances","culture":"Culture","education":"Éducation nationale","enseignement-sup":"Enseignement supérieur","environnement":"Environnement","interieur":"Intérieur","justice":"Justice","outre-mer":"Outre-mer","solidarite-sante":"Solidarités et santé","spm":"Services du Premier ministre","sport":"Sports","territoires":"Territoires","travail":"Travail"}'::jsonb ->> (t.ministry_domain)::text) AS "value"
FROM entity t
WHERE t.id = ANY($1::int[]);

SELECT t.id AS "$parent", (t.closed_on IS NULL) AS "value"
FROM entity t
WHERE t.id = ANY($1::int[]);

SELECT t.id AS "$parent", coalesce(t.absent_since <= $1::date, false) AS "value"
FROM entity t
WHERE t.id = ANY($2::int[]);

SELECT k.parent AS "$parent", t.entity_id AS "entityKey", t.scheme AS "scheme", t.value AS "value"
FROM unnest($1::int[]) AS k(parent)
JOIN entity_identifier t ON t.entity_id = k.parent
ORDER BY t.scheme, t.value;

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM entity t
    WHERE t.parent_id = k.parent AND true AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";
