import type { Fragment } from '../../sql/sql.ts';
import { argument, raw, self, sql } from '../../sql/sql.ts';
import type { Model } from '../relations/columns.ts';
import type { Many, OneBy } from '../relations/relations.ts';
import { rowsVia } from '../relations/relations.ts';
import { DateFilter, DateTimeFilter, FloatFilter, IntFilter } from './comparisons.ts';

/** What a field of a filter means, as data: SQL over `self`, or a relation to rows that have a filter themselves. */
export type Condition = ValueCondition | Comparison | NullTests | ToMany | ToOne;

/** A condition on {@link filterValue}, the value of the field. With `each: 'word'` it must hold for every word of a text. */
export interface ValueCondition {
  kind?: undefined;
  holds: Fragment;
  each?: 'word';
}

/** Compares a value: `{ gte: 3, lt: 5 }`, all of it. Without any operator, it holds for everything. */
export interface Comparison {
  kind: 'comparison';
  operand: Fragment;
  type: 'integer' | 'double precision' | 'date' | 'timestamptz';
}

/** Tests values for null: `{ pitch: true }` holds for the rows without a pitch. */
export interface NullTests {
  kind: 'nullTests';
  values: Readonly<Record<string, Fragment>>;
}

/** Some, none or every one of the rows of a relation match a filter of theirs. Without any row, `every` holds. */
export interface ToMany {
  kind: 'toMany';
  via: Many['via'];
  target: () => Filterable;
}

/** The row that a foreign key points to matches a filter of its own. Without a row, it does not. */
export interface ToOne {
  kind: 'toOne';
  property: string;
  target: () => Filterable;
}

/** Rows that a `WHERE` is made for. */
export interface FilteredRows<T = object> {
  readonly model: Model<T>;
  /** What each field of the filter means. Later modules add to it (`extendFilter`). */
  readonly conditions: Map<string, Condition>;
}

/** A class whose rows can be filtered, with the input types of its filter. */
export interface Filterable<T = object> extends FilteredRows<T> {
  /** Such as `StartupFilter`. */
  readonly filterType: Model;
  /** For a filter through a relation to the rows, such as `StartupListFilter`. */
  readonly listFilterType: Model;
}

/** A field of a filter input. */
export interface FilterField {
  readonly description: string;
  readonly condition: Condition;
  /** The input type of its value. */
  readonly type: () => object;
}

/** The value of the field of a filter. */
export const filterValue = argument('given');

/** Holds when the value is one of those given: `anyOf(sql`${self}.slug`, 'text')`. */
export function isAnyOf(column: Fragment, type: string): ValueCondition {
  return { holds: sql`${column} = ANY(${filterValue}::${raw(`${type}[]`)})` };
}

/** A condition on the texts {@link filterValue}, such as slugs. */
export function textListField(description: string, holds: Fragment): FilterField {
  return { description, condition: { holds }, type: () => [String] };
}

/** A Boolean field that compares a condition: `booleanField('`true` selects …', activeOn)`. */
export function booleanField(description: string, condition: Fragment): FilterField {
  return { description, condition: { holds: sql`${condition} = ${filterValue}::boolean` }, type: () => Boolean };
}

/**
 * A folded text contains every word given, regardless of accents and case.
 * @param where the fields of the text, for the description.
 */
export function wordsField(where: string, text: Fragment = sql`${self}.search_text`): FilterField {
  return {
    description: `Selects the items that have every given word in ${where}, ignoring accents and case.`,
    condition: { holds: sql`${text} LIKE containing(${filterValue}::text)`, each: 'word' },
    type: () => String,
  };
}

/** Compares a value with those given: `compared('Compares the last day.', sql`${self}.closed_on`, 'date')`. */
export function comparisonField(description: string, value: Fragment, type: Comparison['type']): FilterField {
  return {
    description,
    condition: { kind: 'comparison', operand: value, type },
    type: () => COMPARISON_TYPES[type],
  };
}

const COMPARISON_TYPES = {
  integer: IntFilter,
  'double precision': FloatFilter,
  date: DateFilter,
  timestamptz: DateTimeFilter,
} as const satisfies Record<Comparison['type'], Model>;

/** Compares the number of rows of a relation. */
export function countField(description: string, { target, via }: Pick<Many, 'target' | 'via'>): FilterField {
  // A join table has as many rows as it leads to.
  const { from, on } =
    via.by === 'table'
      ? { from: raw(`${via.table} n`), on: sql`n.${raw(via.from)} = ${self}.id` }
      : rowsVia(target(), via, sql`${self}.id`, { target: 'n', link: 'm' });
  return comparisonField(description, sql`(SELECT count(*) FROM ${from} WHERE ${on})`, 'integer');
}

/** Some, none or every one of the rows of a relation of the graph: `toMany('Filters by …', phasesOf, () => phaseFilter)`. */
export function toManyField<T extends object>(
  description: string,
  { via }: Pick<Many<T>, 'via'>,
  target: () => Filterable<T>,
): FilterField {
  return { description, condition: { kind: 'toMany', via, target }, type: () => target().listFilterType };
}

/** The row of a relation of the graph. */
export function toOneField<T extends object>(
  description: string,
  { property }: OneBy<T>,
  target: () => Filterable<T>,
): FilterField {
  return { description, condition: { kind: 'toOne', property, target }, type: () => target().filterType };
}
