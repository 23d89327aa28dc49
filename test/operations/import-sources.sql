SELECT k.parent AS "$parent", t.id AS "key", t.name AS "name", t.title AS "title", t.licence AS "licence", t.url AS "url", t.imported_at AS "importedAt"
FROM unnest($1::int[]) AS k(parent)
JOIN import_source t ON true
ORDER BY t.name;
