SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND ((EXISTS (SELECT FROM phase t1 WHERE t1.startup_id = t.id AND (t1.name = ANY($1::phase_name[]) AND (t1.started_on >= $2::date) AND (t1.ended_on <= $3::date) AND (t1.days >= $4::integer) AND t1.source_word = ANY($5::text[]) AND (t1.name IS NOT NULL AND t1.started_on IS NOT NULL AND t1.ended_on IS NOT NULL AND t1.days IS NOT NULL AND t1.comment IS NOT NULL AND t1.source_word IS NOT NULL AND CASE WHEN (EXISTS (SELECT FROM agreement g WHERE g.startup_id = t1.startup_id) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = t1.startup_id)) THEN coalesce(t1.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION') AND t1.started_on <= $6::date AND least(t1.ended_on, $6::date) > (SELECT min(p.started_on) FROM phase p WHERE p.startup_id = t1.startup_id) + interval '6 months', false) END IS NOT NULL))) AND NOT EXISTS (SELECT FROM phase t1 WHERE t1.startup_id = t.id AND (((t1.name = ANY($7::phase_name[])) OR (((t1.name = ANY($8::phase_name[]))))))) AND NOT EXISTS (SELECT FROM phase t1 WHERE t1.startup_id = t.id AND (((t1.name = ANY($9::phase_name[]))) IS NOT TRUE) IS NOT TRUE)))
) AS count
FROM unnest($10::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND ((EXISTS (SELECT FROM phase t1 WHERE t1.startup_id = t.id AND (t1.name = ANY($2::phase_name[]) AND (t1.started_on >= $3::date) AND (t1.ended_on <= $4::date) AND (t1.days >= $5::integer) AND t1.source_word = ANY($6::text[]) AND (t1.name IS NOT NULL AND t1.started_on IS NOT NULL AND t1.ended_on IS NOT NULL AND t1.days IS NOT NULL AND t1.comment IS NOT NULL AND t1.source_word IS NOT NULL AND CASE WHEN (EXISTS (SELECT FROM agreement g WHERE g.startup_id = t1.startup_id) OR EXISTS (SELECT FROM objective o WHERE o.startup_id = t1.startup_id)) THEN coalesce(t1.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION') AND t1.started_on <= $7::date AND least(t1.ended_on, $7::date) > (SELECT min(p.started_on) FROM phase p WHERE p.startup_id = t1.startup_id) + interval '6 months', false) END IS NOT NULL))) AND NOT EXISTS (SELECT FROM phase t1 WHERE t1.startup_id = t.id AND (((t1.name = ANY($8::phase_name[])) OR (((t1.name = ANY($9::phase_name[]))))))) AND NOT EXISTS (SELECT FROM phase t1 WHERE t1.startup_id = t.id AND (((t1.name = ANY($10::phase_name[]))) IS NOT TRUE) IS NOT TRUE))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $11
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND ((EXISTS (SELECT FROM startup_event t1 WHERE t1.startup_id = t.id AND (t1.kind = ANY($1::text[]) AND (t1.occurred_on = $2::date) AND (NOT t1.comment IS NOT NULL AND t1.kind_label IS NOT NULL))) AND NOT EXISTS (SELECT FROM startup_event t1 WHERE t1.startup_id = t.id AND (((t1.kind = ANY($3::text[])) AND ((((t1.occurred_on < $4::date))) IS NOT TRUE)))) AND NOT EXISTS (SELECT FROM startup_event t1 WHERE t1.startup_id = t.id AND (((t1.kind = ANY($5::text[])) OR (t1.kind = ANY($6::text[])))) IS NOT TRUE)) AND (EXISTS (SELECT FROM startup_link t1 WHERE t1.startup_id = t.id AND (t1.kind = ANY($7::link_kind[]))) AND NOT EXISTS (SELECT FROM startup_link t1 WHERE t1.startup_id = t.id AND (((t1.kind = ANY($8::link_kind[]))))) AND NOT EXISTS (SELECT FROM startup_link t1 WHERE t1.startup_id = t.id AND (((t1.kind = ANY($9::link_kind[])) OR (((t1.kind = ANY($10::link_kind[]))) IS NOT TRUE))) IS NOT TRUE)))
) AS count
FROM unnest($11::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND ((EXISTS (SELECT FROM startup_event t1 WHERE t1.startup_id = t.id AND (t1.kind = ANY($2::text[]) AND (t1.occurred_on = $3::date) AND (NOT t1.comment IS NOT NULL AND t1.kind_label IS NOT NULL))) AND NOT EXISTS (SELECT FROM startup_event t1 WHERE t1.startup_id = t.id AND (((t1.kind = ANY($4::text[])) AND ((((t1.occurred_on < $5::date))) IS NOT TRUE)))) AND NOT EXISTS (SELECT FROM startup_event t1 WHERE t1.startup_id = t.id AND (((t1.kind = ANY($6::text[])) OR (t1.kind = ANY($7::text[])))) IS NOT TRUE)) AND (EXISTS (SELECT FROM startup_link t1 WHERE t1.startup_id = t.id AND (t1.kind = ANY($8::link_kind[]))) AND NOT EXISTS (SELECT FROM startup_link t1 WHERE t1.startup_id = t.id AND (((t1.kind = ANY($9::link_kind[]))))) AND NOT EXISTS (SELECT FROM startup_link t1 WHERE t1.startup_id = t.id AND (((t1.kind = ANY($10::link_kind[])) OR (((t1.kind = ANY($11::link_kind[]))) IS NOT TRUE))) IS NOT TRUE))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $12
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND ((EXISTS (SELECT FROM service_startup l1 JOIN service t1 ON t1.id = l1.service_id WHERE l1.startup_id = t.id AND (t1.status = ANY($1::service_status[]) AND (EXISTS (SELECT FROM satisfaction_survey t2 WHERE t2.service_id = t1.id AND ((t2.surveyed_on >= $2::date) AND (t2.respondents > $3::integer) AND (t2.score > $4::double precision AND t2.score >= $5::double precision AND t2.score < $6::double precision AND t2.score <= $5::double precision) AND (t2.comment IS NOT NULL))) AND NOT EXISTS (SELECT FROM satisfaction_survey t2 WHERE t2.service_id = t1.id AND ((((t2.score < $7::double precision))))) AND NOT EXISTS (SELECT FROM satisfaction_survey t2 WHERE t2.service_id = t1.id AND ((((t2.score >= $8::double precision)) OR ((((t2.respondents < $9::integer))) IS NOT TRUE))) IS NOT TRUE)))) AND NOT EXISTS (SELECT FROM service_startup l1 JOIN service t1 ON t1.id = l1.service_id WHERE l1.startup_id = t.id AND (t1.status = ANY($10::service_status[]))) AND NOT EXISTS (SELECT FROM service_startup l1 JOIN service t1 ON t1.id = l1.service_id WHERE l1.startup_id = t.id AND ((t1.description IS NOT NULL AND t1.url IS NOT NULL AND NOT t1.closed_on IS NOT NULL AND t1.operator_id IS NOT NULL)) IS NOT TRUE)))
) AS count
FROM unnest($11::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND ((EXISTS (SELECT FROM service_startup l1 JOIN service t1 ON t1.id = l1.service_id WHERE l1.startup_id = t.id AND (t1.status = ANY($2::service_status[]) AND (EXISTS (SELECT FROM satisfaction_survey t2 WHERE t2.service_id = t1.id AND ((t2.surveyed_on >= $3::date) AND (t2.respondents > $4::integer) AND (t2.score > $5::double precision AND t2.score >= $6::double precision AND t2.score < $7::double precision AND t2.score <= $6::double precision) AND (t2.comment IS NOT NULL))) AND NOT EXISTS (SELECT FROM satisfaction_survey t2 WHERE t2.service_id = t1.id AND ((((t2.score < $8::double precision))))) AND NOT EXISTS (SELECT FROM satisfaction_survey t2 WHERE t2.service_id = t1.id AND ((((t2.score >= $9::double precision)) OR ((((t2.respondents < $10::integer))) IS NOT TRUE))) IS NOT TRUE)))) AND NOT EXISTS (SELECT FROM service_startup l1 JOIN service t1 ON t1.id = l1.service_id WHERE l1.startup_id = t.id AND (t1.status = ANY($11::service_status[]))) AND NOT EXISTS (SELECT FROM service_startup l1 JOIN service t1 ON t1.id = l1.service_id WHERE l1.startup_id = t.id AND ((t1.description IS NOT NULL AND t1.url IS NOT NULL AND NOT t1.closed_on IS NOT NULL AND t1.operator_id IS NOT NULL)) IS NOT TRUE))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $12
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND ((EXISTS (SELECT FROM agreement t1 WHERE t1.startup_id = t.id AND ((t1.signed_on >= $1::date) AND (t1.ends_on < $2::date) AND (t1.cost_cents >= $3::bigint AND t1.cost_cents <= $4::bigint) AND (t1.rebilled_share <= $5::double precision) AND EXISTS (SELECT FROM entity t2 WHERE t2.id = t1.administration_id AND (t2.kind = ANY($6::entity_kind[]))) AND EXISTS (SELECT FROM startup t2 WHERE t2.id = t1.startup_id AND (EXISTS (SELECT FROM unnest(t2.topics) AS w(word) WHERE fold(w.word) = ANY(ARRAY(SELECT fold(g.word) FROM unnest($7::text[]) AS g(word)))))))) AND NOT EXISTS (SELECT FROM agreement t1 WHERE t1.startup_id = t.id AND ((((t1.cost_cents < $8::bigint)) AND ((((t1.cost_cents = $9::bigint AND t1.cost_cents = ANY($10::bigint[])))) IS NOT TRUE)))) AND NOT EXISTS (SELECT FROM agreement t1 WHERE t1.startup_id = t.id AND ((((t1.ends_on IS NOT NULL AND NOT t1.cost_cents IS NOT NULL AND NOT t1.rebilled_share IS NOT NULL AND t1.startup_id IS NOT NULL)) OR ((t1.cost_cents > $11::bigint)))) IS NOT TRUE)))
) AS count
FROM unnest($12::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND ((EXISTS (SELECT FROM agreement t1 WHERE t1.startup_id = t.id AND ((t1.signed_on >= $2::date) AND (t1.ends_on < $3::date) AND (t1.cost_cents >= $4::bigint AND t1.cost_cents <= $5::bigint) AND (t1.rebilled_share <= $6::double precision) AND EXISTS (SELECT FROM entity t2 WHERE t2.id = t1.administration_id AND (t2.kind = ANY($7::entity_kind[]))) AND EXISTS (SELECT FROM startup t2 WHERE t2.id = t1.startup_id AND (EXISTS (SELECT FROM unnest(t2.topics) AS w(word) WHERE fold(w.word) = ANY(ARRAY(SELECT fold(g.word) FROM unnest($8::text[]) AS g(word)))))))) AND NOT EXISTS (SELECT FROM agreement t1 WHERE t1.startup_id = t.id AND ((((t1.cost_cents < $9::bigint)) AND ((((t1.cost_cents = $10::bigint AND t1.cost_cents = ANY($11::bigint[])))) IS NOT TRUE)))) AND NOT EXISTS (SELECT FROM agreement t1 WHERE t1.startup_id = t.id AND ((((t1.ends_on IS NOT NULL AND NOT t1.cost_cents IS NOT NULL AND NOT t1.rebilled_share IS NOT NULL AND t1.startup_id IS NOT NULL)) OR ((t1.cost_cents > $12::bigint)))) IS NOT TRUE))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $13
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND ((EXISTS (SELECT FROM pain_point t1 WHERE t1.startup_id = t.id AND (search_document('{}', ARRAY[t1.statement]) @@ (SELECT search_query($1::text, false)) AND (t1.raised_on = $2::date) AND EXISTS (SELECT FROM entity t2 WHERE t2.id = t1.administration_id AND (t2.id IN (SELECT id FROM entity WHERE slug = ANY($3::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($3::text[])))))) AND NOT EXISTS (SELECT FROM pain_point t1 WHERE t1.startup_id = t.id AND ((((NOT t1.startup_id IS NOT NULL AND NOT t1.agreement_id IS NOT NULL)) AND (EXISTS (SELECT FROM startup t2 WHERE t2.id = t1.startup_id AND (EXISTS (SELECT FROM phase p WHERE p.startup_id = t2.id AND p.in_force_from <= $4::date AND p.in_force_until > $4::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')))))))) AND NOT EXISTS (SELECT FROM pain_point t1 WHERE t1.startup_id = t.id AND ((((t1.raised_on < $5::date)) OR (((search_document('{}', ARRAY[t1.statement]) @@ (SELECT search_query($6::text, false)))) IS NOT TRUE))) IS NOT TRUE)))
) AS count
FROM unnest($7::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND ((EXISTS (SELECT FROM pain_point t1 WHERE t1.startup_id = t.id AND (search_document('{}', ARRAY[t1.statement]) @@ (SELECT search_query($2::text, false)) AND (t1.raised_on = $3::date) AND EXISTS (SELECT FROM entity t2 WHERE t2.id = t1.administration_id AND (t2.id IN (SELECT id FROM entity WHERE slug = ANY($4::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($4::text[])))))) AND NOT EXISTS (SELECT FROM pain_point t1 WHERE t1.startup_id = t.id AND ((((NOT t1.startup_id IS NOT NULL AND NOT t1.agreement_id IS NOT NULL)) AND (EXISTS (SELECT FROM startup t2 WHERE t2.id = t1.startup_id AND (EXISTS (SELECT FROM phase p WHERE p.startup_id = t2.id AND p.in_force_from <= $5::date AND p.in_force_until > $5::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')))))))) AND NOT EXISTS (SELECT FROM pain_point t1 WHERE t1.startup_id = t.id AND ((((t1.raised_on < $6::date)) OR (((search_document('{}', ARRAY[t1.statement]) @@ (SELECT search_query($7::text, false)))) IS NOT TRUE))) IS NOT TRUE))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $8
  ) t
) p
ORDER BY k.parent, p."$row";
