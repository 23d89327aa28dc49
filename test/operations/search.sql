WITH word AS MATERIALIZED (
  SELECT w.word, k.known, CASE WHEN k.known THEN w.query WHEN count(*) FILTER (WHERE NOT k.known) OVER () <= 3 THEN (
    SELECT string_agg(g.meant, '|')::tsquery
    FROM string_to_table(spelling_variants(w.word, w.stem)::text, ' | ') AS g(meant)
    WHERE (EXISTS (SELECT FROM entity t WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1), fold(t.acronym)], fold(t.ministry_domain)) @@ g.meant::tsquery) OR EXISTS (SELECT FROM mission t WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1)], t.search_text) @@ g.meant::tsquery) OR EXISTS (SELECT FROM service t WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1)], t.search_text) @@ g.meant::tsquery) OR EXISTS (SELECT FROM startup t WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1)], t.search_text || fold_list(t.topics || t.technologies)) @@ g.meant::tsquery))
  ) END AS query, (quote_literal(w.word) || ':A')::tsquery AS as_name, (quote_literal(w.stem) || ':B')::tsquery AS as_stem, CASE WHEN w.unfinished THEN (quote_literal(w.word) || ':*A')::tsquery END AS as_beginning
  FROM query_words($1::text) w
  CROSS JOIN LATERAL (
    SELECT (EXISTS (SELECT FROM entity t WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1), fold(t.acronym)], fold(t.ministry_domain)) @@ w.query) OR EXISTS (SELECT FROM mission t WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1)], t.search_text) @@ w.query) OR EXISTS (SELECT FROM service t WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1)], t.search_text) @@ w.query) OR EXISTS (SELECT FROM startup t WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1)], t.search_text || fold_list(t.topics || t.technologies)) @@ w.query)) AS known OFFSET 0
  ) k
), all_words AS MATERIALIZED (
  SELECT CASE WHEN bool_and(query IS NOT NULL) THEN string_agg('(' || query::text || ')', '&')::tsquery END AS query, array_agg('%' || word || '%') AS patterns, count(*)::int AS words, letters_and_digits(fold($1::text)) AS name
  FROM word
)
SELECT 'ENTITY' COLLATE "C" AS kind, count(*)::int AS count
FROM (
  SELECT
  FROM all_words, entity t
  WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1), fold(t.acronym)], fold(t.ministry_domain)) @@ all_words.query
  LIMIT 1000
) m
UNION ALL
SELECT 'MISSION' COLLATE "C" AS kind, count(*)::int AS count
FROM (
  SELECT
  FROM all_words, mission t
  WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1)], t.search_text) @@ all_words.query
  LIMIT 1000
) m
UNION ALL
SELECT 'SERVICE' COLLATE "C" AS kind, count(*)::int AS count
FROM (
  SELECT
  FROM all_words, service t
  WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1)], t.search_text) @@ all_words.query
  LIMIT 1000
) m
UNION ALL
SELECT 'STARTUP' COLLATE "C" AS kind, count(*)::int AS count
FROM (
  SELECT
  FROM all_words, startup t
  WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1)], t.search_text || fold_list(t.topics || t.technologies)) @@ all_words.query
  LIMIT 1000
) m;

WITH word AS MATERIALIZED (
  SELECT w.word, k.known, CASE WHEN k.known THEN w.query WHEN count(*) FILTER (WHERE NOT k.known) OVER () <= 3 THEN (
    SELECT string_agg(g.meant, '|')::tsquery
    FROM string_to_table(spelling_variants(w.word, w.stem)::text, ' | ') AS g(meant)
    WHERE (EXISTS (SELECT FROM entity t WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1), fold(t.acronym)], fold(t.ministry_domain)) @@ g.meant::tsquery) OR EXISTS (SELECT FROM mission t WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1)], t.search_text) @@ g.meant::tsquery) OR EXISTS (SELECT FROM service t WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1)], t.search_text) @@ g.meant::tsquery) OR EXISTS (SELECT FROM startup t WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1)], t.search_text || fold_list(t.topics || t.technologies)) @@ g.meant::tsquery))
  ) END AS query, (quote_literal(w.word) || ':A')::tsquery AS as_name, (quote_literal(w.stem) || ':B')::tsquery AS as_stem, CASE WHEN w.unfinished THEN (quote_literal(w.word) || ':*A')::tsquery END AS as_beginning
  FROM query_words($1::text) w
  CROSS JOIN LATERAL (
    SELECT (EXISTS (SELECT FROM entity t WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1), fold(t.acronym)], fold(t.ministry_domain)) @@ w.query) OR EXISTS (SELECT FROM mission t WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1)], t.search_text) @@ w.query) OR EXISTS (SELECT FROM service t WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1)], t.search_text) @@ w.query) OR EXISTS (SELECT FROM startup t WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1)], t.search_text || fold_list(t.topics || t.technologies)) @@ w.query)) AS known OFFSET 0
  ) k
), all_words AS MATERIALIZED (
  SELECT CASE WHEN bool_and(query IS NOT NULL) THEN string_agg('(' || query::text || ')', '&')::tsquery END AS query, array_agg('%' || word || '%') AS patterns, count(*)::int AS words, letters_and_digits(fold($1::text)) AS name
  FROM word
), page AS (
  SELECT *
  FROM (
    SELECT 'ENTITY' COLLATE "C" AS kind, c.id AS key, c.name_key COLLATE "C" AS name, 9999 - (p.points * 10 / a.words + CASE WHEN a.name = ANY (ARRAY(SELECT letters_and_digits(each) FROM unnest(c.names) each)) THEN 2000 WHEN starts_with(n.name, a.name) THEN 500 ELSE 0 END + least(99, 100 * length(a.name) / greatest(1, length(n.name))))::integer AS rank, c.names, c.texts
    FROM (
      SELECT t.id, t.name_key, ARRAY[t.name_key, split_part(t.search_text, ' ', 1), fold(t.acronym)] AS names, fold(t.ministry_domain) AS texts
      FROM all_words, entity t
      WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1), fold(t.acronym)], fold(t.ministry_domain)) @@ all_words.query
      ORDER BY t.name_key LIKE ALL (all_words.patterns) DESC, length(t.name_key), t.id
      LIMIT 1000
    ) c
    CROSS JOIN all_words a
    CROSS JOIN LATERAL (SELECT name_vector(c.names) AS vector, letters_and_digits(c.name_key) AS name OFFSET 0) n
    CROSS JOIN LATERAL (
      SELECT sum(CASE WHEN NOT w.known THEN CASE WHEN n.vector @@ w.query THEN 20 ELSE 10 END WHEN n.vector @@ w.as_name THEN 100 WHEN n.vector @@ w.as_stem THEN 80 WHEN n.vector @@ w.as_beginning THEN 70 WHEN c.texts COLLATE "C" ~ ('\m' || w.word || '\M') THEN 50 ELSE 40 END)::integer AS points
      FROM word w
    ) p
    UNION ALL
    SELECT 'MISSION' COLLATE "C" AS kind, c.id AS key, c.name_key COLLATE "C" AS name, 9999 - (p.points * 10 / a.words + CASE WHEN a.name = ANY (ARRAY(SELECT letters_and_digits(each) FROM unnest(c.names) each)) THEN 2000 WHEN starts_with(n.name, a.name) THEN 500 ELSE 0 END + least(99, 100 * length(a.name) / greatest(1, length(n.name))))::integer AS rank, c.names, c.texts
    FROM (
      SELECT t.id, t.name_key, ARRAY[t.name_key, split_part(t.search_text, ' ', 1)] AS names, t.search_text AS texts
      FROM all_words, mission t
      WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1)], t.search_text) @@ all_words.query
      ORDER BY t.name_key LIKE ALL (all_words.patterns) DESC, length(t.name_key), t.id
      LIMIT 1000
    ) c
    CROSS JOIN all_words a
    CROSS JOIN LATERAL (SELECT name_vector(c.names) AS vector, letters_and_digits(c.name_key) AS name OFFSET 0) n
    CROSS JOIN LATERAL (
      SELECT sum(CASE WHEN NOT w.known THEN CASE WHEN n.vector @@ w.query THEN 20 ELSE 10 END WHEN n.vector @@ w.as_name THEN 100 WHEN n.vector @@ w.as_stem THEN 80 WHEN n.vector @@ w.as_beginning THEN 70 WHEN c.texts COLLATE "C" ~ ('\m' || w.word || '\M') THEN 50 ELSE 40 END)::integer AS points
      FROM word w
    ) p
    UNION ALL
    SELECT 'SERVICE' COLLATE "C" AS kind, c.id AS key, c.name_key COLLATE "C" AS name, 9999 - (p.points * 10 / a.words + CASE WHEN a.name = ANY (ARRAY(SELECT letters_and_digits(each) FROM unnest(c.names) each)) THEN 2000 WHEN starts_with(n.name, a.name) THEN 500 ELSE 0 END + least(99, 100 * length(a.name) / greatest(1, length(n.name))))::integer AS rank, c.names, c.texts
    FROM (
      SELECT t.id, t.name_key, ARRAY[t.name_key, split_part(t.search_text, ' ', 1)] AS names, t.search_text AS texts
      FROM all_words, service t
      WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1)], t.search_text) @@ all_words.query
      ORDER BY t.name_key LIKE ALL (all_words.patterns) DESC, length(t.name_key), t.id
      LIMIT 1000
    ) c
    CROSS JOIN all_words a
    CROSS JOIN LATERAL (SELECT name_vector(c.names) AS vector, letters_and_digits(c.name_key) AS name OFFSET 0) n
    CROSS JOIN LATERAL (
      SELECT sum(CASE WHEN NOT w.known THEN CASE WHEN n.vector @@ w.query THEN 20 ELSE 10 END WHEN n.vector @@ w.as_name THEN 100 WHEN n.vector @@ w.as_stem THEN 80 WHEN n.vector @@ w.as_beginning THEN 70 WHEN c.texts COLLATE "C" ~ ('\m' || w.word || '\M') THEN 50 ELSE 40 END)::integer AS points
      FROM word w
    ) p
    UNION ALL
    SELECT 'STARTUP' COLLATE "C" AS kind, c.id AS key, c.name_key COLLATE "C" AS name, 9999 - (p.points * 10 / a.words + CASE WHEN a.name = ANY (ARRAY(SELECT letters_and_digits(each) FROM unnest(c.names) each)) THEN 2000 WHEN starts_with(n.name, a.name) THEN 500 ELSE 0 END + least(99, 100 * length(a.name) / greatest(1, length(n.name))))::integer AS rank, c.names, c.texts
    FROM (
      SELECT t.id, t.name_key, ARRAY[t.name_key, split_part(t.search_text, ' ', 1)] AS names, t.search_text || fold_list(t.topics || t.technologies) AS texts
      FROM all_words, startup t
      WHERE search_vector(ARRAY[t.name_key, split_part(t.search_text, ' ', 1)], t.search_text || fold_list(t.topics || t.technologies)) @@ all_words.query
      ORDER BY t.name_key LIKE ALL (all_words.patterns) DESC, length(t.name_key), t.id
      LIMIT 1000
    ) c
    CROSS JOIN all_words a
    CROSS JOIN LATERAL (SELECT name_vector(c.names) AS vector, letters_and_digits(c.name_key) AS name OFFSET 0) n
    CROSS JOIN LATERAL (
      SELECT sum(CASE WHEN NOT w.known THEN CASE WHEN n.vector @@ w.query THEN 20 ELSE 10 END WHEN n.vector @@ w.as_name THEN 100 WHEN n.vector @@ w.as_stem THEN 80 WHEN n.vector @@ w.as_beginning THEN 70 WHEN c.texts COLLATE "C" ~ ('\m' || w.word || '\M') THEN 50 ELSE 40 END)::integer AS points
      FROM word w
    ) p
  ) h
  WHERE true
  ORDER BY rank, name, kind, key
  LIMIT $2
)
SELECT kind, key, 9999 - rank AS score, ARRAY(
  SELECT u.lexeme
  FROM unnest(to_tsvector('pg_catalog.simple', words(concat_ws(' ', array_to_string(page.names, ' '), page.texts)))) u
  WHERE EXISTS (
    SELECT
    FROM word w
    WHERE array_to_tsvector(ARRAY[u.lexeme] || coalesce(ts_lexize('pg_catalog.french_stem', u.lexeme), '{}')) @@ w.query
  )
) AS words, ARRAY[rank::text, name, kind, key::text] AS "$place"
FROM page
ORDER BY rank, name, kind, key;

SELECT 'mission_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.entity_id AS "entityKey", t.name AS "name", t.statement AS "statement", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version"
FROM mission t
WHERE t.id = ANY($1::int[]);

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);
