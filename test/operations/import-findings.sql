SELECT k.parent AS "$parent", (SELECT count(*)::int FROM import_finding t WHERE true AND true) AS count
FROM unnest($1::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."key", p."importKey", p."code", p."outcome", p."subject", p."sourceId", p."field", p."before", p."after", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT t.id AS "key", t.source_id AS "importKey", t.code AS "code", t.outcome AS "outcome", t.subject AS "subject", t.source_key AS "sourceId", t.field AS "field", t.before AS "before", t.after AS "after", ARRAY[(t.code)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.code ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM import_finding t
    WHERE true AND true AND (t.code, t.id) > ($2::text, $3::integer)
    ORDER BY t.code ASC, t.id ASC
    LIMIT $4
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT t.id AS "key", t.name AS "name", t.title AS "title", t.licence AS "licence", t.url AS "url", t.imported_at AS "importedAt"
FROM import_source t
WHERE t.id = ANY($1::int[]);
