SELECT k.parent AS "$parent", t.id AS "key", t.name AS "name", t.title AS "title", t.licence AS "licence", t.url AS "url", t.imported_at AS "importedAt"
FROM unnest($1::int[]) AS k(parent)
JOIN import_source t ON true
ORDER BY t.name;

SELECT k.parent AS "$parent", t.id AS "key", t.source_id AS "sourceKey", t.field AS "field", t.word AS "word", t.code AS "code", t.label AS "label", t.used_from AS "usedFrom", t.used_until AS "usedUntil", t.synonyms AS "synonyms", t.previous_code AS "previousCode", t.code_after_previous AS "codeAfterPrevious"
FROM unnest($1::int[]) AS k(parent)
JOIN source_word t ON t.source_id = k.parent
ORDER BY t.field, t.word COLLATE "C", t.used_from NULLS FIRST;
