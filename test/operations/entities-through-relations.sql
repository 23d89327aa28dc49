SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM entity t
  WHERE true AND (EXISTS (SELECT FROM entity t1 WHERE t1.id = t.parent_id AND (t1.kind = ANY($1::entity_kind[]))) AND (NOT EXISTS (SELECT FROM LATERAL (WITH RECURSIVE above AS ( SELECT parent_id AS key, 1 AS distance FROM entity WHERE id = t.id AND parent_id IS NOT NULL UNION ALL SELECT entity.parent_id, distance + 1 FROM entity JOIN above ON entity.id = above.key WHERE entity.parent_id IS NOT NULL ) SELECT key, distance FROM above) l1 JOIN entity t1 ON t1.id = l1.key WHERE true AND (t1.ministry_domain = ANY($2::text[])) IS NOT TRUE)) AND (EXISTS (SELECT FROM entity t1 WHERE t1.parent_id = t.id AND (t1.kind = ANY($3::entity_kind[]))) AND ((SELECT count(*) FROM entity t1 WHERE t1.parent_id = t.id) = $4::integer)) AND (EXISTS (SELECT FROM LATERAL (WITH RECURSIVE below AS ( SELECT id AS key FROM entity WHERE parent_id = t.id UNION ALL SELECT entity.id FROM entity JOIN below ON entity.parent_id = below.key ) SELECT key FROM below) l1 JOIN entity t1 ON t1.id = l1.key WHERE true AND (t1.kind = ANY($5::entity_kind[]))) AND NOT EXISTS (SELECT FROM LATERAL (WITH RECURSIVE below AS ( SELECT id AS key FROM entity WHERE parent_id = t.id UNION ALL SELECT entity.id FROM entity JOIN below ON entity.parent_id = below.key ) SELECT key FROM below) l1 JOIN entity t1 ON t1.id = l1.key WHERE true AND (t1.kind = ANY($6::entity_kind[]))) AND ((SELECT count(*) FROM LATERAL (WITH RECURSIVE below AS ( SELECT id AS key FROM entity WHERE parent_id = t.id UNION ALL SELECT entity.id FROM entity JOIN below ON entity.parent_id = below.key ) SELECT key FROM below) l1 JOIN entity t1 ON t1.id = l1.key WHERE true) >= $7::integer)))
) AS count
FROM unnest($8::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM entity t
    WHERE true AND (EXISTS (SELECT FROM entity t1 WHERE t1.id = t.parent_id AND (t1.kind = ANY($2::entity_kind[]))) AND (NOT EXISTS (SELECT FROM LATERAL (WITH RECURSIVE above AS ( SELECT parent_id AS key, 1 AS distance FROM entity WHERE id = t.id AND parent_id IS NOT NULL UNION ALL SELECT entity.parent_id, distance + 1 FROM entity JOIN above ON entity.id = above.key WHERE entity.parent_id IS NOT NULL ) SELECT key, distance FROM above) l1 JOIN entity t1 ON t1.id = l1.key WHERE true AND (t1.ministry_domain = ANY($3::text[])) IS NOT TRUE)) AND (EXISTS (SELECT FROM entity t1 WHERE t1.parent_id = t.id AND (t1.kind = ANY($4::entity_kind[]))) AND ((SELECT count(*) FROM entity t1 WHERE t1.parent_id = t.id) = $5::integer)) AND (EXISTS (SELECT FROM LATERAL (WITH RECURSIVE below AS ( SELECT id AS key FROM entity WHERE parent_id = t.id UNION ALL SELECT entity.id FROM entity JOIN below ON entity.parent_id = below.key ) SELECT key FROM below) l1 JOIN entity t1 ON t1.id = l1.key WHERE true AND (t1.kind = ANY($6::entity_kind[]))) AND NOT EXISTS (SELECT FROM LATERAL (WITH RECURSIVE below AS ( SELECT id AS key FROM entity WHERE parent_id = t.id UNION ALL SELECT entity.id FROM entity JOIN below ON entity.parent_id = below.key ) SELECT key FROM below) l1 JOIN entity t1 ON t1.id = l1.key WHERE true AND (t1.kind = ANY($7::entity_kind[]))) AND ((SELECT count(*) FROM LATERAL (WITH RECURSIVE below AS ( SELECT id AS key FROM entity WHERE parent_id = t.id UNION ALL SELECT entity.id FROM entity JOIN below ON entity.parent_id = below.key ) SELECT key FROM below) l1 JOIN entity t1 ON t1.id = l1.key WHERE true) >= $8::integer))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $8
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM entity t
  WHERE true AND ((t.closed_on > $1::date AND t.closed_on <= $2::date))
) AS count
FROM unnest($3::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM entity t
    WHERE true AND ((t.closed_on > $2::date AND t.closed_on <= $3::date)) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $4
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM entity t
  WHERE true AND ((t.updated_at >= $1::timestamptz) AND (EXISTS (SELECT FROM pain_point t1 WHERE t1.administration_id = t.id AND ((t1.raised_on <= $2::date)))) AND (EXISTS (SELECT FROM agreement t1 WHERE t1.administration_id = t.id AND ((t1.cost_cents > $3::bigint)))) AND (EXISTS (SELECT FROM mission t1 WHERE t1.entity_id = t.id AND ((((SELECT count(*) FROM mission_theme l2 WHERE l2.mission_id = t1.id) >= $4::integer)))) AND NOT EXISTS (SELECT FROM mission t1 WHERE t1.entity_id = t.id AND ((t1.closed_on < $5::date))) AND NOT EXISTS (SELECT FROM mission t1 WHERE t1.entity_id = t.id AND ((t1.closed_on IS NULL)) IS NOT TRUE) AND ((SELECT count(*) FROM mission t1 WHERE t1.entity_id = t.id) = $4::integer)) AND (EXISTS (SELECT FROM service t1 WHERE t1.operator_id = t.id AND ((EXISTS (SELECT FROM service_startup l2 JOIN startup t2 ON t2.id = l2.startup_id WHERE l2.service_id = t1.id AND (EXISTS (SELECT FROM unnest(t2.topics) AS w(word) WHERE fold(w.word) = ANY(ARRAY(SELECT fold(g.word) FROM unnest($6::text[]) AS g(word))))))))) AND ((SELECT count(*) FROM service t1 WHERE t1.operator_id = t.id) >= $4::integer)) AND (EXISTS (SELECT FROM startup_sponsor l1 JOIN startup t1 ON t1.id = l1.startup_id WHERE l1.entity_id = t.id AND (EXISTS (SELECT FROM phase p WHERE p.startup_id = t1.id AND p.in_force_from <= $7::date AND p.in_force_until > $7::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')))) AND NOT EXISTS (SELECT FROM startup_sponsor l1 JOIN startup t1 ON t1.id = l1.startup_id WHERE l1.entity_id = t.id AND ((EXISTS (SELECT FROM phase t2 WHERE t2.startup_id = t1.id AND true))) IS NOT TRUE) AND ((SELECT count(*) FROM startup_sponsor l1 WHERE l1.entity_id = t.id) >= $4::integer AND (SELECT count(*) FROM startup_sponsor l1 WHERE l1.entity_id = t.id) < $8::integer)))
) AS count
FROM unnest($9::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM entity t
    WHERE true AND ((t.updated_at >= $2::timestamptz) AND (EXISTS (SELECT FROM pain_point t1 WHERE t1.administration_id = t.id AND ((t1.raised_on <= $3::date)))) AND (EXISTS (SELECT FROM agreement t1 WHERE t1.administration_id = t.id AND ((t1.cost_cents > $4::bigint)))) AND (EXISTS (SELECT FROM mission t1 WHERE t1.entity_id = t.id AND ((((SELECT count(*) FROM mission_theme l2 WHERE l2.mission_id = t1.id) >= $5::integer)))) AND NOT EXISTS (SELECT FROM mission t1 WHERE t1.entity_id = t.id AND ((t1.closed_on < $6::date))) AND NOT EXISTS (SELECT FROM mission t1 WHERE t1.entity_id = t.id AND ((t1.closed_on IS NULL)) IS NOT TRUE) AND ((SELECT count(*) FROM mission t1 WHERE t1.entity_id = t.id) = $5::integer)) AND (EXISTS (SELECT FROM service t1 WHERE t1.operator_id = t.id AND ((EXISTS (SELECT FROM service_startup l2 JOIN startup t2 ON t2.id = l2.startup_id WHERE l2.service_id = t1.id AND (EXISTS (SELECT FROM unnest(t2.topics) AS w(word) WHERE fold(w.word) = ANY(ARRAY(SELECT fold(g.word) FROM unnest($7::text[]) AS g(word))))))))) AND ((SELECT count(*) FROM service t1 WHERE t1.operator_id = t.id) >= $5::integer)) AND (EXISTS (SELECT FROM startup_sponsor l1 JOIN startup t1 ON t1.id = l1.startup_id WHERE l1.entity_id = t.id AND (EXISTS (SELECT FROM phase p WHERE p.startup_id = t1.id AND p.in_force_from <= $8::date AND p.in_force_until > $8::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')))) AND NOT EXISTS (SELECT FROM startup_sponsor l1 JOIN startup t1 ON t1.id = l1.startup_id WHERE l1.entity_id = t.id AND ((EXISTS (SELECT FROM phase t2 WHERE t2.startup_id = t1.id AND true))) IS NOT TRUE) AND ((SELECT count(*) FROM startup_sponsor l1 WHERE l1.entity_id = t.id) >= $5::integer AND (SELECT count(*) FROM startup_sponsor l1 WHERE l1.entity_id = t.id) < $9::integer))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $10
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM entity t
  WHERE true AND ((EXISTS (SELECT FROM startup_incubator l1 JOIN startup t1 ON t1.id = l1.startup_id WHERE l1.entity_id = t.id AND (EXISTS (SELECT FROM phase p WHERE p.startup_id = t1.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')))) AND ((SELECT count(*) FROM startup_incubator l1 WHERE l1.entity_id = t.id) > $2::integer)))
) AS count
FROM unnest($3::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM entity t
    WHERE true AND ((EXISTS (SELECT FROM startup_incubator l1 JOIN startup t1 ON t1.id = l1.startup_id WHERE l1.entity_id = t.id AND (EXISTS (SELECT FROM phase p WHERE p.startup_id = t1.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')))) AND ((SELECT count(*) FROM startup_incubator l1 WHERE l1.entity_id = t.id) > $3::integer))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $4
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM entity t
  WHERE true AND ((NOT t.acronym IS NOT NULL AND NOT t.ministry_domain IS NOT NULL AND NOT t.website IS NOT NULL AND NOT t.contact IS NOT NULL AND NOT t.address IS NOT NULL AND NOT t.repositories IS NOT NULL AND NOT t.closed_on IS NOT NULL AND t.parent_id IS NOT NULL))
) AS count
FROM unnest($1::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM entity t
    WHERE true AND ((NOT t.acronym IS NOT NULL AND NOT t.ministry_domain IS NOT NULL AND NOT t.website IS NOT NULL AND NOT t.contact IS NOT NULL AND NOT t.address IS NOT NULL AND NOT t.repositories IS NOT NULL AND NOT t.closed_on IS NOT NULL AND t.parent_id IS NOT NULL)) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";
