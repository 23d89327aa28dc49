WITH term AS MATERIALIZED (
  SELECT *, '% ' || word || ' %' AS as_name, '% ' || word || '%' AS as_beginning, '% ' || stable_stem(word) || '%' AS as_stem, quote_literal(word)::tsquery AS as_word
  FROM search_terms($1::text)
), requested AS MATERIALIZED (
  SELECT query, in_names(query) AS names_query, translate(normalized_words($1::text), '.- ', '') AS name, ARRAY(SELECT '%' || word || '%' FROM term WHERE required) AS patterns, ARRAY(SELECT as_beginning FROM term WHERE NOT joined) AS beginnings, greatest(1, (SELECT count(*) FROM term WHERE required)) AS words
  FROM search_query($1::text) AS query
), page AS (
  SELECT *
  FROM (
    SELECT 'ENTITY' COLLATE "C" AS kind, c.id AS key, c.name_key COLLATE "C" AS name_key, 9999 - (p.points * 10 / a.words + CASE WHEN a.name = ANY (n.names) THEN 2000 WHEN EXISTS (SELECT FROM unnest(n.names) AS each WHERE starts_with(each, a.name)) THEN 500 ELSE 0 END + least(99, 100 * length(a.name) / greatest(1, length(n.names[1]))))::integer AS rank, c.name, c.slug, c.acronym, c.common_names, c.search_document
    FROM (
      SELECT t.id, t.name, t.name_key, t.slug, t.acronym AS acronym, ministry_names(t.kind, t.name) AS common_names, t.search_document
      FROM requested, entity t
      WHERE t.search_document @@ requested.query
      ORDER BY t.name_key LIKE ALL (requested.patterns) DESC, length(t.name_key), t.id
      LIMIT 1000
    ) c
    CROSS JOIN requested a
    CROSS JOIN LATERAL (
      SELECT CASE WHEN c.name_key ~ '[^ -~]' THEN ARRAY[normalized_words(c.name)] ELSE ARRAY[c.name_key] END || array_remove(ARRAY[c.slug, fold(c.acronym), fold(c.common_names)], NULL) AS names OFFSET 0
    ) f
    CROSS JOIN LATERAL (
      SELECT ' ' || translate(array_to_string(f.names, ' '), '-.''_/&,;:()"', ' ') || ' ' AS words, ARRAY(SELECT translate(each, ' ' || '-.''_/&,;:()"', '') FROM unnest(f.names) AS each) AS names OFFSET 0
    ) n
    CROSS JOIN LATERAL (
      SELECT sum(CASE WHEN NOT w.required THEN CASE WHEN n.words LIKE w.as_name THEN 3 WHEN w.unfinished AND n.words LIKE w.as_beginning THEN 2 ELSE 0 END WHEN NOT w.known THEN 10 WHEN n.words LIKE w.as_name THEN 100 WHEN n.words LIKE w.as_stem THEN 80 WHEN n.words LIKE w.as_beginning THEN 70 WHEN c.search_document @@ w.as_word THEN 50 ELSE 40 END) AS points
      FROM term w
      WHERE NOT w.joined
    ) p
    UNION ALL
    SELECT 'MISSION' COLLATE "C" AS kind, c.id AS key, c.name_key COLLATE "C" AS name_key, 9999 - (p.points * 10 / a.words + CASE WHEN a.name = ANY (n.names) THEN 2000 WHEN EXISTS (SELECT FROM unnest(n.names) AS each WHERE starts_with(each, a.name)) THEN 500 ELSE 0 END + least(99, 100 * length(a.name) / greatest(1, length(n.names[1]))))::integer AS rank, c.name, c.slug, c.acronym, c.common_names, c.search_document
    FROM (
      SELECT t.id, t.name, t.name_key, t.slug, NULL::text AS acronym, NULL::text AS common_names, t.search_document
      FROM requested, mission t
      WHERE t.search_document @@ requested.query
      ORDER BY t.name_key LIKE ALL (requested.patterns) DESC, length(t.name_key), t.id
      LIMIT 1000
    ) c
    CROSS JOIN requested a
    CROSS JOIN LATERAL (
      SELECT CASE WHEN c.name_key ~ '[^ -~]' THEN ARRAY[normalized_words(c.name)] ELSE ARRAY[c.name_key] END || array_remove(ARRAY[c.slug, fold(c.acronym), fold(c.common_names)], NULL) AS names OFFSET 0
    ) f
    CROSS JOIN LATERAL (
      SELECT ' ' || translate(array_to_string(f.names, ' '), '-.''_/&,;:()"', ' ') || ' ' AS words, ARRAY(SELECT translate(each, ' ' || '-.''_/&,;:()"', '') FROM unnest(f.names) AS each) AS names OFFSET 0
    ) n
    CROSS JOIN LATERAL (
      SELECT sum(CASE WHEN NOT w.required THEN CASE WHEN n.words LIKE w.as_name THEN 3 WHEN w.unfinished AND n.words LIKE w.as_beginning THEN 2 ELSE 0 END WHEN NOT w.known THEN 10 WHEN n.words LIKE w.as_name THEN 100 WHEN n.words LIKE w.as_stem THEN 80 WHEN n.words LIKE w.as_beginning THEN 70 WHEN c.search_document @@ w.as_word THEN 50 ELSE 40 END) AS points
      FROM term w
      WHERE NOT w.joined
    ) p
    UNION ALL
    SELECT 'SERVICE' COLLATE "C" AS kind, c.id AS key, c.name_key COLLATE "C" AS name_key, 9999 - (p.points * 10 / a.words + CASE WHEN a.name = ANY (n.names) THEN 2000 WHEN EXISTS (SELECT FROM unnest(n.names) AS each WHERE starts_with(each, a.name)) THEN 500 ELSE 0 END + least(99, 100 * length(a.name) / greatest(1, length(n.names[1]))))::integer AS rank, c.name, c.slug, c.acronym, c.common_names, c.search_document
    FROM (
      SELECT t.id, t.name, t.name_key, t.slug, NULL::text AS acronym, NULL::text AS common_names, t.search_document
      FROM requested, service t
      WHERE t.search_document @@ requested.query
      ORDER BY t.name_key LIKE ALL (requested.patterns) DESC, length(t.name_key), t.id
      LIMIT 1000
    ) c
    CROSS JOIN requested a
    CROSS JOIN LATERAL (
      SELECT CASE WHEN c.name_key ~ '[^ -~]' THEN ARRAY[normalized_words(c.name)] ELSE ARRAY[c.name_key] END || array_remove(ARRAY[c.slug, fold(c.acronym), fold(c.common_names)], NULL) AS names OFFSET 0
    ) f
    CROSS JOIN LATERAL (
      SELECT ' ' || translate(array_to_string(f.names, ' '), '-.''_/&,;:()"', ' ') || ' ' AS words, ARRAY(SELECT translate(each, ' ' || '-.''_/&,;:()"', '') FROM unnest(f.names) AS each) AS names OFFSET 0
    ) n
    CROSS JOIN LATERAL (
      SELECT sum(CASE WHEN NOT w.required THEN CASE WHEN n.words LIKE w.as_name THEN 3 WHEN w.unfinished AND n.words LIKE w.as_beginning THEN 2 ELSE 0 END WHEN NOT w.known THEN 10 WHEN n.words LIKE w.as_name THEN 100 WHEN n.words LIKE w.as_stem THEN 80 WHEN n.words LIKE w.as_beginning THEN 70 WHEN c.search_document @@ w.as_word THEN 50 ELSE 40 END) AS points
      FROM term w
      WHERE NOT w.joined
    ) p
    UNION ALL
    SELECT 'STARTUP' COLLATE "C" AS kind, c.id AS key, c.name_key COLLATE "C" AS name_key, 9999 - (p.points * 10 / a.words + CASE WHEN a.name = ANY (n.names) THEN 2000 WHEN EXISTS (SELECT FROM unnest(n.names) AS each WHERE starts_with(each, a.name)) THEN 500 ELSE 0 END + least(99, 100 * length(a.name) / greatest(1, length(n.names[1]))))::integer AS rank, c.name, c.slug, c.acronym, c.common_names, c.search_document
    FROM (
      SELECT t.id, t.name, t.name_key, t.slug, NULL::text AS acronym, NULL::text AS common_names, t.search_document
      FROM requested, startup t
      WHERE t.search_document @@ requested.query
      ORDER BY t.name_key LIKE ALL (requested.patterns) DESC, length(t.name_key), t.id
      LIMIT 1000
    ) c
    CROSS JOIN requested a
    CROSS JOIN LATERAL (
      SELECT CASE WHEN c.name_key ~ '[^ -~]' THEN ARRAY[normalized_words(c.name)] ELSE ARRAY[c.name_key] END || array_remove(ARRAY[c.slug, fold(c.acronym), fold(c.common_names)], NULL) AS names OFFSET 0
    ) f
    CROSS JOIN LATERAL (
      SELECT ' ' || translate(array_to_string(f.names, ' '), '-.''_/&,;:()"', ' ') || ' ' AS words, ARRAY(SELECT translate(each, ' ' || '-.''_/&,;:()"', '') FROM unnest(f.names) AS each) AS names OFFSET 0
    ) n
    CROSS JOIN LATERAL (
      SELECT sum(CASE WHEN NOT w.required THEN CASE WHEN n.words LIKE w.as_name THEN 3 WHEN w.unfinished AND n.words LIKE w.as_beginning THEN 2 ELSE 0 END WHEN NOT w.known THEN 10 WHEN n.words LIKE w.as_name THEN 100 WHEN n.words LIKE w.as_stem THEN 80 WHEN n.words LIKE w.as_beginning THEN 70 WHEN c.search_document @@ w.as_word THEN 50 ELSE 40 END) AS points
      FROM term w
      WHERE NOT w.joined
    ) p
  ) h
  WHERE (rank, name_key, kind, key) > ($2::integer, $3::text, $4::text, $5::integer)
  ORDER BY rank, name_key, kind, key
  LIMIT $6
)
SELECT kind, key, 9999 - rank AS score, common_names AS "commonNames", ARRAY(
  SELECT u.lexeme
  FROM unnest(page.search_document) u
  WHERE EXISTS (
    SELECT
    FROM term w
    WHERE (w.required OR w.joined) AND left(w.word, 1) = left(u.lexeme, 1) AND array_to_tsvector(word_forms(u.lexeme)) @@ w.query
  )
) AS words, ARRAY(
  SELECT u.lexeme
  FROM unnest(page.search_document) u
  WHERE EXISTS (
    SELECT
    FROM term w
    WHERE (NOT w.required AND NOT w.joined) AND left(w.word, 1) = left(u.lexeme, 1) AND array_to_tsvector(word_forms(u.lexeme)) @@ w.query
  )
) AS "optionalWords", ARRAY[rank::text, name_key, kind, key::text] AS "$place"
FROM page
ORDER BY rank, name_key, kind, key;

SELECT 'mission_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.entity_id AS "entityKey", t.name AS "name", t.statement AS "statement", t.updated_at AS "updatedAt", t.closed_on AS "closedOn", t.version AS "version"
FROM mission t
WHERE t.id = ANY($1::int[]);
