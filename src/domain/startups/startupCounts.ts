import { type Condition, isAnyOf } from '../../graphql/filters/condition.ts';
import type { KeptCounts } from '../../graphql/filters/keptCounts.ts';
import type { EnumVocabulary } from '../../graphql/vocabulary.ts';
import type { Fragment } from '../../sql/sql.ts';
import { join, literal, raw, self, sql } from '../../sql/sql.ts';
import { PHASE_NAMES } from './lifecycle.ts';
import { ACCESSIBILITIES, STARTUP_DECISIONS } from './Startup.ts';
import { on } from './startupState.ts';

// The table `startup_count` has the numbers of startups for which a fact begins and ends to hold, by day. Each change of the register
// updates it. The SQL function `startup_spans` defines the facts.

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
  | 'phase'
  | 'outcome'
  | 'phases'
  | `${'topic' | 'technology'}${'' | 'Spelling'}`;

/** FROM and WHERE of the counts `c` of facts: `begun` and `ended` by `fact`, `key` and `day`. */
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

/** SELECT of `value` and `count` for each phase, and for null: the startups for which `all` holds, but no phase is in force. */
export const phaseCountsOf = (all: Fact): Fragment =>
  sql`WITH k AS (${countsOn('phase', 'phase')}) SELECT k.key::${raw(PHASE_NAMES.type)} AS value, k.count FROM k UNION ALL SELECT NULL, ${numberOn(all)} - coalesce((SELECT sum(k.count) FROM k), 0)::int`;

/** SELECT of `value` and `count` for true, then for false, of the startups for which `all` holds. */
const yesOrNo = (fact: Fact, all: Fact = 'recorded'): Fragment =>
  sql`SELECT b.value, CASE WHEN b.value THEN n.meeting ELSE n.total - n.meeting END AS count FROM (SELECT ${numberOn(fact)} AS meeting, ${numberOn(all)} AS total) n CROSS JOIN (VALUES (true), (false)) b(value)`;

const ofEnum = (grouping: Grouping, { type }: EnumVocabulary): Fragment =>
  sql`SELECT nullif(k.key, '')::${raw(type)} AS value, k.count FROM (${countsOn('recorded', grouping)}) k`;

/** The words by their folded text, each in the spelling that most startups have; of equally frequent ones, the first by code point. */
function ofWords(word: 'topic' | 'technology'): Fragment {
  const usual = sql`SELECT DISTINCT ON (fold(s.key)) fold(s.key) AS folded, s.key AS word FROM (${countsOn('recorded', `${word}Spelling`)}) s ORDER BY fold(s.key), s.count DESC, s.key COLLATE "C"`;
  return sql`SELECT u.word AS value, u.word COLLATE "C" AS tie, k.count FROM (${countsOn('recorded', word)}) k LEFT JOIN (${usual}) u ON u.folded = k.key`;
}

const ofEntities = (grouping: Grouping): Fragment =>
  sql`SELECT e.id AS value, e.slug AS tie, k.count FROM (${countsOn('recorded', grouping)}) k LEFT JOIN entity e ON e.id = nullif(k.key, '')::int`;

/** The numbers of all startups by value, for facets. */
export const STARTUP_COUNTS = {
  phase: phaseCountsOf('recorded'),
  isActive: yesOrNo('active'),
  isOverdue: sql`${yesOrNo('overdue', 'methodApplies')} UNION ALL SELECT NULL, ${numberOn('recorded')} - ${numberOn('methodApplies')}`,
  isPhaseUnknown: yesOrNo('unknown'),
  isAbsent: yesOrNo('absent'),
  startedOn: sql`SELECT c.day AS value, c.begun AS count FROM ${countsOf(['dated'])} UNION ALL SELECT NULL, ${numberOn('recorded')} - (SELECT coalesce(sum(c.begun), 0)::int FROM ${countsOf(['dated'])})`,
  accessibility: ofEnum('accessibility', ACCESSIBILITIES),
  decision: ofEnum('decision', STARTUP_DECISIONS),
  incubators: ofEntities('incubator'),
  sponsors: ofEntities('sponsor'),
  ministryDomains: sql`SELECT nullif(k.key, '') AS value, nullif(k.key, '') COLLATE "C" AS tie, k.count FROM (${countsOn('recorded', 'ministryDomain')}) k`,
  topics: ofWords('topic'),
  technologies: ofWords('technology'),
} as const;

const value = sql`${self}.value`;
const isValue: Condition = { kind: 'flag', holds: value };

/** The counts of the lists of all startups, without a filter or with one of these fields. */
export const keptStartupCounts: KeptCounts = {
  all: numberOn('recorded'),
  fields: {
    phase: { counts: STARTUP_COUNTS.phase, condition: isAnyOf(value, PHASE_NAMES.type) },
    isActive: { counts: STARTUP_COUNTS.isActive, condition: isValue },
    isOverdue: { counts: STARTUP_COUNTS.isOverdue, condition: isValue },
    isPhaseUnknown: { counts: STARTUP_COUNTS.isPhaseUnknown, condition: isValue },
    isAbsent: { counts: STARTUP_COUNTS.isAbsent, condition: isValue },
    accessibility: { counts: STARTUP_COUNTS.accessibility, condition: isAnyOf(value, ACCESSIBILITIES.type) },
    decision: { counts: STARTUP_COUNTS.decision, condition: isAnyOf(value, STARTUP_DECISIONS.type) },
    startedOn: { counts: STARTUP_COUNTS.startedOn, condition: { kind: 'comparison', operand: value, type: 'date' } },
  },
};
