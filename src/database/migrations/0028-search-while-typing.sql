-- Searches while typing: a longer text finds a part of what a shorter one found (docs/decisions/0066-search-while-typing.md).
-- Each searched table has a column with its words, and its history too: present and past are searched through an index on it.

-- The same tables of characters are in src/values/searchText.ts, which highlights the words. A test compares them.
CREATE FUNCTION normalized_words(value text) RETURNS text
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT COST 100 AS $$
DECLARE
  normal text := value COLLATE "C";
BEGIN
  IF normal ~ '[^ -~]' THEN
    normal := regexp_replace(normal, '[\u0001-\u0022\u0024-\u0025\u0028-\u002a\u002c\u003a-\u0040\u005b-\u005e\u0060\u007b-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b6\u00b8\u00bb-\u00bf\u00d7\u00f7\u02c2-\u02c5\u02d2-\u02df\u02e5-\u02eb\u02ed\u02ef-\u02ff\u037e\u0384-\u0385\u0387\u055a-\u055f\u0589-\u058a\u05be\u05c0\u05c3\u05c6\u05f3-\u05f4\u0606-\u060f\u061b\u061d-\u061f\u066a-\u066d\u06d4\u0964-\u0965\u1680\u2000-\u200a\u2016-\u2017\u201a-\u2026\u2028-\u2029\u202f-\u205f\u20a0-\u20cf\u2100-\u2101\u2103-\u2106\u2108-\u2109\u2114\u2116-\u2118\u211e-\u2123\u2125\u2150-\u215f\u2190-\u245f\u2500-\u2bff\u2e00-\u2e7f\u2ff0-\u3004\u3008-\u3020\u3030\u303d-\u303f\u30fb\ue000-\uf8ff\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uff02\uff04-\uff05\uff08-\uff0a\uff0c\uff1a-\uff20\uff3b-\uff3e\uff40\uff5b-\uff65\uffe0-\uffff\U0001f000-\U0001faff]', ' ', 'g');
    normal := regexp_replace(regexp_replace(normal, '[\u002e\uff0e]', '.', 'g'), '[&''\-/_\u00b4\u00b7\u02bc\u2010-\u2015\u2018-\u2019\u2027\uff06-\uff07\uff0d\uff0f\uff3f]', '-', 'g');
    normal := regexp_replace(normalize(normal, NFKD), '[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u061c\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06e8\u06ea-\u06ed\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\u3099-\u309a\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\U000e0000-\U000e0fff]+', '', 'g');
    IF normal ~ '[^ -~]' THEN
      normal := translate(replace(replace(replace(replace(replace(replace(replace(replace(normal, 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'ß', 'ss'), 'ẞ', 'ss'), 'þ', 'th'), 'Þ', 'th'),
        'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯҐԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖςØøĐđÐðŁłıĦħŦŧŊŋ',
        'αβγδεζηθικλμνξοπρστυφχψωѐёђѓєѕіїјљњћќѝўџабвгдежзийклмнопрстуфхцчшщъыьэюяґաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆσooddddllihhttnn');
    END IF;
    normal := regexp_replace(lower(normal COLLATE "C"), '[\u0001-\u001f!-"$-*,/:-`{-\u007f]+', '', 'g');
  ELSE
    normal := regexp_replace(translate(lower(normal COLLATE "C"), '&''/_', '----'), '[^a-z0-9+#. -]', ' ', 'g');
  END IF;
  IF normal ~ '[+#]' THEN
    normal := regexp_replace(normal, '(^|[ .-])[+#]+', '\1', 'g');
    normal := regexp_replace(normal, '([+#])(?=[^ .+#-])', '\1-', 'g');
  END IF;
  normal := btrim(regexp_replace(normal, '[. -]* [. -]*', ' ', 'g'), '. -');
  RETURN regexp_replace(regexp_replace(normal, '-[.-]+', '-', 'g'), '\.[.-]+', '.', 'g');
END $$;
COMMENT ON FUNCTION normalized_words(text) IS 'The words of a text for searches: folded, in any script, separated by spaces; the parts of a compound such as s.n.c.f or ile-de-france are separated by dots, if they were, or by hyphens. Independent of the locale and of the dictionary of unaccent.';

CREATE FUNCTION singular(word text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN substring(word FROM '^([a-z]{2,}?[a-df-z])e*[sx]?$');
COMMENT ON FUNCTION singular(text) IS 'A French word without the endings e, s and x of the feminine and the plural; NULL if fewer than three letters remain.';

CREATE FUNCTION word_forms(word text) RETURNS text[]
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  bare text := rtrim(word, '+#');
  stem text;
BEGIN
  IF bare !~ '^[a-z]+$' THEN
    RETURN ARRAY[word, bare];
  END IF;
  IF length(word) = 1 OR length(bare) > 1 THEN
    stem := (ts_lexize('pg_catalog.french_stem', bare))[1];
  ELSE
    bare := word;
  END IF;
  RETURN array_remove(ARRAY[word, bare, public.singular(bare), stem, CASE WHEN stem LIKE '%al' THEN left(stem, -2) || 'aux' END], NULL);
END $$;
COMMENT ON FUNCTION word_forms(text) IS 'The lexemes that a normalized word is indexed by: itself, without + and #, its singular, its French stem, and the plural in -aux of a stem in -al.';

-- The words of texts, their compounds as one word, and all their forms. A lexeme has at most 100 letters.
CREATE FUNCTION words_vector(texts text[], whole boolean, weight text) RETURNS tsvector
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  value text;
  normal text;
  token text;
  form text;
  words text[] := '{}';
  lexemes text := '';
BEGIN
  FOREACH value IN ARRAY texts LOOP
    CONTINUE WHEN value IS NULL;
    normal := public.normalized_words(value);
    IF normal ~ '[.-]' THEN
      FOREACH token IN ARRAY string_to_array(normal, ' ') LOOP
        words := CASE WHEN token ~ '[.-]' THEN words || translate(token, '.-', '') ELSE words END;
      END LOOP;
    END IF;
    words := CASE WHEN whole THEN words || translate(normal, '.- ', '') ELSE words END;
    -- The letters of an acronym are no words.
    words := words || string_to_array(translate(regexp_replace(normal, '(?<=\.)[^ .-](?=[ .-]|$)|(?<![^ .-])[^ .-](?=\.)', '', 'g'), '.-', '  '), ' ');
  END LOOP;
  FOREACH token IN ARRAY words LOOP
    FOREACH form IN ARRAY CASE WHEN token = '' THEN '{}'::text[] ELSE public.word_forms(left(token, 100)) END LOOP
      lexemes := lexemes || ' ''' || form || ''':1' || weight;
    END LOOP;
  END LOOP;
  RETURN lexemes::tsvector;
END $$;
COMMENT ON FUNCTION words_vector(text[], boolean, text) IS 'The lexemes of texts: words, compounds and, with whole, entire texts as one word, in all their forms.';

CREATE FUNCTION search_document(names text[], texts text[]) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000
  RETURN '''*'':1A'::tsvector || public.words_vector(names, true, 'A') || public.words_vector(texts, false, 'D');
COMMENT ON FUNCTION search_document(text[], text[]) IS 'What searches find in a row: the words of its names (weight A) and of its texts (weight D), and the lexeme *, which every row has.';

-- Common names of ministries that their official names, which change with each government, do not have.
CREATE FUNCTION ministry_names(kind entity_kind, name text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT string_agg(usual, ', ')
  FROM (VALUES
    ('%interieur%', 'Place Beauvau, MinInt'),
    ('%finances%', 'Bercy, MINEFI'),
    ('%armees%', 'Ministère de la Défense, Hôtel de Brienne, Balard, MinArm'),
    ('%affaires etrangeres%', 'Quai d’Orsay'),
    ('%justice%', 'Place Vendôme, Chancellerie'),
    ('%education nationale%', 'Rue de Grenelle'),
    ('%culture', 'Rue de Valois'),
    ('%agriculture%', 'Rue de Varenne'),
    ('%sociaux%', 'Ministère de la Santé, Ministère des Solidarités, Avenue de Ségur'),
    ('%transition ecologique%', 'Ministère de l’Écologie, Ministère de l’Environnement, Hôtel de Roquelaure'),
    ('%premier ministre%', 'Hôtel de Matignon')
  ) AS known(pattern, usual)
  WHERE kind IN ('MINISTRY', 'PRIME_MINISTER') AND public.fold(name) LIKE pattern
$$;
COMMENT ON FUNCTION ministry_names(entity_kind, text) IS 'Common names of a ministry that its official name does not have, such as Bercy. NULL for other entities.';

CALL add_column('entity', 'search_document', $$tsvector NOT NULL GENERATED ALWAYS AS (search_document(ARRAY[name, slug, acronym, ministry_names(kind, name)], ARRAY[ministry_domain])) STORED$$);
CALL add_column('mission', 'search_document', $$tsvector NOT NULL GENERATED ALWAYS AS (search_document(ARRAY[name, slug], ARRAY[statement])) STORED$$);
CALL add_column('service', 'search_document', $$tsvector NOT NULL GENERATED ALWAYS AS (search_document(ARRAY[name, slug], ARRAY[description])) STORED$$);
CALL add_column('startup', 'search_document', $$tsvector NOT NULL GENERATED ALWAYS AS (search_document(ARRAY[name, slug], pitch || (topics || technologies))) STORED$$);

-- search_text and the functions of 0009 and 0015 remain for servers of version 0.2 during an upgrade; their indexes do not.
DROP INDEX entity_search, mission_search, service_search, startup_search, entity_words, mission_words, service_words, startup_words,
  history.entity_words, history.mission_words, history.service_words, history.startup_words;
CREATE INDEX entity_words ON entity USING gin (search_document) WITH (fastupdate = off);
CREATE INDEX mission_words ON mission USING gin (search_document) WITH (fastupdate = off);
CREATE INDEX service_words ON service USING gin (search_document) WITH (fastupdate = off);
CREATE INDEX startup_words ON startup USING gin (search_document) WITH (fastupdate = off);
CREATE INDEX entity_words ON history.entity USING gin (search_document) WITH (fastupdate = off);
CREATE INDEX mission_words ON history.mission USING gin (search_document) WITH (fastupdate = off);
CREATE INDEX service_words ON history.service USING gin (search_document) WITH (fastupdate = off);
CREATE INDEX startup_words ON history.startup USING gin (search_document) WITH (fastupdate = off);

CREATE FUNCTION optional_words() RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN ' a au aux avec ce ces cet cette d dans de des du elle en est et eux il ils j je l la le les leur leurs lui m ma mais me mem meme mes moi mon n ne nos notre nous on ou par pas pour qu que qui s sa se ses son sont sur t ta te tes toi ton tu un une vos votre vous y ';
COMMENT ON FUNCTION optional_words() IS 'French words that a result of a search need not have.';

CREATE FUNCTION is_optional(word text, unfinished boolean) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN public.optional_words() LIKE '% ' || word || CASE WHEN unfinished THEN '%' ELSE ' %' END;
COMMENT ON FUNCTION is_optional(text, boolean) IS 'Whether a result need not have the word: an optional word, or the beginning of one while it is typed.';

-- While a word is typed beyond its stem, the stem must stay the same: otherwise a letter more could find more.
CREATE FUNCTION stable_stem(word text) RETURNS text
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  stem text := (ts_lexize('pg_catalog.french_stem', word))[1];
BEGIN
  IF word !~ '^[a-z]+$' OR starts_with(word, stem) IS NOT TRUE THEN
    RETURN NULL;
  END IF;
  FOR size IN length(stem) + 1 .. length(word) - 1 LOOP
    IF (ts_lexize('pg_catalog.french_stem', left(word, size)))[1] IS DISTINCT FROM stem THEN
      RETURN NULL;
    END IF;
  END LOOP;
  RETURN stem;
END $$;
COMMENT ON FUNCTION stable_stem(text) IS 'The French stem of a word if it begins the word, and all longer beginnings of the word have the same stem; else NULL.';

CREATE FUNCTION word_query(word text, unfinished boolean) RETURNS tsquery
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN ('''' || word || '''' || CASE WHEN unfinished THEN ':*' ELSE '' END
    || coalesce('|''' || public.singular(word) || '''', '') || coalesce('|''' || public.stable_stem(word) || '''', ''))::tsquery;
COMMENT ON FUNCTION word_query(text, boolean) IS 'Finds a word as written, by its singular or by its stem; while it is unfinished, by its beginning.';

-- The tables are those of the search path, which is the past in a snapshot.
CREATE FUNCTION is_searched(query tsquery) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE STRICT AS $$
BEGIN
  RETURN EXISTS (SELECT FROM startup WHERE search_document @@ query) OR EXISTS (SELECT FROM entity WHERE search_document @@ query)
    OR EXISTS (SELECT FROM service WHERE search_document @@ query) OR EXISTS (SELECT FROM mission WHERE search_document @@ query);
END $$;
COMMENT ON FUNCTION is_searched(tsquery) IS 'Whether a search finds any record.';

CREATE FUNCTION corrected_query(word text, unfinished boolean) RETURNS tsquery LANGUAGE plpgsql STABLE PARALLEL SAFE STRICT AS $$
DECLARE
  known integer := 2;
  head text;
  rest text;
BEGIN
  WHILE known < length(word) AND public.is_searched(('''' || left(word, known + 1) || ''':*')::tsquery) LOOP
    known := known + 1;
  END LOOP;
  IF known < 3 THEN
    RETURN NULL;
  END IF;
  head := left(word, known);
  rest := substr(word, known + 1);
  RETURN (
    SELECT string_agg(DISTINCT public.word_query(variant, unfinished)::text, '|')::tsquery
    FROM (
      SELECT head || substr(rest, 2)
      UNION ALL SELECT head || reverse(left(rest, 2)) || substr(rest, 3)
      UNION ALL SELECT head || letter || substr(rest, replaced)
      FROM string_to_table('abcdefghijklmnopqrstuvwxyz0123456789', NULL) AS letter, generate_series(1, 2) AS replaced
    ) AS variants(variant));
END $$;
COMMENT ON FUNCTION corrected_query(text, boolean) IS 'Finds the words at one edit from a word that no record has, whose first known letters are right, and at least three: the next letter is wrong, missing, superfluous or exchanged with the one after it.';

CREATE FUNCTION search_terms(value text, corrects boolean DEFAULT true)
  RETURNS TABLE (compound integer, word text, unfinished boolean, joined boolean, required boolean, known boolean, query tsquery)
  LANGUAGE plpgsql STABLE PARALLEL SAFE STRICT ROWS 4 AS $$
DECLARE
  tokens text[] := string_to_array(public.normalized_words(value), ' ');
  typed boolean := public.normalized_words(substring(value FROM '[^\u0001-\u0022\u0024-\u0025\u0028-\u002a\u002c\u003a-\u0040\u005b-\u005e\u0060\u007b-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b6\u00b8\u00bb-\u00bf\u00d7\u00f7\u02c2-\u02c5\u02d2-\u02df\u02e5-\u02eb\u02ed\u02ef-\u02ff\u037e\u0384-\u0385\u0387\u055a-\u055f\u0589-\u058a\u05be\u05c0\u05c3\u05c6\u05f3-\u05f4\u0606-\u060f\u061b\u061d-\u061f\u066a-\u066d\u06d4\u0964-\u0965\u1680\u2000-\u200a\u2016-\u2017\u201a-\u2026\u2028-\u2029\u202f-\u205f\u20a0-\u20cf\u2100-\u2101\u2103-\u2106\u2108-\u2109\u2114\u2116-\u2118\u211e-\u2123\u2125\u2150-\u215f\u2190-\u245f\u2500-\u2bff\u2e00-\u2e7f\u2ff0-\u3004\u3008-\u3020\u3030\u303d-\u303f\u30fb\ue000-\uf8ff\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uff02\uff04-\uff05\uff08-\uff0a\uff0c\uff1a-\uff20\uff3b-\uff3e\uff40\uff5b-\uff65\uffe0-\uffff\U0001f000-\U0001faff]*$')) <> '';
  words text[];
  -- The joiners before and after each word of a compound.
  joints text;
BEGIN
  FOR token IN 1 .. cardinality(tokens) LOOP
    words := string_to_array(translate(tokens[token], '.', '-'), '-');
    joints := regexp_replace(tokens[token], '[^.-]+', '', 'g');
    IF cardinality(words) > 1 THEN
      words := words || translate(tokens[token], '.-', '');
    END IF;
    FOR part IN 1 .. cardinality(words) LOOP
      compound := token;
      joined := part > 1 AND part = cardinality(words);
      word := left(words[part], 100);
      unfinished := typed AND token = cardinality(tokens) AND part >= cardinality(words) - CASE WHEN cardinality(words) > 1 THEN 1 ELSE 0 END;
      required := NOT joined AND (substr(' ' || joints, part, 2) LIKE '%.%' OR NOT public.is_optional(word, unfinished));
      query := public.word_query(word, unfinished);
      known := NOT required OR NOT corrects OR public.is_searched(query);
      IF NOT known THEN
        query := public.corrected_query(word, unfinished);
      END IF;
      RETURN NEXT;
    END LOOP;
  END LOOP;
END $$;
COMMENT ON FUNCTION search_terms(text, boolean) IS 'The words of a search text, and its compounds as one word (joined). A result has every required word, or the compound as one word. Words that no record has (not known) are corrected.';

CREATE FUNCTION search_query(value text, corrects boolean DEFAULT true) RETURNS tsquery
  LANGUAGE plpgsql STABLE PARALLEL SAFE STRICT AS $$
BEGIN
  RETURN (SELECT CASE
    WHEN count(*) > 0 AND bool_and(is_optional OR alternative IS NOT NULL)
      THEN coalesce(string_agg(alternative, '&') FILTER (WHERE NOT is_optional), '''*''')::tsquery END
  FROM (
    SELECT NOT bool_or(required) AS is_optional,
      '(' || nullif(concat_ws('|', CASE WHEN bool_and(query IS NOT NULL) FILTER (WHERE required)
        THEN '(' || string_agg('(' || query::text || ')', '&') FILTER (WHERE required) || ')' END, max(query::text) FILTER (WHERE joined)), '') || ')' AS alternative
    FROM public.search_terms(value, corrects) GROUP BY compound
  ) compounds);
END $$;
COMMENT ON FUNCTION search_query(text, boolean) IS 'Finds the rows with every required word of a text; every row if the text has optional words only; no row if it has no words.';

CREATE FUNCTION in_names(query tsquery) RETURNS tsquery
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN regexp_replace(replace(query::text, ':*', ':*A'), '''(?= |\)|$)', ''':A', 'g')::tsquery;
COMMENT ON FUNCTION in_names(tsquery) IS 'A search query that finds words of names only.';
