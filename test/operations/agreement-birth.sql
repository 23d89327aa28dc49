SELECT k.place AS "$place", 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "slug")
JOIN startup t ON t.id = coalesce((SELECT id FROM startup WHERE slug = k."slug"::text), (SELECT startup_id FROM startup_former_slug WHERE slug = k."slug"::text));

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(DISTINCT m.member_key)::int AS "size", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR'))::int AS "intrapreneurs", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER'))::int AS "developers", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH'))::int AS "coaches", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'OTHER'))::int AS "others", (EXISTS (SELECT FROM agreement g WHERE g.startup_id = k.parent) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = k.parent)) AS "methodApplies", cardinality(array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') < 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') < 1 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') < 1 THEN 'COACH' END], NULL)) = 0 AS "isComplete", array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') < 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') < 1 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') < 1 THEN 'COACH' END], NULL) AS "shortfalls", array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') > 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') > 2 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') > 1 THEN 'COACH' END], NULL) AS "surplus"
  FROM membership m
  WHERE m.startup_id = k.parent AND m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
) s;

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

SELECT t.id AS "$parent", (SELECT coalesce(sum(b.amount_cents), 0)::bigint FROM rebilling b WHERE b.agreement_id = t.id) AS "value"
FROM agreement t
WHERE t.id = ANY($1::int[]);

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(DISTINCT m.member_key)::int AS "size", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR'))::int AS "intrapreneurs", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER'))::int AS "developers", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH'))::int AS "coaches", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'OTHER'))::int AS "others", true AS "methodApplies", cardinality(array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') < 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') < 1 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') < 1 THEN 'COACH' END], NULL)) = 0 AS "isComplete", array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') < 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') < 1 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') < 1 THEN 'COACH' END], NULL) AS "shortfalls", array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') > 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') > 2 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') > 1 THEN 'COACH' END], NULL) AS "surplus"
  FROM membership m
  WHERE m.agreement_id = k.parent AND m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
) s;

SELECT k.parent AS "$parent", s.*
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT count(DISTINCT m.member_key)::int AS "size", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR'))::int AS "intrapreneurs", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER'))::int AS "developers", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH'))::int AS "coaches", (count(DISTINCT m.member_key) FILTER (WHERE m.role = 'OTHER'))::int AS "others", true AS "methodApplies", cardinality(array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') < 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') < 1 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') < 1 THEN 'COACH' END], NULL)) = 0 AS "isComplete", array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') < 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') < 1 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') < 1 THEN 'COACH' END], NULL) AS "shortfalls", array_remove(ARRAY[CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'INTRAPRENEUR') > 1 THEN 'INTRAPRENEUR' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'DEVELOPER') > 2 THEN 'DEVELOPER' END, CASE WHEN count(DISTINCT m.member_key) FILTER (WHERE m.role = 'COACH') > 1 THEN 'COACH' END], NULL) AS "surplus"
  FROM membership m
  WHERE m.agreement_id = k.parent AND m.started_on <= $2::date AND (m.ended_on IS NULL OR m.ended_on >= $2::date)
) s;

SELECT t.id AS "$parent", CASE WHEN t.startup_id IS NULL THEN array_remove(ARRAY[NULL::text, CASE WHEN NOT (t.signed_on <= $1::date AND (t.ends_on IS NULL OR t.ends_on >= $1::date)) THEN 'AGREEMENT' END, CASE WHEN NOT ((SELECT count(DISTINCT m.member_key) FROM membership m WHERE m.agreement_id = t.id AND m.role = 'INTRAPRENEUR' AND m.started_on <= $1::date AND (m.ended_on IS NULL OR m.ended_on >= $1::date)) >= 1) THEN 'INTRAPRENEUR' END, CASE WHEN NOT ((SELECT count(DISTINCT m.member_key) FROM membership m WHERE m.agreement_id = t.id AND m.role = 'COACH' AND m.started_on <= $1::date AND (m.ended_on IS NULL OR m.ended_on >= $1::date)) >= 1) THEN 'COACH' END, CASE WHEN NOT ((SELECT count(DISTINCT m.member_key) FROM membership m WHERE m.agreement_id = t.id AND m.role = 'DEVELOPER' AND m.started_on <= $1::date AND (m.ended_on IS NULL OR m.ended_on >= $1::date)) >= 1) THEN 'DEVELOPER' END], NULL) ELSE '{}' END AS "value"
FROM agreement t
WHERE t.id = ANY($2::int[]);

SELECT t.id AS "$parent", CASE WHEN t.startup_id IS NULL THEN array_remove(ARRAY[NULL::text, CASE WHEN NOT (t.signed_on <= $1::date AND (t.ends_on IS NULL OR t.ends_on >= $1::date)) THEN 'AGREEMENT' END, CASE WHEN NOT ((SELECT count(DISTINCT m.member_key) FROM membership m WHERE m.agreement_id = t.id AND m.role = 'INTRAPRENEUR' AND m.started_on <= $1::date AND (m.ended_on IS NULL OR m.ended_on >= $1::date)) >= 1) THEN 'INTRAPRENEUR' END, CASE WHEN NOT ((SELECT count(DISTINCT m.member_key) FROM membership m WHERE m.agreement_id = t.id AND m.role = 'COACH' AND m.started_on <= $1::date AND (m.ended_on IS NULL OR m.ended_on >= $1::date)) >= 1) THEN 'COACH' END, CASE WHEN NOT ((SELECT count(DISTINCT m.member_key) FROM membership m WHERE m.agreement_id = t.id AND m.role = 'DEVELOPER' AND m.started_on <= $1::date AND (m.ended_on IS NULL OR m.ended_on >= $1::date)) >= 1) THEN 'DEVELOPER' END], NULL) ELSE '{}' END AS "value"
FROM agreement t
WHERE t.id = ANY($2::int[]);

SELECT k.parent AS "$parent", p."key", p."agreementKey", p."billedOn", p."amountCents", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT t.id AS "key", t.agreement_id AS "agreementKey", t.billed_on AS "billedOn", t.amount_cents AS "amountCents", ARRAY[(t.billed_on)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.billed_on ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM rebilling t
    WHERE t.agreement_id = k.parent AND true AND true
    ORDER BY t.billed_on ASC, t.id ASC
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
    WHERE t.agreement_id = k.parent AND true AND true
    ORDER BY t.raised_on ASC, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT 'agreement_' || t.id AS "id", t.id AS "key", t.administration_id AS "administrationKey", t.startup_id AS "startupKey", t.signed_on AS "signedOn", t.ends_on AS "endsOn", t.cost_cents AS "costCents", t.rebilled_share AS "rebilledShare"
FROM agreement t
WHERE t.id = ANY($1::int[]);
