import { betweenCursors, directionOf, type Slice } from '../../graphql/connections/slice.ts';
import { tableOf } from '../../graphql/relations/columns.ts';
import type { Fragment } from '../../sql/sql.ts';
import { join, raw, sql, value } from '../../sql/sql.ts';
import { SEARCH_KINDS, SEARCHED, type SearchKind } from './searchKinds.ts';

/** The maximum number of ranked hits of each kind. Hits with the words in their name are preferred, then short names. */
const MAXIMUM_RANKED = raw('1000');

/** The types of the sort keys of hits: rank, name, kind and key. */
export const HIT_ORDER = ['integer', 'text', 'text', 'integer'] as const;

export interface HitRow {
  readonly kind: SearchKind;
  readonly key: number;
  readonly score: number;
  /** The folded words of its names and texts that match the search. */
  readonly words: readonly string[];
}

/** The best hits, which match every word of the text: by score, then by name, kind and key. */
export function bestHits(text: string, kinds: readonly SearchKind[], slice: Slice): Fragment {
  const direction = directionOf(slice);
  const order = sql`rank${direction}, name${direction}, kind${direction}, key${direction}`;
  const hits = join(kinds.map(rankedHits), ' UNION ALL ');
  return sql`WITH ${searchedWords(text)}, page AS (SELECT * FROM (${hits}) h WHERE ${betweenCursors(slice, raw('rank, name, kind, key'), HIT_ORDER)} ORDER BY ${order} LIMIT ${value(slice.size + 1)}) SELECT kind, key, ${MAXIMUM_SCORE_RANK} - rank AS score, ARRAY(${matchedWords}) AS words, ARRAY[rank::text, name, kind, key::text] AS "$place" FROM page ORDER BY ${order}`;
}

/** The number of ranked hits of each kind. */
export function hitCounts(text: string): Fragment {
  const counts = SEARCH_KINDS.map(
    (kind) =>
      sql`SELECT ${literal(kind)} AS kind, count(*)::int AS count FROM (SELECT FROM ${matching(kind)} LIMIT ${MAXIMUM_RANKED}) m`,
  );
  return sql`WITH ${searchedWords(text)} ${join(counts, ' UNION ALL ')}`;
}

/** The maximum number of unknown words in a search that finds anything: correcting a word costs hundreds of index look-ups. */
const MAXIMUM_CORRECTED_WORDS = raw('3');

/** rank = 9999 - score, so that all the sort keys are ascending. */
const MAXIMUM_SCORE_RANK = raw('9999');

/**
 * `word`: the words of the text. A word that no row of any kind contains is corrected to the words one letter away.
 * `all_words`: the query of all words, or null, which matches nothing, if a word can't be corrected. OFFSET 0 makes PostgreSQL
 * evaluate the look-up once.
 */
function searchedWords(text: string): Fragment {
  const given = value(text);
  return sql`word AS MATERIALIZED (SELECT w.word, k.known, CASE WHEN k.known THEN w.query WHEN count(*) FILTER (WHERE NOT k.known) OVER () <= ${MAXIMUM_CORRECTED_WORDS} THEN ${corrections()} END AS query, (quote_literal(w.word) || ':A')::tsquery AS as_name, (quote_literal(w.stem) || ':B')::tsquery AS as_stem, CASE WHEN w.unfinished THEN (quote_literal(w.word) || ':*A')::tsquery END AS as_beginning FROM query_words(${given}::text) w CROSS JOIN LATERAL (SELECT ${occursInAnyRow(sql`w.query`)} AS known OFFSET 0) k), all_words AS MATERIALIZED (SELECT CASE WHEN bool_and(query IS NOT NULL) THEN string_agg('(' || query::text || ')', '&')::tsquery END AS query, array_agg('%' || word || '%') AS patterns, count(*)::int AS words, letters_and_digits(fold(${given}::text)) AS name FROM word)`;
}

/** The words one letter away that some row contains. A query of all of them would be checked against every row. */
function corrections(): Fragment {
  return sql`(SELECT string_agg(g.meant, '|')::tsquery FROM string_to_table(spelling_variants(w.word, w.stem)::text, ' | ') AS g(meant) WHERE ${occursInAnyRow(sql`g.meant::tsquery`)})`;
}

function occursInAnyRow(query: Fragment): Fragment {
  const kinds = SEARCH_KINDS.map(
    (kind) => sql`EXISTS (SELECT FROM ${tableAs(kind)} WHERE ${vectorOf(kind)} @@ ${query})`,
  );
  return sql`(${join(kinds, ' OR ')})`;
}

function rankedHits(kind: SearchKind): Fragment {
  const { names, texts } = SEARCHED[kind];
  const candidates = sql`SELECT t.id, t.name_key, ${names} AS names, ${texts} AS texts FROM ${matching(kind)} ORDER BY t.name_key LIKE ALL (all_words.patterns) DESC, length(t.name_key), t.id LIMIT ${MAXIMUM_RANKED}`;
  return sql`SELECT ${literal(kind)} AS kind, c.id AS key, c.name_key COLLATE "C" AS name, ${MAXIMUM_SCORE_RANK} - (p.points * 10 / a.words + ${nameBonus})::integer AS rank, c.names, c.texts FROM (${candidates}) c CROSS JOIN all_words a CROSS JOIN LATERAL (SELECT name_vector(c.names) AS vector, letters_and_digits(c.name_key) AS name OFFSET 0) n CROSS JOIN LATERAL (SELECT sum(${wordPoints})::integer AS points FROM word w) p`;
}

/** The points of a word: as a word, by its stem or by its beginning in a name; in a text; or corrected. */
const wordPoints = sql`CASE WHEN NOT w.known THEN CASE WHEN n.vector @@ w.query THEN 20 ELSE 10 END WHEN n.vector @@ w.as_name THEN 100 WHEN n.vector @@ w.as_stem THEN 80 WHEN n.vector @@ w.as_beginning THEN 70 WHEN c.texts COLLATE "C" ~ ('\m' || w.word || '\M') THEN 50 ELSE 40 END`;

/** The points of the whole text: equal to a name, the beginning of the name, and its share of the name. */
const nameBonus = sql`CASE WHEN a.name = ANY (ARRAY(SELECT letters_and_digits(each) FROM unnest(c.names) each)) THEN 2000 WHEN starts_with(n.name, a.name) THEN 500 ELSE 0 END + least(99, 100 * length(a.name) / greatest(1, length(n.name)))`;

const matchedWords = sql`SELECT u.lexeme FROM unnest(to_tsvector('pg_catalog.simple', words(concat_ws(' ', array_to_string(page.names, ' '), page.texts)))) u WHERE EXISTS (SELECT FROM word w WHERE array_to_tsvector(ARRAY[u.lexeme] || coalesce(ts_lexize('pg_catalog.french_stem', u.lexeme), '{}')) @@ w.query)`;

function matching(kind: SearchKind): Fragment {
  return sql`all_words, ${tableAs(kind)} WHERE ${vectorOf(kind)} @@ all_words.query`;
}

function tableAs(kind: SearchKind): Fragment {
  return raw(`${tableOf(SEARCHED[kind].model)} t`);
}

function vectorOf(kind: SearchKind): Fragment {
  const { names, texts } = SEARCHED[kind];
  return sql`search_vector(${names}, ${texts})`;
}

function literal(kind: SearchKind): Fragment {
  return raw(`'${kind}' COLLATE "C"`);
}
