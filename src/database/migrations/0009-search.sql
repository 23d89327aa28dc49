-- What searches go by: the words of names and of texts, as they are and as their stems. Indexes over functions rather
-- than columns: there is nothing more to remember, nor to erase. The past is searched by the same.

-- The words of a folded text, parted by spaces alone. Nothing but letters and digits is left to the parser: it would
-- make addresses, numbers and compounds of the rest, and knows other letters by the locale of the machine.
CREATE FUNCTION words(folded text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN regexp_replace(folded COLLATE "C", '[^a-z0-9 ]+', ' ', 'g');

-- Words that say nothing, folded, and their stems: those that the French dictionary stops at, and those that it misses
-- without their accents. In texts they are passed over; in names they count.
CREATE FUNCTION idle_words() RETURNS text[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN '{a,au,aux,avec,c,ce,ces,cet,cette,d,dans,de,des,du,elle,en,est,et,eux,il,ils,j,je,l,la,le,les,leur,leurs,lui,m,ma,mais,me,mem,meme,mes,moi,mon,n,ne,nos,notre,nous,on,ou,par,pas,pour,qu,que,qui,s,sa,se,ses,son,sont,sur,t,ta,te,tes,toi,ton,tu,un,une,vos,votre,vous,y}'::text[];

-- A folded name written as one word: `mesaides`.
CREATE FUNCTION squeezed(folded text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN regexp_replace(folded COLLATE "C", '[^a-z0-9]+', '', 'g');

-- The words of folded names (A), also written as one, and their stems (B).
CREATE FUNCTION name_vector(names text[]) RETURNS tsvector
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 100 AS $$
DECLARE
  name text;
  spoken text := '';
BEGIN
  FOREACH name IN ARRAY names LOOP
    spoken := concat_ws(' ', spoken, public.words(name), public.squeezed(name));
  END LOOP;
  RETURN setweight(to_tsvector('pg_catalog.simple', spoken), 'A') || setweight(to_tsvector('pg_catalog.french', spoken), 'B');
END $$;

-- The words of a row: those of its names, then those of its texts that say something (C) and their stems (D). In
-- PL/pgSQL, which is never taken apart: it costs what is said here, so that a search goes by the index.
CREATE FUNCTION search_vector(names text[], texts text) RETURNS tsvector
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
DECLARE
  spoken text := coalesce(public.words(texts), '');
BEGIN
  RETURN public.name_vector(names)
    || setweight(ts_delete(to_tsvector('pg_catalog.simple', spoken), public.idle_words()), 'C')
    || setweight(ts_delete(to_tsvector('pg_catalog.french', spoken), public.idle_words()), 'D');
END $$;

-- A list as one folded text; empty when there is nothing to fold.
CREATE FUNCTION fold_list(listed text[]) RETURNS text
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN CASE WHEN listed <> '{}' THEN ' ' || public.fold(array_to_string(listed, ' ')) ELSE '' END;
END $$;

-- What a word may have been meant for: one letter less, more or other, or two that changed places; and so of its stem.
-- Null for what is too short to be guessed at, or is no word of letters.
CREATE FUNCTION near(word text, stem text) RETURNS tsquery
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT string_agg(DISTINCT quote_literal(other), '|')::tsquery
  FROM unnest(ARRAY[word, stem]) AS meant, LATERAL (
    SELECT overlay(meant PLACING '' FROM n FOR 1) FROM generate_series(1, length(meant)) AS n
    UNION ALL
    SELECT overlay(meant PLACING reverse(substr(meant, n, 2)) FROM n FOR 2) FROM generate_series(1, length(meant) - 1) AS n
    UNION ALL
    SELECT overlay(meant PLACING chr(letter) FROM n FOR replaced)
    FROM generate_series(1, length(meant) + 1) AS n, generate_series(97, 122) AS letter, generate_series(0, 1) AS replaced
  ) AS others(other)
  WHERE word ~ '^[a-z]{4,30}$' AND length(meant) >= 4
$$;

-- The words that a text asks for: those that say something, or else all of them. `query` finds each as it is, by its
-- stem, or by its beginning if it is the last and unfinished.
CREATE FUNCTION asked_words(value text) RETURNS TABLE (word text, stem text, unfinished boolean, query tsquery)
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT ROWS 4 AS $$
  WITH said AS (
    SELECT lexeme, positions[cardinality(positions)] AS place, stems,
      stems = '{}' OR lexeme = ANY (public.idle_words()) AS idle
    FROM unnest(to_tsvector('pg_catalog.simple', public.words(public.fold(value)))),
      LATERAL ts_lexize('pg_catalog.french_stem', lexeme) AS stems
  ), told AS (
    SELECT lexeme, coalesce(stems[1], lexeme) AS stem,
      place = max(place) OVER () AND value !~ '\s$' AND length(lexeme) > 1 AS unfinished,
      idle AND NOT bool_and(idle) OVER () AS passed_over
    FROM said
  )
  SELECT lexeme, stem, unfinished,
    (quote_literal(lexeme) || CASE WHEN unfinished THEN ':*' ELSE '' END || '|' || quote_literal(stem))::tsquery
  FROM told WHERE NOT passed_over
$$;

CREATE INDEX entity_words ON entity USING gin (search_vector(ARRAY[name_key, split_part(search_text, ' ', 1), fold(acronym)], fold(ministry_domain))) WITH (fastupdate = off);
CREATE INDEX mission_words ON mission USING gin (search_vector(ARRAY[name_key, split_part(search_text, ' ', 1)], search_text)) WITH (fastupdate = off);
CREATE INDEX service_words ON service USING gin (search_vector(ARRAY[name_key, split_part(search_text, ' ', 1)], search_text)) WITH (fastupdate = off);
CREATE INDEX startup_words ON startup USING gin (search_vector(ARRAY[name_key, split_part(search_text, ' ', 1)], search_text || fold_list(topics || technologies))) WITH (fastupdate = off);

CREATE INDEX entity_words ON history.entity USING gin (search_vector(ARRAY[name_key, split_part(search_text, ' ', 1), fold(acronym)], fold(ministry_domain))) WITH (fastupdate = off);
CREATE INDEX mission_words ON history.mission USING gin (search_vector(ARRAY[name_key, split_part(search_text, ' ', 1)], search_text)) WITH (fastupdate = off);
CREATE INDEX service_words ON history.service USING gin (search_vector(ARRAY[name_key, split_part(search_text, ' ', 1)], search_text)) WITH (fastupdate = off);
CREATE INDEX startup_words ON history.startup USING gin (search_vector(ARRAY[name_key, split_part(search_text, ' ', 1)], search_text || fold_list(topics || technologies))) WITH (fastupdate = off);
