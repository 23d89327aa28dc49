SELECT k.place AS "$place", 'startup_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.pitch AS "pitch", t.contact AS "contact", t.accessibility AS "accessibility", t.topics AS "topics", t.technologies AS "technologies", t.decision AS "decision", t.decided_on AS "decidedOn", t.has_risk_analysis AS "hasRiskAnalysis", t.description AS "description", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "id")
JOIN startup t ON t.id = substring(k."id"::text FROM '^startup_([1-9][0-9]{0,8})$')::int;

SELECT k.place AS "$place", 'mission_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.entity_id AS "entityKey", t.name AS "name", t.statement AS "statement", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "id")
JOIN mission t ON t.id = substring(k."id"::text FROM '^mission_([1-9][0-9]{0,8})$')::int;

SELECT k.place AS "$place", 'service_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.description AS "description", t.url AS "url", t.status AS "status", t.operator_id AS "operatorKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "id")
JOIN service t ON t.id = substring(k."id"::text FROM '^service_([1-9][0-9]{0,8})$')::int;

SELECT k.place AS "$place", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[], $2::text[]) AS k("place", "id")
JOIN entity t ON t.id = substring(k."id"::text FROM '^entity_([1-9][0-9]{0,8})$')::int;

SELECT k.place AS "$place", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[], $2::text[], $3::text[]) AS k("place", "scheme", "value")
JOIN entity t ON t.id = (SELECT entity_id FROM entity_identifier WHERE scheme = k."scheme"::text AND value = k."value"::text);

SELECT k.parent AS "$parent", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[]) AS k(parent)
JOIN entity t ON t.id = (
  WITH RECURSIVE line AS ( SELECT e.id AS key, v.forward, false AS absorbed FROM entity e, (VALUES (true), (false)) AS v(forward) WHERE e.id = coalesce(coalesce((SELECT id FROM entity WHERE slug = $2::text), (SELECT entity_id FROM entity_former_slug WHERE slug = $2::text)), substring($2::text FROM '^entity_([1-9][0-9]{0,8})$')::int, (SELECT entity_id FROM entity_identifier WHERE scheme = $3::text AND value = $4::text), NULL) UNION SELECT CASE WHEN line.forward THEN s.successor_id ELSE s.predecessor_id END, line.forward, line.absorbed OR coalesce(s.effective_on > e.opened_on, false) FROM line JOIN entity_succession s ON CASE WHEN line.forward THEN s.predecessor_id = line.key AND s.effective_on <= $5::date ELSE s.successor_id = line.key AND s.effective_on > $5::date END JOIN entity e ON e.id = s.successor_id WHERE line.forward OR s.effective_on <= coalesce(e.opened_on, s.effective_on) ), present AS ( SELECT DISTINCT line.key, line.absorbed FROM line JOIN entity e ON e.id = line.key WHERE (coalesce(e.opened_on, (SELECT min(s.effective_on) FROM entity_succession s WHERE s.successor_id = e.id), $5::date) <= $5::date AND (e.closed_on IS NULL OR e.closed_on > $5::date OR e.closed_on = $5::date AND NOT EXISTS (SELECT FROM entity_succession s WHERE s.predecessor_id = e.id AND s.effective_on <= $5::date))) )
  SELECT min(key)
  FROM present
  WHERE absorbed = (SELECT bool_and(absorbed) FROM present) HAVING count(*) = 1
);

SELECT version, recorded_at AS "recordedAt"
FROM journal
WHERE version = ANY($1::int[]);

SELECT k.place AS "$place", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[], $2::text[], $3::text[]) AS k("place", "scheme", "value")
JOIN entity t ON t.id = (SELECT entity_id FROM entity_identifier WHERE scheme = k."scheme"::text AND value = k."value"::text);

SELECT k.parent AS "$parent", 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[]) AS k(parent)
JOIN entity t ON t.id = (
  WITH RECURSIVE line AS ( SELECT e.id AS key, v.forward, false AS absorbed FROM entity e, (VALUES (true), (false)) AS v(forward) WHERE e.id = coalesce(coalesce((SELECT id FROM entity WHERE slug = $2::text), (SELECT entity_id FROM entity_former_slug WHERE slug = $2::text)), substring($2::text FROM '^entity_([1-9][0-9]{0,8})$')::int, (SELECT entity_id FROM entity_identifier WHERE scheme = $3::text AND value = $4::text), NULL) UNION SELECT CASE WHEN line.forward THEN s.successor_id ELSE s.predecessor_id END, line.forward, line.absorbed OR coalesce(s.effective_on > e.opened_on, false) FROM line JOIN entity_succession s ON CASE WHEN line.forward THEN s.predecessor_id = line.key AND s.effective_on <= $5::date ELSE s.successor_id = line.key AND s.effective_on > $5::date END JOIN entity e ON e.id = s.successor_id WHERE line.forward OR s.effective_on <= coalesce(e.opened_on, s.effective_on) ), present AS ( SELECT DISTINCT line.key, line.absorbed FROM line JOIN entity e ON e.id = line.key WHERE (coalesce(e.opened_on, (SELECT min(s.effective_on) FROM entity_succession s WHERE s.successor_id = e.id), $5::date) <= $5::date AND (e.closed_on IS NULL OR e.closed_on > $5::date OR e.closed_on = $5::date AND NOT EXISTS (SELECT FROM entity_succession s WHERE s.predecessor_id = e.id AND s.effective_on <= $5::date))) )
  SELECT min(key)
  FROM present
  WHERE absorbed = (SELECT bool_and(absorbed) FROM present) HAVING count(*) = 1
);
