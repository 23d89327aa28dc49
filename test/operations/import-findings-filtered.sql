SELECT k.parent AS "$parent", (SELECT count(*)::int FROM import_finding t WHERE true AND (t.code = ANY($1::text[]))) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", (SELECT count(*)::int FROM import_finding t WHERE true AND (t.outcome = ANY($1::finding_outcome[]))) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", (SELECT count(*)::int FROM import_finding t WHERE true AND (t.subject = ANY($1::finding_subject[]))) AS count
FROM unnest($2::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."key", p."importKey", p."code", p."outcome", p."subject", p."sourceId", p."field", p."before", p."after", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT t.id AS "key", t.source_id AS "importKey", t.code AS "code", t.outcome AS "outcome", t.subject AS "subject", t.source_key AS "sourceId", t.field AS "field", t.before AS "before", t.after AS "after", ARRAY[(t.code)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.code ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM import_finding t
    WHERE true AND (t.source_key = ANY($2::text[])) AND true
    ORDER BY t.code ASC, t.id ASC
    LIMIT $3
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."key", p."importKey", p."code", p."outcome", p."subject", p."sourceId", p."field", p."before", p."after", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT t.id AS "key", t.source_id AS "importKey", t.code AS "code", t.outcome AS "outcome", t.subject AS "subject", t.source_key AS "sourceId", t.field AS "field", t.before AS "before", t.after AS "after", ARRAY[(t.code)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.code DESC, t.id DESC) AS "$row"
  FROM (
    SELECT t.*
    FROM import_finding t
    WHERE true AND (((t.subject = ANY($2::finding_subject[]))) AND ((t.outcome = ANY($3::finding_outcome[])) OR (t.outcome = ANY($4::finding_outcome[]))) AND ((t.code = ANY($5::text[]))) IS NOT TRUE) AND (t.code, t.id) < ($6::text, $7::integer)
    ORDER BY t.code DESC, t.id DESC
    LIMIT $8
  ) t
) p
ORDER BY k.parent, p."$row";
