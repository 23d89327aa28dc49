import { isAnyOf } from '../../graphql/filters/condition.ts';
import type { KeptCounts, KeptFacet, KeptField } from '../../graphql/filters/keptCounts.ts';
import type { EnumVocabulary } from '../../graphql/vocabulary.ts';
import type { Fragment } from '../../sql/sql.ts';
import { join, literal, raw, sql } from '../../sql/sql.ts';
import { PHASE_NAMES } from './lifecycle.ts';
import { ACCESSIBILITIES, STARTUP_DECISIONS } from './Startup.ts';
import { on } from './startupState.ts';

// The table `startup_count` has the numbers of startups for which a fact begins and ceases to hold, by day. Each change of the register
// updates it. The SQL functions `startup_facts` and `startup_groups` define the facts and the groups.

/** A fact about a startup. `phase`, `exit` and `transition` have a value: the phase, the outcome, the two phases. */
type Fact =
  | 'recorded'
  | 'methodApplies'
  | 'absent'
  | 'dated'
  | 'started'
  | 'active'
  | 'overdue'
  | 'unknown'
  | 'phase'
  | 'exit'
  | 'transition';

/** A property that groups startups. The key of a group is a text: a value of the property, or the key of an entity. */
type Grouping =
  | 'incubator'
  | 'sponsor'
  | 'ministryDomain'
  | 'accessibility'
  | 'decision'
  | `${'topic' | 'technology'}${'' | 'Spelling'}`;

/** FROM and WHERE of the counts `c` of facts: `begun` and `ended` by `fact`, `value`, `key` and `day`. */
export function countsOf(facts: readonly Fact[], grouping: Grouping | '' = ''): Fragment {
  return sql`startup_count c WHERE c.fact IN (${join(facts.map(literal), ', ')}) AND c.grouped_by = ${literal(grouping)}`;
}

/** The FROM item, and the value, of the number of startups for which a fact holds on the day {@link on}. */
export const countOn = {
  from: (fact: Fact, grouping: Grouping | '' = ''): Fragment =>
    sql`${countsOf([fact], grouping)} AND c.day <= ${on}::date`,
  value: sql`coalesce(sum(c.begun - c.ended), 0)::int`,
} as const;

/** SELECT of `key` and `count`: the numbers of startups for which a fact holds on the day {@link on}, of each group that has some. */
export function countsOn(fact: Fact, grouping: Grouping): Fragment {
  return sql`SELECT c.key, ${countOn.value} AS count FROM ${countOn.from(fact, grouping)} GROUP BY c.key HAVING sum(c.begun) > sum(c.ended)`;
}

const numberOn = (fact: Fact): Fragment => sql`(SELECT ${countOn.value} FROM ${countOn.from(fact)})`;

const inPhases = sql`SELECT c.value AS given, ${countOn.value} AS count FROM ${countOn.from('phase')} GROUP BY c.value HAVING sum(c.begun) > sum(c.ended)`;

/** SELECT of `value` and `count` for each phase, and for null: the startups for which `all` holds, but no phase is in force. */
export const phaseCountsOf = (all: Fact): Fragment =>
  sql`WITH k AS (${inPhases}) SELECT k.given::${raw(PHASE_NAMES.type)} AS value, k.count FROM k UNION ALL SELECT NULL, ${numberOn(all)} - coalesce((SELECT sum(k.count) FROM k), 0)::int`;

/** SELECT of `value` and `count` for true, then for false, of the startups for which `all` holds. */
const yesOrNo = (fact: Fact, all: Fact = 'recorded'): Fragment =>
  sql`SELECT b.value, CASE WHEN b.value THEN n.meeting ELSE n.total - n.meeting END AS count FROM (SELECT ${numberOn(fact)} AS meeting, ${numberOn(all)} AS total) n CROSS JOIN (VALUES (true), (false)) b(value)`;

// Under a filter by one field, the counts have its value as `given`.

/** The counts under a filter by phase, by a value that depends on the phase only: `p.given`. */
const underPhase = (value: Fragment): Fragment => sql`SELECT p.given, ${value} AS value, p.count FROM (${inPhases}) p`;

/** The counts of a fact that holds for no startup in a phase: true and false. */
const notInPhase = (fact: Fact): KeptFacet => ({
  all: yesOrNo(fact),
  under: {
    phase: underPhase(raw('false')),
    isActive: sql`SELECT v.given, v.value, CASE WHEN v.given THEN n.active WHEN v.value THEN n.meeting ELSE n.total - n.active - n.meeting END AS count FROM (SELECT ${numberOn('active')} AS active, ${numberOn(fact)} AS meeting, ${numberOn('recorded')} AS total) n CROSS JOIN (VALUES (true, false), (false, true), (false, false)) v(given, value)`,
  },
});

/** The counts by a property. @param columns the columns of the facet, of a group `k`. @param joined the join that they need. */
function byGroup(grouping: Grouping, columns: Fragment, joined = raw('')) {
  const under = (counts: Fragment) => sql`SELECT k.given, ${columns}, k.count FROM (${counts}) k${joined}`;
  const inPhase = sql`SELECT c.value AS given, c.key, ${countOn.value} AS count FROM ${countOn.from('phase', grouping)} GROUP BY c.value, c.key`;
  const sums = sql`SELECT c.key, coalesce(sum(c.begun - c.ended) FILTER (WHERE c.fact = 'active'), 0) AS meeting, coalesce(sum(c.begun - c.ended) FILTER (WHERE c.fact = 'recorded'), 0) AS total FROM ${countsOf(['active', 'recorded'], grouping)} AND c.day <= ${on}::date GROUP BY c.key`;
  const active = sql`SELECT b.given, n.key, CASE WHEN b.given THEN n.meeting ELSE n.total - n.meeting END AS count FROM (${sums}) n CROSS JOIN (VALUES (true), (false)) b(given)`;
  const undated = sql`SELECT NULL, c.key, sum(CASE c.fact WHEN 'recorded' THEN c.begun ELSE - c.begun END) FROM ${countsOf(['recorded', 'dated'], grouping)} GROUP BY c.key`;
  const started = sql`SELECT c.day AS given, c.key, c.begun AS count FROM ${countsOf(['dated'], grouping)} UNION ALL ${undated}`;
  return {
    all: sql`SELECT ${columns}, k.count FROM (${countsOn('recorded', grouping)}) k${joined}`,
    under: { phase: under(inPhase), isActive: under(active), startedOn: under(started) },
  } satisfies KeptFacet;
}

const ofEnum = (grouping: Grouping, { type }: EnumVocabulary) =>
  byGroup(grouping, sql`nullif(k.key, '')::${raw(type)} AS value`);

const accessibility = ofEnum('accessibility', ACCESSIBILITIES);
const decision = ofEnum('decision', STARTUP_DECISIONS);

/** The counts by phase under a filter by an enum: those of its values in each phase, and in no phase. */
const phasesUnder = (of: typeof accessibility): Fragment =>
  sql`WITH k AS (SELECT n.value AS given, n.given::${raw(PHASE_NAMES.type)} AS value, n.count FROM (${of.under.phase}) n) SELECT * FROM k UNION ALL SELECT n.value, NULL, n.count - coalesce((SELECT sum(k.count) FROM k WHERE k.given IS NOT DISTINCT FROM n.value), 0)::int FROM (${of.all}) n`;

/** The counts by activity under a filter by an enum. */
const activeUnder = (of: typeof accessibility): Fragment =>
  sql`SELECT n.value AS given, n.given AS value, n.count FROM (${of.under.isActive}) n`;

/** The join of the entity `e` of a row of counts by key. Rows without an entity have an empty key. */
export const entityOfKey = (row: 'k' | 's'): Fragment => raw(`entity e ON e.id = nullif(${row}.key, '')::int`);

const ofEntities = (grouping: Grouping): KeptFacet =>
  byGroup(grouping, raw('e.id AS value, e.slug AS tie'), sql` LEFT JOIN ${entityOfKey('k')}`);

/**
 * SELECT of each `folded` word with its usual spelling `word`: the one with most uses; of equally frequent ones, the first by code point.
 * @param spellings a SELECT of `word` and `uses`.
 */
export const usualSpellings = (spellings: Fragment): Fragment =>
  sql`SELECT DISTINCT ON (fold(u.word)) fold(u.word) AS folded, u.word FROM (${spellings}) u ORDER BY fold(u.word), u.uses DESC, u.word COLLATE "C"`;

/** The words by their folded text, in their usual spelling. */
function ofWords(word: 'topic' | 'technology'): KeptFacet {
  const spellings = sql`SELECT s.key AS word, s.count AS uses FROM (${countsOn('recorded', `${word}Spelling`)}) s`;
  return {
    all: sql`SELECT u.word AS value, u.word COLLATE "C" AS tie, k.count FROM (${countsOn('recorded', word)}) k LEFT JOIN (${usualSpellings(spellings)}) u ON u.folded = k.key`,
  };
}

/** The numbers of startups by value, for facets. */
export const STARTUP_COUNTS = {
  phase: {
    all: phaseCountsOf('recorded'),
    under: {
      isActive: sql`SELECT coalesce(is_active_phase(p.value), false) AS given, p.value, p.count FROM (${phaseCountsOf('recorded')}) p`,
      accessibility: phasesUnder(accessibility),
      decision: phasesUnder(decision),
    },
  },
  isActive: {
    all: yesOrNo('active'),
    under: {
      phase: underPhase(sql`is_active_phase(p.given::${raw(PHASE_NAMES.type)})`),
      accessibility: activeUnder(accessibility),
      decision: activeUnder(decision),
    },
  },
  isOverdue: {
    all: sql`${yesOrNo('overdue', 'methodApplies')} UNION ALL SELECT NULL, ${numberOn('recorded')} - ${numberOn('methodApplies')}`,
  },
  isPhaseUnknown: notInPhase('unknown'),
  isAbsent: notInPhase('absent'),
  accessibility,
  decision,
  incubators: ofEntities('incubator'),
  sponsors: { all: ofEntities('sponsor').all },
  ministryDomains: byGroup('ministryDomain', sql`nullif(k.key, '') AS value, nullif(k.key, '') COLLATE "C" AS tie`),
  topics: ofWords('topic'),
  technologies: ofWords('technology'),
} as const satisfies Readonly<Record<string, KeptFacet>>;

const startedOnCounts = sql`SELECT c.day AS value, c.begun AS count FROM ${countsOf(['dated'])} UNION ALL SELECT NULL, ${numberOn('recorded')} - (SELECT coalesce(sum(c.begun), 0)::int FROM ${countsOf(['dated'])})`;

const keptField = ({ all, under }: KeptFacet, condition: KeptField['condition']): KeptField => ({
  counts: all,
  condition,
  under,
});

const isTrue: KeptField['condition'] = (value) => ({ kind: 'flag', holds: value });

/** The counts of the lists of all startups, without a filter, with one of these fields, or with two of them. */
export const keptStartupCounts: KeptCounts = {
  all: numberOn('recorded'),
  fields: {
    phase: {
      counts: inPhases,
      condition: (value) => isAnyOf(sql`${value}::text`, 'text'),
      under: STARTUP_COUNTS.phase.under,
    },
    isActive: keptField(STARTUP_COUNTS.isActive, isTrue),
    isOverdue: keptField(STARTUP_COUNTS.isOverdue, isTrue),
    isPhaseUnknown: keptField(STARTUP_COUNTS.isPhaseUnknown, isTrue),
    isAbsent: keptField(STARTUP_COUNTS.isAbsent, isTrue),
    accessibility: keptField(accessibility, (value) => isAnyOf(value, ACCESSIBILITIES.type)),
    decision: keptField(decision, (value) => isAnyOf(value, STARTUP_DECISIONS.type)),
    startedOn: {
      counts: startedOnCounts,
      condition: (value) => ({ kind: 'comparison', operand: value, type: 'date' }),
    },
  },
};
