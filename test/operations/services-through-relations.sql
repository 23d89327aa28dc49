SELECT k.parent AS "$parent", c.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS count
  FROM service t
  WHERE true AND ((t.updated_at < $2::timestamptz) AND EXISTS (SELECT FROM entity t1 WHERE t1.id = t.operator_id AND (t1.ministry_domain = ANY($3::text[]) AND (EXISTS (SELECT FROM LATERAL (WITH RECURSIVE below AS ( SELECT id AS key FROM entity WHERE parent_id = t1.id UNION ALL SELECT entity.id FROM entity JOIN below ON entity.parent_id = below.key ) SELECT key FROM below) l2 JOIN entity t2 ON t2.id = l2.key WHERE true AND ((((SELECT count(*) FROM startup_incubator l3 WHERE l3.entity_id = t2.id) >= $4::integer))))))) AND (EXISTS (SELECT FROM service_startup l1 JOIN startup t1 ON t1.id = l1.startup_id WHERE l1.service_id = t.id AND ((((SELECT count(DISTINCT m.member_key)::int FROM membership m WHERE m.startup_id = t1.id AND m.started_on <= $5::date AND (m.ended_on IS NULL OR m.ended_on >= $5::date)) >= $4::integer)))) AND NOT EXISTS (SELECT FROM service_startup l1 JOIN startup t1 ON t1.id = l1.startup_id WHERE l1.service_id = t.id AND ((SELECT p.name FROM phase p WHERE p.startup_id = t1.id AND p.in_force @> $5::date) = ANY($6::phase_name[]))) AND NOT EXISTS (SELECT FROM service_startup l1 JOIN startup t1 ON t1.id = l1.startup_id WHERE l1.service_id = t.id AND ((((SELECT p.name FROM phase p WHERE p.startup_id = t1.id AND p.in_force @> $5::date) IS NULL) = $7::boolean)) IS NOT TRUE) AND ((SELECT count(*) FROM service_startup l1 WHERE l1.service_id = t.id) = $4::integer)) AND (EXISTS (SELECT FROM satisfaction_survey t1 WHERE t1.service_id = t.id AND ((t1.score >= $8::double precision)))) AND (((t.closed_on <= $9::date))) IS NOT TRUE)
) c;

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."description", p."url", p."status", p."operatorKey", p."absentSince", p."updatedAt", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'service_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.description AS "description", t.url AS "url", t.status AS "status", t.operator_id AS "operatorKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM service t
    WHERE true AND ((t.updated_at < $2::timestamptz) AND EXISTS (SELECT FROM entity t1 WHERE t1.id = t.operator_id AND (t1.ministry_domain = ANY($3::text[]) AND (EXISTS (SELECT FROM LATERAL (WITH RECURSIVE below AS ( SELECT id AS key FROM entity WHERE parent_id = t1.id UNION ALL SELECT entity.id FROM entity JOIN below ON entity.parent_id = below.key ) SELECT key FROM below) l2 JOIN entity t2 ON t2.id = l2.key WHERE true AND ((((SELECT count(*) FROM startup_incubator l3 WHERE l3.entity_id = t2.id) >= $4::integer))))))) AND (EXISTS (SELECT FROM service_startup l1 JOIN startup t1 ON t1.id = l1.startup_id WHERE l1.service_id = t.id AND ((((SELECT count(DISTINCT m.member_key)::int FROM membership m WHERE m.startup_id = t1.id AND m.started_on <= $5::date AND (m.ended_on IS NULL OR m.ended_on >= $5::date)) >= $4::integer)))) AND NOT EXISTS (SELECT FROM service_startup l1 JOIN startup t1 ON t1.id = l1.startup_id WHERE l1.service_id = t.id AND ((SELECT p.name FROM phase p WHERE p.startup_id = t1.id AND p.in_force @> $5::date) = ANY($6::phase_name[]))) AND NOT EXISTS (SELECT FROM service_startup l1 JOIN startup t1 ON t1.id = l1.startup_id WHERE l1.service_id = t.id AND ((((SELECT p.name FROM phase p WHERE p.startup_id = t1.id AND p.in_force @> $5::date) IS NULL) = $7::boolean)) IS NOT TRUE) AND ((SELECT count(*) FROM service_startup l1 WHERE l1.service_id = t.id) = $4::integer)) AND (EXISTS (SELECT FROM satisfaction_survey t1 WHERE t1.service_id = t.id AND ((t1.score >= $8::double precision)))) AND (((t.closed_on <= $9::date))) IS NOT TRUE) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $10
  ) t
) p
ORDER BY k.parent, p."$row";
