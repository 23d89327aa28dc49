SELECT 'publication_' || t.id AS "id", t.id AS "key", t.platform AS "platform", t.release_name AS "releaseName", t.register_version AS "registerVersion", t.started_at AS "startedAt", t.finished_at AS "finishedAt", t.outcome AS "outcome", t.problem AS "problem", t.report AS "report", t.receipt AS "receipt"
FROM publication t
WHERE t.id = ANY($1::int[]);

SELECT k.parent AS "$parent", (SELECT count(*)::int FROM publication t WHERE true AND true) AS count
FROM unnest($1::int[]) AS k(parent);

SELECT k.parent AS "$parent", p."id", p."key", p."platform", p."releaseName", p."registerVersion", p."startedAt", p."finishedAt", p."outcome", p."problem", p."report", p."receipt", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'publication_' || t.id AS "id", t.id AS "key", t.platform AS "platform", t.release_name AS "releaseName", t.register_version AS "registerVersion", t.started_at AS "startedAt", t.finished_at AS "finishedAt", t.outcome AS "outcome", t.problem AS "problem", t.report AS "report", t.receipt AS "receipt", ARRAY[(t.started_at)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.started_at DESC, t.id DESC) AS "$row"
  FROM (
    SELECT t.*
    FROM publication t
    WHERE true AND true AND true
    ORDER BY t.started_at DESC, t.id DESC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT k.parent AS "$parent", p."publicationKey", p."position", p."dataset", p."resource", p."kind", p."outcome", p."detail", p."takenAt", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT t.publication_id AS "publicationKey", t.position AS "position", t.dataset AS "dataset", t.resource AS "resource", t.kind AS "kind", t.outcome AS "outcome", t.detail AS "detail", t.taken_at AS "takenAt", ARRAY[(t.position)::text] AS "$place", row_number() OVER (ORDER BY t.position ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM publication_step t
    WHERE t.publication_id = k.parent AND true AND true
    ORDER BY t.position ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";
