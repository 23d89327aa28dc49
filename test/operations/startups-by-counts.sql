SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND ((((SELECT count(*) FROM startup_sponsor l1 WHERE l1.startup_id = t.id) = $1::integer)) AND (((SELECT count(*) FROM startup_incubator l1 WHERE l1.startup_id = t.id) < $1::integer)) AND (((SELECT count(*) FROM startup_event t1 WHERE t1.startup_id = t.id) = $1::integer)) AND (((SELECT count(*) FROM service_startup l1 WHERE l1.startup_id = t.id) > $2::integer)) AND (((SELECT count(DISTINCT m.member_key)::int FROM membership m WHERE m.startup_id = t.id AND m.started_on <= $3::date AND (m.ended_on IS NULL OR m.ended_on >= $3::date)) >= $4::integer AND (SELECT count(DISTINCT m.member_key)::int FROM membership m WHERE m.startup_id = t.id AND m.started_on <= $3::date AND (m.ended_on IS NULL OR m.ended_on >= $3::date)) <= $5::integer)) AND ((SELECT count(DISTINCT m.member_key)::int FROM membership m WHERE m.startup_id = t.id) = ANY($6::integer[])))
) AS count
FROM unnest($7::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND ((((SELECT count(*) FROM startup_sponsor l1 WHERE l1.startup_id = t.id) = $2::integer)) AND (((SELECT count(*) FROM startup_incubator l1 WHERE l1.startup_id = t.id) < $2::integer)) AND (((SELECT count(*) FROM startup_event t1 WHERE t1.startup_id = t.id) = $2::integer)) AND (((SELECT count(*) FROM service_startup l1 WHERE l1.startup_id = t.id) > $3::integer)) AND (((SELECT count(DISTINCT m.member_key)::int FROM membership m WHERE m.startup_id = t.id AND m.started_on <= $4::date AND (m.ended_on IS NULL OR m.ended_on >= $4::date)) >= $5::integer AND (SELECT count(DISTINCT m.member_key)::int FROM membership m WHERE m.startup_id = t.id AND m.started_on <= $4::date AND (m.ended_on IS NULL OR m.ended_on >= $4::date)) <= $6::integer)) AND ((SELECT count(DISTINCT m.member_key)::int FROM membership m WHERE m.startup_id = t.id) = ANY($7::integer[]))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $8
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT t.id AS "$parent", (SELECT count(DISTINCT m.member_key)::int FROM membership m WHERE m.startup_id = t.id) AS "value"
FROM startup t
WHERE t.id = ANY($1::int[]);
