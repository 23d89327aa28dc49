SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."acronym", p."kind", p."ministryDomain", p."website", p."contact", p."address", p."repositories", p."parentKey", p."absentSince", p."updatedAt", p."openedOn", p."closedOn", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM entity t
    WHERE true AND (t.id IN (SELECT id FROM entity WHERE slug = ANY($2::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($2::text[]))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."id", p."key", p."administrationKey", p."startupKey", p."agreementKey", p."statement", p."raisedOn", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'pain_point_' || t.id AS "id", t.id AS "key", t.administration_id AS "administrationKey", t.startup_id AS "startupKey", t.agreement_id AS "agreementKey", t.statement AS "statement", t.raised_on AS "raisedOn", ARRAY[(t.raised_on)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.raised_on ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM pain_point t
    WHERE t.administration_id = k.parent AND true AND true
    ORDER BY t.raised_on ASC, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."id", p."key", p."administrationKey", p."startupKey", p."signedOn", p."endsOn", p."costCents", p."rebilledShare", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'agreement_' || t.id AS "id", t.id AS "key", t.administration_id AS "administrationKey", t.startup_id AS "startupKey", t.signed_on AS "signedOn", t.ends_on AS "endsOn", t.cost_cents AS "costCents", t.rebilled_share AS "rebilledShare", ARRAY[(t.signed_on)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.signed_on ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM agreement t
    WHERE t.administration_id = k.parent AND true AND true
    ORDER BY t.signed_on ASC, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT 'agreement_' || t.id AS "id", t.id AS "key", t.administration_id AS "administrationKey", t.startup_id AS "startupKey", t.signed_on AS "signedOn", t.ends_on AS "endsOn", t.cost_cents AS "costCents", t.rebilled_share AS "rebilledShare"
FROM agreement t
WHERE t.id = ANY($1::int[]);

SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version"
FROM startup t
WHERE t.id = ANY($1::int[]);

SELECT t.id AS "$parent", CASE WHEN t.startup_id IS NULL THEN array_remove(ARRAY[NULL::text, CASE WHEN NOT (t.signed_on <= $1::date AND (t.ends_on IS NULL OR t.ends_on >= $1::date)) THEN 'AGREEMENT' END, CASE WHEN NOT ((SELECT count(DISTINCT m.member_key) FROM membership m WHERE m.agreement_id = t.id AND m.role = 'INTRAPRENEUR' AND m.started_on <= $1::date AND (m.ended_on IS NULL OR m.ended_on >= $1::date)) >= 1) THEN 'INTRAPRENEUR' END, CASE WHEN NOT ((SELECT count(DISTINCT m.member_key) FROM membership m WHERE m.agreement_id = t.id AND m.role = 'COACH' AND m.started_on <= $1::date AND (m.ended_on IS NULL OR m.ended_on >= $1::date)) >= 1) THEN 'COACH' END, CASE WHEN NOT ((SELECT count(DISTINCT m.member_key) FROM membership m WHERE m.agreement_id = t.id AND m.role = 'DEVELOPER' AND m.started_on <= $1::date AND (m.ended_on IS NULL OR m.ended_on >= $1::date)) >= 1) THEN 'DEVELOPER' END], NULL) ELSE '{}' END AS "value"
FROM agreement t
WHERE t.id = ANY($2::int[]);
