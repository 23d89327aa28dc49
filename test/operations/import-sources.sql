SELECT k.parent AS "$parent", t.id AS "key", t.name AS "name", t.title AS "title", t.licence AS "licence", t.url AS "url", t.imported_at AS "importedAt"
FROM unnest($1::int[]) AS k(parent)
JOIN import_source t ON true
ORDER BY t.name;

SELECT k.parent AS "$parent", p."key", p."sourceKey", p."field", p."word", p."code", p."label", p."usedFrom", p."usedUntil", p."synonyms", p."previousCode", p."codeAfterPrevious", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT t.id AS "key", t.source_id AS "sourceKey", t.field AS "field", t.word AS "word", t.code AS "code", t.label AS "label", t.used_from AS "usedFrom", t.used_until AS "usedUntil", t.synonyms AS "synonyms", t.previous_code AS "previousCode", t.code_after_previous AS "codeAfterPrevious", ARRAY[(t.field::text COLLATE "C")::text, (t.word COLLATE "C")::text, (t.used_from)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.field::text COLLATE "C" ASC, t.word COLLATE "C" ASC, t.used_from ASC NULLS LAST, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM source_word t
    WHERE t.source_id = k.parent AND true AND true
    ORDER BY t.field::text COLLATE "C" ASC, t.word COLLATE "C" ASC, t.used_from ASC NULLS LAST, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";
