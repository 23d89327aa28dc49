-- The rules of the texts, names, slugs, URLs, mailboxes, identifiers and days that the register accepts, as functions for CHECK
-- constraints (decision 54). src/values/acceptance has the same rules: commands reject and imports repair what a constraint would reject.
-- Rows that break a rule are repaired first, as an import repairs them; this makes a version of the register.
-- The functions are not STRICT, so that PostgreSQL inlines them; they return NULL for NULL, which a CHECK accepts.

-- Characters, as parts of bracket expressions of regular expressions.

CREATE FUNCTION controls() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '\u0001-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E-\u200F\u202A-\u202E\u2066-\u2069\u2028-\u2029\uFDD0-\uFDEF\uFEFF\uFFF9-\uFFFB\uFFFE-\uFFFF\U0001FFFE-\U0001FFFF\U0002FFFE-\U0002FFFF\U0003FFFE-\U0003FFFF\U0004FFFE-\U0004FFFF\U0005FFFE-\U0005FFFF\U0006FFFE-\U0006FFFF\U0007FFFE-\U0007FFFF\U0008FFFE-\U0008FFFF\U0009FFFE-\U0009FFFF\U000AFFFE-\U000AFFFF\U000BFFFE-\U000BFFFF\U000CFFFE-\U000CFFFF\U000DFFFE-\U000DFFFF\U000EFFFE-\U000EFFFF\U000FFFFE-\U000FFFFF\U0010FFFE-\U0010FFFF';

CREATE FUNCTION invisibles() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '\u0009-\u000A\u00AD\u180E\u200B-\u200D\u2060-\u2065\u206A-\u206F\U000E0001\U000E0020-\U000E007F';

CREATE FUNCTION spaces() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '\u0020\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000';

CREATE FUNCTION inkless() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '\u0009-\u000D\u0085\u00AD\u034F\u061C\u115F-\u1160\u17B4-\u17B5\u180B-\u180F\u200B-\u200F\u2028-\u202E\u2060-\u206F\u2800\u3164\uFEFF\uFFA0\u0020\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000';

CREATE FUNCTION combining() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '\u0300-\u036F\uFE00-\uFE0F';

CREATE FUNCTION is_text(value text, maximum integer) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN length(value) >= 1 AND length(value) <= maximum AND value IS NFC NORMALIZED
  AND value !~ ('[' || public.controls() || ']')
  AND value !~ ('^[' || public.inkless() || public.combining() || ']|[' || public.inkless() || ']$');

CREATE FUNCTION is_name(value text, maximum integer) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN public.is_text(value, maximum) AND value !~ ('[' || public.invisibles() || ']');

CREATE FUNCTION is_slug(value text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN public.is_name(value, 250) AND value ~ ('^[^' || public.spaces() || '/@<>"&?#%{}|\\^`]+$') AND value !~ '^(\.+|__proto__)$';

CREATE FUNCTION is_url(value text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN length(value) <= 2000 AND value IS NFC NORMALIZED
  AND value ~ ('^https?://(([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.)*[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.?|(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\.(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3})(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?'
    || '([/?#][^' || public.controls() || public.invisibles() || public.spaces() || '<>"{}|\\^`]*)?$');

CREATE FUNCTION is_mailbox(value text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN length(value) <= 254
  AND value ~ '^[A-Za-z0-9_.+-]{1,64}@([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$';

CREATE FUNCTION is_day(value date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value >= '1900-01-01'::date AND value <= '9999-12-31'::date;

CREATE FUNCTION is_name_list(list text[], maximum integer) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT coalesce(bool_and(item IS NOT NULL AND public.is_name(item, maximum)), true) FROM unnest(list) AS item);

-- The Luhn key of a SIREN or a SIRET. Most establishments of La Poste (SIREN 356000000) have another key: the sum of their digits.
CREATE FUNCTION has_luhn_key(digits text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
  SELECT sum(CASE WHEN doubled > 9 THEN doubled - 9 ELSE doubled END) % 10 = 0
    OR (digits ~ '^356000000[0-9]{5}$' AND sum(digit) % 5 = 0)
  FROM (
    SELECT digit, digit * (1 + (length(digits) - place) % 2) AS doubled
    FROM generate_series(1, length(digits)) AS place, LATERAL (SELECT substr(digits, place, 1)::integer AS digit) AS read
  ) AS digit
);

CREATE FUNCTION is_identifier(scheme text, value text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE lower(scheme COLLATE "C")
  WHEN 'siren' THEN CASE WHEN value ~ '^[0-9]{9}$' THEN public.has_luhn_key(value) ELSE false END
  WHEN 'siret' THEN CASE WHEN value ~ '^[0-9]{14}$' THEN public.has_luhn_key(value) ELSE false END
  ELSE public.is_name(value, 200)
END;

COMMENT ON FUNCTION controls() IS 'Characters that no text contains: control characters but tab and line feed, controls of the direction of writing, separators of lines, U+FEFF, annotations and noncharacters.';
COMMENT ON FUNCTION invisibles() IS 'Characters that texts of one line do not contain either: tab, line feed, and characters without a width.';
COMMENT ON FUNCTION spaces() IS 'The white space of Unicode that is not a control character.';
COMMENT ON FUNCTION inkless() IS 'Characters that a text neither begins nor ends with: white space and invisible characters.';
COMMENT ON FUNCTION combining() IS 'Characters that a text does not begin with: combining marks and variation selectors.';
COMMENT ON FUNCTION is_text(text, integer) IS 'Whether a text of several lines is acceptable: 1 to maximum characters in NFC, no control characters but tab and line feed, no controls of the direction of writing, no noncharacters, nothing invisible at its ends.';
COMMENT ON FUNCTION is_name(text, integer) IS 'Whether a text of one line is acceptable: is_text without tabs, line feeds and invisible characters.';
COMMENT ON FUNCTION is_slug(text) IS 'Whether a slug is acceptable: is_name of at most 250 characters, without spaces and the characters that URLs escape.';
COMMENT ON FUNCTION is_url(text) IS 'Whether a URL is acceptable: absolute, http or https, at most 2,000 characters in NFC, an ASCII host name, no user name, no spaces and invisible characters. Whether it contains the address of a person is not checked here.';
COMMENT ON FUNCTION is_mailbox(text) IS 'Whether a text has the form of an e-mail address. Whether the mailbox is generic is not checked here.';
COMMENT ON FUNCTION is_day(date) IS 'Whether a day is acceptable: from 1900-01-01 to 9999-12-31.';
COMMENT ON FUNCTION is_name_list(text[], integer) IS 'Whether each item of a list is an acceptable name.';
COMMENT ON FUNCTION has_luhn_key(text) IS 'Whether the last digit of a SIREN or SIRET is its key.';
COMMENT ON FUNCTION is_identifier(text, text) IS 'Whether an identifier of a scheme is acceptable: siren and siret by their length and key, others by is_name.';

-- Repairs of existing rows. These functions exist during this migration only.

CREATE FUNCTION repaired_text(value text, maximum integer, multiline boolean) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  repaired text := value;
  former text;
BEGIN
  LOOP
    former := repaired;
    repaired := regexp_replace(repaired,
      CASE WHEN multiline THEN '\r\n?|[\u000B\u000C\u0085\u2028\u2029]' ELSE '\r\n?|[\n\t\u000B\u000C\u0085\u2028\u2029]' END,
      CASE WHEN multiline THEN E'\n' ELSE ' ' END, 'g');
    repaired := regexp_replace(repaired, '[' || public.controls() || ']', '', 'g');
    IF NOT multiline THEN
      repaired := regexp_replace(repaired, '[' || public.invisibles() || ']', '', 'g');
    END IF;
    repaired := left(normalize(repaired, NFC), maximum);
    repaired := regexp_replace(repaired,
      '^[' || public.inkless() || public.combining() || ']+|[' || public.inkless() || ']+$', '', 'g');
    EXIT WHEN repaired = former;
  END LOOP;
  RETURN nullif(repaired, '');
END $$;

-- The scheme in lower case and NFC. A host name that is not in ASCII can't be repaired in SQL.
CREATE FUNCTION repaired_url(value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  repaired text := public.repaired_text(value, 4000, false);
  unsafe text;
BEGIN
  repaired := regexp_replace(repaired, '^https://', 'https://', 'i');
  repaired := regexp_replace(repaired, '^http://', 'http://', 'i');
  FOREACH unsafe IN ARRAY string_to_array('< > " { } | \ ^ `', ' ') LOOP
    repaired := replace(repaired, unsafe, '%' || upper(encode(convert_to(unsafe, 'UTF8'), 'hex')));
  END LOOP;
  RETURN CASE WHEN public.is_url(repaired) THEN repaired END;
END $$;

-- The address of a person in a URL: imports reject such URLs, and commands stored some.
CREATE FUNCTION has_personal_address(url text) RETURNS boolean LANGUAGE sql
RETURN EXISTS (
  SELECT FROM regexp_matches(url, '([[:alnum:]._+-]+)(@|%40)([[:alnum:]-]+\.)+[[:alpha:]]{2,}', 'gi') AS found
  WHERE found[1] !~* '^(contact|support|hello|bonjour|equipe|info|aide)');

CREATE FUNCTION repaired_slug(value text) RETURNS text LANGUAGE sql
RETURN public.repaired_text(regexp_replace(normalize(value, NFC), '[' || public.spaces() || '/@<>"&?#%{}|\\^`]+', '-', 'g'), 240, false);

CREATE FUNCTION repaired_mailbox(value text) RETURNS text LANGUAGE sql
RETURN CASE WHEN public.is_mailbox(lower(btrim(value))) THEN lower(btrim(value)) END;

CREATE FUNCTION repaired_identifier(scheme text, value text) RETURNS text LANGUAGE sql
RETURN CASE WHEN lower(scheme) IN ('siren', 'siret') THEN regexp_replace(value, '[^0-9]', '', 'g')
  ELSE public.repaired_text(value, 200, false) END;

CREATE FUNCTION repaired_names(list text[]) RETURNS text[] LANGUAGE sql
RETURN (
  SELECT coalesce(array_agg(name ORDER BY place), '{}') FROM (
    SELECT name, min(place) AS place
    FROM unnest(list) WITH ORDINALITY AS item (given, place), LATERAL (SELECT public.repaired_text(given, 500, false) AS name) AS read
    WHERE name IS NOT NULL GROUP BY name) AS repaired);

-- The rule of each column. fallback is the expression for a required value of which nothing is left; without one, the value becomes
-- NULL, and `DELETE` deletes the row, as an import leaves it out.
CREATE TEMPORARY TABLE acceptance (
  table_name text, column_name text, kind text, maximum integer, fallback text, place integer GENERATED ALWAYS AS IDENTITY
) ON COMMIT DROP;
INSERT INTO acceptance (table_name, column_name, kind, maximum, fallback) VALUES
  ('entity', 'slug', 'slug', NULL, $$'sans-nom-' || id$$), ('theme', 'slug', 'slug', NULL, $$'sans-nom-' || id$$),
  ('mission', 'slug', 'slug', NULL, $$'sans-nom-' || id$$), ('startup', 'slug', 'slug', NULL, $$'sans-nom-' || id$$),
  ('service', 'slug', 'slug', NULL, $$'sans-nom-' || id$$),
  ('entity', 'name', 'name', 500, 'slug'), ('theme', 'name', 'name', 200, 'slug'), ('mission', 'name', 'name', 500, 'slug'),
  ('startup', 'name', 'name', 500, 'slug'), ('service', 'name', 'name', 500, 'slug'),
  ('entity', 'acronym', 'name', 500, NULL), ('entity', 'ministry_domain', 'name', 500, NULL),
  ('entity', 'website', 'url', NULL, NULL), ('entity', 'contact', 'mailbox', NULL, NULL), ('entity', 'closed_on', 'day', NULL, NULL),
  ('entity_identifier', 'scheme', 'name', 100, 'DELETE'), ('entity_identifier', 'value', 'identifier', NULL, 'DELETE'),
  ('entity_succession', 'legal_source', 'name', 500, $$'—'$$), ('entity_succession', 'legal_url', 'url', NULL, NULL),
  ('entity_succession', 'effective_on', 'day', NULL, NULL),
  ('mission', 'statement', 'text', 10000, 'slug'), ('mission', 'closed_on', 'day', NULL, NULL),
  ('mission_action', 'description', 'text', 2000, 'DELETE'),
  ('startup', 'pitch', 'text', 10000, NULL), ('startup', 'contact', 'mailbox', NULL, NULL), ('startup', 'topics', 'names', 500, NULL),
  ('startup', 'technologies', 'names', 500, NULL), ('startup', 'decided_on', 'day', NULL, NULL),
  ('startup_event', 'kind', 'name', 500, 'DELETE'), ('startup_event', 'comment', 'text', 10000, NULL),
  ('startup_event', 'occurred_on', 'imported day', NULL, 'DELETE'), ('startup_link', 'url', 'url', NULL, 'DELETE'),
  ('phase', 'started_on', 'imported day', NULL, 'DELETE'), ('phase', 'ended_on', 'day', NULL, NULL), ('phase', 'comment', 'text', 10000, NULL),
  ('service', 'description', 'text', 10000, NULL), ('service', 'url', 'url', NULL, NULL), ('service', 'closed_on', 'day', NULL, NULL),
  ('membership', 'role_word', 'name', 500, $$'Autre'$$), ('membership', 'started_on', 'imported day', NULL, NULL),
  ('membership', 'ended_on', 'imported day', NULL, NULL),
  ('method_step', 'name', 'name', 200, 'DELETE'), ('method_step', 'statement', 'text', 10000, 'DELETE'),
  ('method_role', 'statement', 'text', 10000, 'DELETE'),
  ('pain_point', 'statement', 'text', 10000, $$'—'$$), ('pain_point', 'raised_on', 'day', NULL, NULL),
  ('agreement', 'signed_on', 'day', NULL, NULL), ('agreement', 'ends_on', 'day', NULL, NULL),
  ('objective', 'statement', 'text', 10000, $$'—'$$), ('objective', 'recorded_on', 'day', NULL, NULL),
  ('public_contract', 'reference', 'name', 100, $$'marche-' || id$$), ('public_contract', 'title', 'name', 500, 'reference'),
  ('public_contract', 'signed_on', 'day', NULL, NULL), ('public_contract', 'ends_on', 'day', NULL, NULL),
  ('rebilling', 'billed_on', 'day', NULL, NULL),
  ('satisfaction_survey', 'comment', 'text', 10000, NULL), ('satisfaction_survey', 'surveyed_on', 'day', NULL, NULL),
  ('scale_plan', 'statement', 'text', 10000, $$'—'$$), ('scale_plan', 'proposed_on', 'day', NULL, NULL);

SELECT set_config('registre.actor', 'migration 0016-acceptance', true), set_config('registre.command', 'migrate', true);

DO $$
DECLARE
  rule record;
  condition text;
  repair text;
  bad tid;
  suffix integer;
BEGIN
  FOR rule IN SELECT * FROM acceptance ORDER BY place LOOP
    condition := CASE rule.kind
      WHEN 'text' THEN format('is_text(%I, %s)', rule.column_name, rule.maximum)
      WHEN 'name' THEN format('is_name(%I, %s)', rule.column_name, rule.maximum)
      WHEN 'names' THEN format('is_name_list(%I, %s)', rule.column_name, rule.maximum)
      WHEN 'slug' THEN format('is_slug(%I)', rule.column_name)
      WHEN 'url' THEN format('is_url(%I)', rule.column_name)
      WHEN 'mailbox' THEN format('is_mailbox(%I)', rule.column_name)
      WHEN 'identifier' THEN format('is_identifier(scheme, %I)', rule.column_name)
      ELSE format('is_day(%I)', rule.column_name)
    END;
    repair := CASE rule.kind
      WHEN 'text' THEN format('repaired_text(%I, %s, true)', rule.column_name, rule.maximum)
      WHEN 'name' THEN format('repaired_text(%I, %s, false)', rule.column_name, rule.maximum)
      WHEN 'names' THEN format('repaired_names(%I)', rule.column_name)
      WHEN 'slug' THEN format('repaired_slug(%I)', rule.column_name)
      WHEN 'url' THEN format('CASE WHEN NOT has_personal_address(%1$I) THEN repaired_url(%1$I) END', rule.column_name)
      WHEN 'mailbox' THEN format('repaired_mailbox(%I)', rule.column_name)
      WHEN 'identifier' THEN format('repaired_identifier(scheme, %I)', rule.column_name)
      WHEN 'day' THEN format($day$greatest(least(%I, '9999-12-31'), '1900-01-01')$day$, rule.column_name)
      ELSE 'NULL::date'
    END;
    IF rule.fallback <> 'DELETE' THEN
      repair := format('coalesce(%s, %s)', repair, rule.fallback);
    END IF;
    FOR bad IN EXECUTE format('SELECT ctid FROM public.%I WHERE NOT %s%s', rule.table_name, condition,
      CASE rule.kind WHEN 'url' THEN format(' OR has_personal_address(%I)', rule.column_name) END)
    LOOP
      IF rule.fallback = 'DELETE' THEN
        EXECUTE format('DELETE FROM public.%I WHERE ctid = $1 AND (%s) IS NULL', rule.table_name, repair) USING bad;
      END IF;
      suffix := 1;
      LOOP
        BEGIN
          EXECUTE format('UPDATE public.%I SET %I = %s%s WHERE ctid = $1', rule.table_name, rule.column_name, repair,
            CASE WHEN suffix > 1 THEN format(' || %L', '-' || suffix) END) USING bad;
          EXIT;
        EXCEPTION WHEN unique_violation THEN
          -- Another row has the repaired value: a slug gets a number, another row is a duplicate.
          suffix := suffix + 1;
          IF rule.kind <> 'slug' THEN
            EXECUTE format('DELETE FROM public.%I WHERE ctid = $1', rule.table_name) USING bad;
            EXIT;
          END IF;
        END;
      END LOOP;
    END LOOP;
    IF rule.kind = 'identifier' THEN
      DELETE FROM public.entity_identifier WHERE NOT is_identifier(scheme, value);
    END IF;
    SET CONSTRAINTS ALL IMMEDIATE;
    EXECUTE format('ALTER TABLE public.%I DROP CONSTRAINT IF EXISTS %I', rule.table_name, rule.table_name || '_' || rule.column_name || '_check');
    EXECUTE format('ALTER TABLE public.%I ADD CONSTRAINT %I CHECK (%s)', rule.table_name,
      rule.table_name || '_' || rule.column_name || '_check', condition);
  END LOOP;
END $$;

SELECT set_config('registre.actor', '', true), set_config('registre.command', '', true);

-- Ids of sources are in NFC now.
UPDATE source_record r SET source_key = normalize(source_key, NFC)
WHERE source_key IS NOT NFC NORMALIZED
  AND NOT EXISTS (SELECT FROM source_record o WHERE o.source_id = r.source_id AND o.source_key = normalize(r.source_key, NFC));

DROP FUNCTION repaired_identifier(text, text), repaired_mailbox(text), repaired_names(text[]), repaired_slug(text), repaired_url(text),
  has_personal_address(text), repaired_text(text, integer, boolean);
