SELECT k.place AS "$place", 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "slug")
JOIN startup t ON t.id = coalesce((SELECT id FROM startup WHERE slug = k."slug"::text), (SELECT startup_id FROM startup_former_slug WHERE slug = k."slug"::text));

SELECT k.parent AS "$parent", p."id", p."key", p."administrationKey", p."startupKey", p."signedOn", p."endsOn", p."costCents", p."rebilledShare", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'agreement_' || t.id AS "id", t.id AS "key", t.administration_id AS "administrationKey", t.startup_id AS "startupKey", t.signed_on AS "signedOn", t.ends_on AS "endsOn", t.cost_cents AS "costCents", t.rebilled_share AS "rebilledShare", ARRAY[(t.signed_on)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.signed_on ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM agreement t
    WHERE t.startup_id = k.parent AND true AND true
    ORDER BY t.signed_on ASC, t.id ASC
    LIMIT $2
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
    WHERE t.startup_id = k.parent AND true AND true
    ORDER BY t.raised_on ASC, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);

SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version"
FROM startup t
WHERE t.id = ANY($1::int[]);
