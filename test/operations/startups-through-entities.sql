SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND ((EXISTS (SELECT FROM startup_sponsor l1 JOIN entity t1 ON t1.id = l1.entity_id WHERE l1.startup_id = t.id AND (t1.kind = ANY($1::entity_kind[]) AND t1.ministry_domain = ANY($2::text[]))) AND NOT EXISTS (SELECT FROM startup_sponsor l1 JOIN entity t1 ON t1.id = l1.entity_id WHERE l1.startup_id = t.id AND (t1.id IN (SELECT id FROM entity WHERE slug = ANY($3::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($3::text[]))))) AND (EXISTS (SELECT FROM startup_incubator l1 JOIN entity t1 ON t1.id = l1.entity_id WHERE l1.startup_id = t.id AND (EXISTS (SELECT FROM entity t2 WHERE t2.id = t1.parent_id AND (EXISTS (SELECT FROM entity t3 WHERE t3.id = t2.parent_id AND (t3.id IN (SELECT id FROM entity WHERE slug = ANY($4::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($4::text[]))))))))))
) AS count
FROM unnest($5::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND ((EXISTS (SELECT FROM startup_sponsor l1 JOIN entity t1 ON t1.id = l1.entity_id WHERE l1.startup_id = t.id AND (t1.kind = ANY($2::entity_kind[]) AND t1.ministry_domain = ANY($3::text[]))) AND NOT EXISTS (SELECT FROM startup_sponsor l1 JOIN entity t1 ON t1.id = l1.entity_id WHERE l1.startup_id = t.id AND (t1.id IN (SELECT id FROM entity WHERE slug = ANY($4::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($4::text[]))))) AND (EXISTS (SELECT FROM startup_incubator l1 JOIN entity t1 ON t1.id = l1.entity_id WHERE l1.startup_id = t.id AND (EXISTS (SELECT FROM entity t2 WHERE t2.id = t1.parent_id AND (EXISTS (SELECT FROM entity t3 WHERE t3.id = t2.parent_id AND (t3.id IN (SELECT id FROM entity WHERE slug = ANY($5::text[]) UNION SELECT entity_id FROM entity_former_slug WHERE slug = ANY($5::text[])))))))))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $6
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND ((NOT EXISTS (SELECT FROM startup_sponsor l1 JOIN entity t1 ON t1.id = l1.entity_id WHERE l1.startup_id = t.id AND (t1.kind = ANY($1::entity_kind[])) IS NOT TRUE)))
) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."slug", p."name", p."pitch", p."contact", p."accessibility", p."topics", p."technologies", p."decision", p."decidedOn", p."hasRiskAnalysis", p."description", p."absentSince", p."updatedAt", p."version", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version", ARRAY[(t.name_key)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.name_key ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM startup t
    WHERE true AND ((NOT EXISTS (SELECT FROM startup_sponsor l1 JOIN entity t1 ON t1.id = l1.entity_id WHERE l1.startup_id = t.id AND (t1.kind = ANY($2::entity_kind[])) IS NOT TRUE))) AND true
    ORDER BY t.name_key ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[]) AS k(parent)
JOIN startup_sponsor l
JOIN entity t ON t.id = l.entity_id ON l.startup_id = k.parent
ORDER BY l.position;
