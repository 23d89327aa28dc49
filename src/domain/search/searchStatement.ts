import { betweenCursors, directionOf, type Slice } from '../../graphql/connections/slice.ts';
import { tableOf } from '../../graphql/relations/columns.ts';
import type { Fragment } from '../../sql/sql.ts';
import { codePointLiteral, join, raw, sql, value } from '../../sql/sql.ts';
import { SEARCH_KINDS, SEARCHED, type SearchKind } from './searchKinds.ts';

/** The maximum number of ranked hits of each kind. Hits with the words in their name are preferred, then short names. */
const MAXIMUM_RANKED = raw('1000');

/** The same for suggestions, of which only the first few are shown. */
const MAXIMUM_SUGGESTED = raw('100');

/** The types of the sort keys of hits: rank, name, kind and key. */
export const HIT_ORDER = ['integer', 'text', 'text', 'integer'] as const;

/** A found record, with the words that the search found in it, normalized. */
export interface HitRow {
  readonly kind: SearchKind;
  readonly key: number;
  readonly score: number;
  readonly commonNames: string | null;
  readonly words: readonly string[];
  /** The found words that a result need not have, such as articles. */
  readonly optionalWords: readonly string[];
}

/** A hit of a search of names, with its names. */
export interface NameRow extends HitRow {
  readonly name: string;
  readonly slug: string;
  readonly acronym: string | null;
}

/** The best hits, which have every required word of the text: by score, then by name, kind and key. */
export function bestHits(text: string, kinds: readonly SearchKind[], slice: Slice): Fragment {
  const direction = directionOf(slice);
  const order = sql`rank${direction}, name_key${direction}, kind${direction}, key${direction}`;
  const hits = join(
    kinds.map((kind) => rankedHits(matching(kind, sql`requested.query`), kind, preferredNames, MAXIMUM_RANKED)),
    ' UNION ALL ',
  );
  return sql`WITH ${requestedWords(text)}, page AS (SELECT * FROM (${hits}) h WHERE ${betweenCursors(slice, raw('rank, name_key, kind, key'), HIT_ORDER)} ORDER BY ${order} LIMIT ${value(slice.size + 1)}) SELECT ${hitColumns}, ARRAY[rank::text, name_key, kind, key::text] AS "$place" FROM page ORDER BY ${order}`;
}

/** The best hits with every required word in their names. */
export function bestNames(text: string, kinds: readonly SearchKind[], atMost: number): Fragment {
  const hits = join(
    kinds.map((kind) =>
      rankedHits(matching(kind, sql`requested.names_query`), kind, preferredSuggestions, MAXIMUM_SUGGESTED),
    ),
    ' UNION ALL ',
  );
  return sql`WITH ${requestedWords(text)}, page AS (SELECT * FROM (${hits}) h ORDER BY rank, name_key, kind, key LIMIT ${value(atMost)}) SELECT ${hitColumns}, name, slug, acronym FROM page ORDER BY rank, name_key, kind, key`;
}

/** The number of ranked hits of each kind. */
export function hitCounts(text: string): Fragment {
  const counts = SEARCH_KINDS.map(
    (kind) =>
      sql`SELECT ${codePointLiteral(kind)} AS kind, count(*)::int AS count FROM (SELECT FROM ${matching(kind, sql`requested.query`)} LIMIT ${MAXIMUM_RANKED}) m`,
  );
  return sql`WITH requested AS MATERIALIZED (SELECT search_query(${value(text)}::text) AS query) ${join(counts, ' UNION ALL ')}`;
}

/** rank = 9999 - score, so that all the sort keys are ascending. */
const MAXIMUM_SCORE_RANK = raw('9999');

/** `term`: the words of the text, with LIKE patterns for names. `requested`: the query of all words, and the text as one word. */
function requestedWords(text: string): Fragment {
  const given = value(text);
  return sql`term AS MATERIALIZED (SELECT *, '% ' || word || ' %' AS as_name, '% ' || word || '%' AS as_beginning, '% ' || stable_stem(word) || '%' AS as_stem, quote_literal(word)::tsquery AS as_word FROM search_terms(${given}::text)), requested AS MATERIALIZED (SELECT query, in_names(query) AS names_query, translate(normalized_words(${given}::text), '.- ', '') AS name, ARRAY(SELECT '%' || word || '%' FROM term WHERE required) AS patterns, ARRAY(SELECT as_beginning FROM term WHERE NOT joined) AS beginnings, greatest(1, (SELECT count(*) FROM term WHERE required)) AS words FROM search_query(${given}::text) AS query)`;
}

/** Names with every required word. */
const preferredNames = sql`t.name_key LIKE ALL (requested.patterns)`;

/** Names in which every word of the text begins a word, optional ones too: otherwise a suggestion for \`l\` would rank every record. */
const preferredSuggestions = sql`' ' || t.name_key LIKE ALL (requested.beginnings)`;

function rankedHits(matches: Fragment, kind: SearchKind, preferred: Fragment, atMost: Fragment): Fragment {
  const { acronym, commonNames } = SEARCHED[kind];
  const candidates = sql`SELECT t.id, t.name, t.name_key, t.slug, ${acronym} AS acronym, ${commonNames} AS common_names, t.search_document FROM ${matches} ORDER BY ${preferred} DESC, length(t.name_key), t.id LIMIT ${atMost}`;
  return sql`SELECT ${codePointLiteral(kind)} AS kind, c.id AS key, c.name_key COLLATE "C" AS name_key, ${MAXIMUM_SCORE_RANK} - (p.points * 10 / a.words + ${nameBonus})::integer AS rank, c.name, c.slug, c.acronym, c.common_names, c.search_document FROM (${candidates}) c CROSS JOIN requested a CROSS JOIN LATERAL (SELECT ${namesOfHit} AS names OFFSET 0) f CROSS JOIN LATERAL (SELECT ' ' || translate(array_to_string(f.names, ' '), ${punctuation}, ${blanks}) || ' ' AS words, ARRAY(SELECT translate(each, ${raw("' ' ||")} ${punctuation}, '') FROM unnest(f.names) AS each) AS names OFFSET 0) n CROSS JOIN LATERAL (SELECT sum(${wordPoints}) AS points FROM term w WHERE NOT w.joined) p`;
}

/** The folded names; those of other scripts normalized, because `fold` keeps their capitals. */
const namesOfHit = sql`CASE WHEN c.name_key ~ '[^ -~]' THEN ARRAY[normalized_words(c.name)] ELSE ARRAY[c.name_key] END || array_remove(ARRAY[c.slug, fold(c.acronym), fold(c.common_names)], NULL)`;

const punctuation = raw(`'-.''_/&,;:()"'`);
const blanks = raw(`'            '`);

/** The points of a word: as a word, by its stem or by its beginning in a name; in a text; corrected; optional. */
const wordPoints = sql`CASE WHEN NOT w.required THEN CASE WHEN n.words LIKE w.as_name THEN 3 WHEN w.unfinished AND n.words LIKE w.as_beginning THEN 2 ELSE 0 END WHEN NOT w.known THEN 10 WHEN n.words LIKE w.as_name THEN 100 WHEN n.words LIKE w.as_stem THEN 80 WHEN n.words LIKE w.as_beginning THEN 70 WHEN c.search_document @@ w.as_word THEN 50 ELSE 40 END`;

/** The points of the whole text: equal to a name, the beginning of a name, and its share of the first name. */
const nameBonus = sql`CASE WHEN a.name = ANY (n.names) THEN 2000 WHEN EXISTS (SELECT FROM unnest(n.names) AS each WHERE starts_with(each, a.name)) THEN 500 ELSE 0 END + least(99, 100 * length(a.name) / greatest(1, length(n.names[1])))`;

const hitColumns = sql`kind, key, ${MAXIMUM_SCORE_RANK} - rank AS score, common_names AS "commonNames", ${foundWords('w.required OR w.joined')} AS words, ${foundWords('NOT w.required AND NOT w.joined')} AS "optionalWords"`;

/** The words of a hit that one of the terms `w` finds. A word and the term that finds it begin with the same letter. */
function foundWords(terms: string): Fragment {
  return sql`ARRAY(SELECT u.lexeme FROM unnest(page.search_document) u WHERE EXISTS (SELECT FROM term w WHERE (${raw(terms)}) AND left(w.word, 1) = left(u.lexeme, 1) AND array_to_tsvector(word_forms(u.lexeme)) @@ w.query))`;
}

function matching(kind: SearchKind, query: Fragment): Fragment {
  return sql`requested, ${raw(`${tableOf(SEARCHED[kind].model)} t`)} WHERE t.search_document @@ ${query}`;
}
