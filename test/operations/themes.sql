SELECT k.parent AS "$parent", 'theme_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.updated_at AS "updatedAt"
FROM unnest($1::int[]) AS k(parent)
JOIN theme t ON true
ORDER BY t.name_key, t.id;

SELECT k.parent AS "$parent", 'mission_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.entity_id AS "entityKey", t.name AS "name", t.statement AS "statement", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version"
FROM unnest($1::int[]) AS k(parent)
JOIN mission_theme l
JOIN mission t ON t.id = l.mission_id ON l.theme_id = k.parent
ORDER BY t.name_key, t.id;
