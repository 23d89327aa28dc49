SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND (EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')) AND ((EXISTS (SELECT FROM unnest(t.topics) AS w(word) WHERE fold(w.word) = ANY(ARRAY(SELECT fold(g.word) FROM unnest($2::text[]) AS g(word))))) OR (((EXISTS (SELECT FROM unnest(t.technologies) AS w(word) WHERE fold(w.word) = ANY(ARRAY(SELECT fold(g.word) FROM unnest($3::text[]) AS g(word))))) AND (t.accessibility = ANY($4::accessibility[]))))) AND ((((EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date AND p.name = ANY($5::phase_name[]))) OR ((EXISTS (SELECT FROM startup_sponsor l1 JOIN entity t1 ON t1.id = l1.entity_id WHERE l1.startup_id = t.id AND (t1.id IN (SELECT id FROM entity WHERE slug = ANY($6::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($6::text[]))))))))) IS NOT TRUE)
) AS count
FROM unnest($7::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND (EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name IN ('INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION', 'OPERATED')) AND ((EXISTS (SELECT FROM unnest(t.topics) AS w(word) WHERE fold(w.word) = ANY(ARRAY(SELECT fold(g.word) FROM unnest($3::text[]) AS g(word))))) OR (((EXISTS (SELECT FROM unnest(t.technologies) AS w(word) WHERE fold(w.word) = ANY(ARRAY(SELECT fold(g.word) FROM unnest($4::text[]) AS g(word))))) AND (t.accessibility = ANY($5::accessibility[]))))) AND ((((EXISTS (SELECT FROM phase p WHERE p.startup_id = t.id AND p.in_force_from <= $2::date AND p.in_force_until > $2::date AND p.name = ANY($6::phase_name[]))) OR ((EXISTS (SELECT FROM startup_sponsor l1 JOIN entity t1 ON t1.id = l1.entity_id WHERE l1.startup_id = t.id AND (t1.id IN (SELECT id FROM entity WHERE slug = ANY($7::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($7::text[]))))))))) IS NOT TRUE) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $8
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT t.id AS "$parent", (
  SELECT p.name
  FROM phase p
  WHERE p.startup_id = t.id AND p.in_force_from <= $1::date AND p.in_force_until > $1::date
) AS "value"
FROM startup t
WHERE t.id = ANY($2::int[]);
