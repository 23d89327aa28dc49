import type { CursorValues } from '../../graphql/connections/cursor.ts';
import { tableOf } from '../../graphql/relations/columns.ts';
import type { Fragment } from '../../sql/sql.ts';
import { fill, join, raw, sql, value } from '../../sql/sql.ts';
import type { SearchKind } from './SearchKind.ts';
import { SEARCH_KINDS, SEARCHED } from './searched.ts';

/** Of each kind, so many hits are ranked: those whose names hold the words, the shortest first, before any others. */
export const HITS_AT_MOST = 1_000;

/** The keys of the order of hits. */
export const HIT_ORDER = ['integer', 'text', 'text', 'integer'] as const;

/** A hit of a search, as the database gives it. */
export interface HitRow {
  readonly kind: SearchKind;
  readonly key: number;
  readonly score: number;
  /** The folded words of its names and texts that answer to those asked for. */
  readonly words: readonly string[];
}

/**
 * The best hits of a text among some kinds, every word of it must match. Whole names come first, then what each word
 * is worth decides; then the name, the kind and the key, so that the order is total.
 */
export function bestHits(
  text: string,
  kinds: readonly SearchKind[],
  after: CursorValues | null,
  atMost: number,
): Fragment {
  const hits = join(kinds.map(rankedHits), ' UNION ALL ');
  return sql`WITH ${wordsAsked(text)}, page AS (SELECT * FROM (${hits}) h WHERE ${beyond(after)} ORDER BY rank, name, kind, key LIMIT ${value(atMost)}) SELECT kind, key, ${WORST} - rank AS score, ARRAY(${matchedWords}) AS words, ARRAY[rank::text, name, kind, key::text] AS "$place" FROM page ORDER BY rank, name, kind, key`;
}

/** How many hits of each kind there are among those that are ranked. */
export function hitCounts(text: string): Fragment {
  const counts = SEARCH_KINDS.map(
    (kind) =>
      sql`SELECT ${nameOf(kind)} AS kind, count(*)::int AS count FROM (SELECT FROM ${matching(kind)} LIMIT ${RANKED}) m`,
  );
  return sql`WITH ${wordsAsked(text)} ${join(counts, ' UNION ALL ')}`;
}

const RANKED = raw(String(HITS_AT_MOST));

/** A search with more unknown words finds nothing: each that is guessed at costs hundreds of look-ups. */
const GUESSED = raw('3');

// A rank counts from the best down: by rank, name, kind and key, the order has one direction.
const WORST = raw('9999');

/**
 * `word`: the words asked for. One that stands nowhere in the register, whatever the kinds, is taken for a slip, and
 * means what is one letter away. `asked`: all of them together, or null, which nothing matches, when one of them
 * can't be found at all. OFFSET keeps the look-up from being made once for each time that it is used.
 */
function wordsAsked(text: string): Fragment {
  const given = value(text);
  return sql`word AS MATERIALIZED (SELECT w.word, k.known, CASE WHEN k.known THEN w.query WHEN count(*) FILTER (WHERE NOT k.known) OVER () <= ${GUESSED} THEN ${guesses()} END AS query, (quote_literal(w.word) || ':A')::tsquery AS as_name, (quote_literal(w.stem) || ':B')::tsquery AS as_stem, CASE WHEN w.unfinished THEN (quote_literal(w.word) || ':*A')::tsquery END AS as_beginning FROM asked_words(${given}::text) w CROSS JOIN LATERAL (SELECT ${standsSomewhere(sql`w.query`)} AS known OFFSET 0) k), asked AS MATERIALIZED (SELECT CASE WHEN bool_and(query IS NOT NULL) THEN string_agg('(' || query::text || ')', '&')::tsquery END AS query, array_agg('%' || word || '%') AS patterns, count(*)::int AS words, squeezed(fold(${given}::text)) AS name FROM word)`;
}

/**
 * Of all that a word may have been meant for, what stands somewhere: an index is asked for a few words much faster than
 * for hundreds, each of which it would hold against each row that it finds.
 */
function guesses(): Fragment {
  return sql`(SELECT string_agg(g.meant, '|')::tsquery FROM string_to_table(near(w.word, w.stem)::text, ' | ') AS g(meant) WHERE ${standsSomewhere(sql`g.meant::tsquery`)})`;
}

/** Whether a row of any kind holds what is looked for. */
function standsSomewhere(query: Fragment): Fragment {
  const kinds = SEARCH_KINDS.map(
    (kind) => sql`EXISTS (SELECT FROM ${tableAs(kind)} WHERE ${vectorOf(kind)} @@ ${query})`,
  );
  return sql`(${join(kinds, ' OR ')})`;
}

function rankedHits(kind: SearchKind): Fragment {
  const { names, texts } = SEARCHED[kind];
  const candidates = ofTable(
    sql`SELECT t.id, t.name_key, ${names} AS names, ${texts} AS texts FROM ${matching(kind)} ORDER BY t.name_key LIKE ALL (asked.patterns) DESC, length(t.name_key), t.id LIMIT ${RANKED}`,
  );
  return sql`SELECT ${nameOf(kind)} AS kind, c.id AS key, c.name_key COLLATE "C" AS name, ${WORST} - (p.points * 10 / a.words + ${nameBonus})::integer AS rank, c.names, c.texts FROM (${candidates}) c CROSS JOIN asked a CROSS JOIN LATERAL (SELECT name_vector(c.names) AS vector, squeezed(c.name_key) AS name OFFSET 0) n CROSS JOIN LATERAL (SELECT sum(${worth})::integer AS points FROM word w) p`;
}

/** What a word is worth to a hit, best first: as it is, by its stem or begun in a name; in a text; guessed. */
const worth = sql`CASE WHEN NOT w.known THEN CASE WHEN n.vector @@ w.query THEN 20 ELSE 10 END WHEN n.vector @@ w.as_name THEN 100 WHEN n.vector @@ w.as_stem THEN 80 WHEN n.vector @@ w.as_beginning THEN 70 WHEN c.texts COLLATE "C" ~ ('\m' || w.word || '\M') THEN 50 ELSE 40 END`;

/** What the whole text is worth to a hit: when it is one of its names, begins its name, or is much of it. */
const nameBonus = sql`CASE WHEN a.name = ANY (ARRAY(SELECT squeezed(each) FROM unnest(c.names) each)) THEN 2000 WHEN starts_with(n.name, a.name) THEN 500 ELSE 0 END + least(99, 100 * length(a.name) / greatest(1, length(n.name)))`;

const matchedWords = sql`SELECT u.lexeme FROM unnest(to_tsvector('pg_catalog.simple', words(concat_ws(' ', array_to_string(page.names, ' '), page.texts)))) u WHERE EXISTS (SELECT FROM word w WHERE array_to_tsvector(ARRAY[u.lexeme] || coalesce(ts_lexize('pg_catalog.french_stem', u.lexeme), '{}')) @@ w.query)`;

function beyond(after: CursorValues | null): Fragment {
  if (!after) return raw('true');
  const [rank, name, kind, key] = after.map(value);
  if (!rank || !name || !kind || !key) throw new Error('the place of a hit has four keys');
  return sql`(rank, name, kind, key) > (${rank}::integer, ${name}::text, ${kind}::text, ${key}::integer)`;
}

function matching(kind: SearchKind): Fragment {
  return sql`asked, ${tableAs(kind)} WHERE ${vectorOf(kind)} @@ asked.query`;
}

function tableAs(kind: SearchKind): Fragment {
  return raw(`${tableOf(SEARCHED[kind].model())} t`);
}

function vectorOf(kind: SearchKind): Fragment {
  const { names, texts } = SEARCHED[kind];
  return ofTable(sql`search_vector(${names}, ${texts})`);
}

function ofTable(fragment: Fragment): Fragment {
  return fill(fragment, { self: 't' });
}

function nameOf(kind: SearchKind): Fragment {
  return raw(`'${kind}' COLLATE "C"`);
}
