SELECT k.parent AS "$parent", (
  SELECT count(*)::int
  FROM startup t
  WHERE true AND (t.accessibility = ANY($1::accessibility[]) AND (NOT t.decision IS NOT NULL) AND ((EXISTS (SELECT FROM unnest(t.technologies) AS w(word) WHERE fold(w.word) = ANY(ARRAY(SELECT fold(g.word) FROM unnest($2::text[]) AS g(word)))))) IS NOT TRUE)
) AS count
FROM unnest($3::int[]) AS k(parent);

SELECT k.parent AS "$parent", f.value, f.label, f.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT c.value, ('{"NON_CONFORMANT":"Non conforme","PARTIAL":"Partiellement conforme","FULL":"Totalement conforme"}'::jsonb ->> (c.value)::text) AS label, coalesce(n.count, 0) AS count, c.place
  FROM unnest(ARRAY['NON_CONFORMANT', 'PARTIAL', 'FULL', NULL]::accessibility[]) WITH ORDINALITY AS c(value, place)
  LEFT JOIN (
    SELECT v.value, count(*)::int AS count
    FROM startup t
    LEFT JOIN LATERAL (SELECT t.accessibility AS value) v ON true
    WHERE true AND ((NOT t.decision IS NOT NULL) AND ((EXISTS (SELECT FROM unnest(t.technologies) AS w(word) WHERE fold(w.word) = ANY(ARRAY(SELECT fold(g.word) FROM unnest($2::text[]) AS g(word)))))) IS NOT TRUE)
    GROUP BY v.value
  ) n ON n.value IS NOT DISTINCT
  FROM c.value
  ORDER BY c.place
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.label, f.count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT c.value, ('{"DEVELOPED":"Développé","KEPT":"Conservé","ABANDONED":"Abandonné"}'::jsonb ->> (c.value)::text) AS label, coalesce(n.count, 0) AS count, c.place
  FROM unnest(ARRAY['DEVELOPED', 'KEPT', 'ABANDONED', NULL]::startup_decision[]) WITH ORDINALITY AS c(value, place)
  LEFT JOIN (
    SELECT v.value, count(*)::int AS count
    FROM startup t
    LEFT JOIN LATERAL (SELECT t.decision AS value) v ON true
    WHERE true AND (t.accessibility = ANY($2::accessibility[]) AND true AND ((EXISTS (SELECT FROM unnest(t.technologies) AS w(word) WHERE fold(w.word) = ANY(ARRAY(SELECT fold(g.word) FROM unnest($3::text[]) AS g(word)))))) IS NOT TRUE)
    GROUP BY v.value
  ) n ON n.value IS NOT DISTINCT
  FROM c.value
  ORDER BY c.place
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.count, f.value_count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT n.value, n.count, row_number() OVER (PARTITION BY n.value IS NULL ORDER BY n.count DESC, n.tie) AS place, (count(n.value) OVER ())::int AS value_count
  FROM (
    SELECT v.value, v.tie, count(DISTINCT t.id)::int AS count
    FROM startup t
    LEFT JOIN LATERAL (
      SELECT s.word AS value, s.word COLLATE "C" AS tie
      FROM unnest(t.technologies) AS w(word)
      JOIN (
        SELECT DISTINCT ON (fold(u.word)) fold(u.word) AS folded, u.word
        FROM (SELECT w.word, count(*) AS uses FROM startup s, unnest(s.technologies) AS w(word) GROUP BY w.word) u
        ORDER BY fold(u.word), u.uses DESC, u.word COLLATE "C"
      ) s ON s.folded = fold(w.word)
    ) v ON true
    WHERE true AND (t.accessibility = ANY($2::accessibility[]) AND (NOT t.decision IS NOT NULL) AND ((EXISTS (SELECT FROM unnest(t.technologies) AS w(word) WHERE fold(w.word) = ANY(ARRAY(SELECT fold(g.word) FROM unnest($3::text[]) AS g(word)))))) IS NOT TRUE)
    GROUP BY v.value, v.tie
  ) n
  ORDER BY n.value IS NOT NULL, place
  LIMIT $4
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.count, f.value_count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT n.value, n.count, row_number() OVER (PARTITION BY n.value IS NULL ORDER BY n.count DESC, n.tie) AS place, (count(n.value) OVER ())::int AS value_count
  FROM (
    SELECT v.value, v.tie, count(*)::int AS count
    FROM mission t
    LEFT JOIN LATERAL (SELECT e.id AS value, e.slug AS tie FROM entity e WHERE e.id = t.entity_id) v ON true
    WHERE true AND (t.slug = ANY($2::text[]))
    GROUP BY v.value, v.tie
  ) n
  ORDER BY n.value IS NOT NULL, place
  LIMIT $3
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.count, f.value_count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT n.value, n.count, row_number() OVER (PARTITION BY n.value IS NULL ORDER BY n.count DESC, n.tie) AS place, (count(n.value) OVER ())::int AS value_count
  FROM (
    SELECT v.value, v.tie, count(*)::int AS count
    FROM service t
    LEFT JOIN LATERAL (SELECT e.id AS value, e.slug AS tie FROM entity e WHERE e.id = t.operator_id) v ON true
    WHERE true AND (true)
    GROUP BY v.value, v.tie
  ) n
  ORDER BY n.value IS NOT NULL, place
  LIMIT $2
) f
ORDER BY k.parent, f.place;

SELECT k.parent AS "$parent", f.value, f.count, f.value_count
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT n.value, n.count, row_number() OVER (PARTITION BY n.value IS NULL ORDER BY n.count DESC, n.tie) AS place, (count(n.value) OVER ())::int AS value_count
  FROM (
    SELECT v.value, v.tie, count(*)::int AS count
    FROM entity t
    LEFT JOIN LATERAL (SELECT e.id AS value, e.slug AS tie FROM entity e WHERE e.id = t.parent_id) v ON true
    WHERE true AND (true)
    GROUP BY v.value, v.tie
  ) n
  ORDER BY n.value IS NOT NULL, place
  LIMIT $2
) f
ORDER BY k.parent, f.place;
