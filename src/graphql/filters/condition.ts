import type { Fragment } from '../../sql/sql.ts';
import { argument, raw, self, sql } from '../../sql/sql.ts';
import type { Model } from '../relations/columns.ts';
import type { Many, OneBy } from '../relations/relations.ts';
import { BigIntFilter, DateFilter, DateTimeFilter, FloatFilter, IntFilter } from './comparisons.ts';
import { type FilteredValue, type JoinedTest, valueMeets } from './joinedValue.ts';

/** The condition of a filter field: SQL over `self`, or a relation to rows with a filter of their own. */
export type Condition = ValueCondition | Flag | Comparison | NullTests | ToMany | ToOne | Part;

/** A condition on {@link filterValue}, the value of the field. */
export interface ValueCondition {
  kind?: undefined;
  holds: Fragment | JoinedTest;
  /** The value is a text to search. Each word counts as a condition; without words, the condition holds. */
  isSearch?: true;
}

/** The condition holds if the value of the field is true, and does not hold if it is false. */
export interface Flag {
  kind: 'flag';
  holds: Fragment | JoinedTest;
}

/** Compares a value with all given operators: `{ gte: 3, lt: 5 }`. Without an operator, it holds for every row. */
export interface Comparison {
  kind: 'comparison';
  operand: FilteredValue;
  type: 'integer' | 'bigint' | 'double precision' | 'date' | 'timestamptz';
}

/** Tests values for null: `{ pitch: true }` holds for the rows without a pitch. */
export interface NullTests {
  kind: 'nullTests';
  values: Readonly<Record<string, FilteredValue>>;
}

/** Some, none or all rows of a relation match their filter, or their number compares. Without rows, `every` holds. */
export interface ToMany {
  kind: 'toMany';
  via: Many['via'];
  target: () => Filterable;
}

/** The row of a foreign key matches its filter. It does not hold for a null key. */
export interface ToOne {
  kind: 'toOne';
  property: string;
  target: () => Filterable;
}

/** Conditions on an object that the row computes, such as the team of a startup. They read the row itself. */
export interface Part {
  kind: 'part';
  conditions: Map<string, Condition>;
}

/** A class with the conditions of its filter fields. */
export interface FilteredRows<T = object> {
  readonly model: Model<T>;
  /** The condition of each filter field. Later modules add conditions with `extendFilter`. */
  readonly conditions: Map<string, Condition>;
}

/** A class whose rows can be filtered, with the input types of its filter. */
export interface Filterable<T = object> extends FilteredRows<T> {
  /** The input type of the filter, such as `StartupFilter`. */
  readonly filterType: Model;
  /** The input type of a filter through a relation to many rows, such as `StartupListFilter`. */
  readonly listFilterType: Model;
}

/** A field of a filter input. */
export interface FilterField {
  readonly description: string;
  readonly condition: Condition;
  /** The input type of its value. */
  readonly type: () => object;
}

/** The placeholder of the value of a filter field. */
export const filterValue = argument('given');

/** The value is one of the given values: `isAnyOf(sql`${self}.slug`, 'text')`. */
export function isAnyOf(value: FilteredValue, type: string): ValueCondition {
  return { holds: valueMeets(value, (each) => sql`${each} = ANY(${filterValue}::${raw(`${type}[]`)})`) };
}

/** A field with a list of texts, such as slugs. `holds` uses the list as {@link filterValue}. */
export function textListField(description: string, holds: Fragment): FilterField {
  return { description, condition: { holds }, type: () => [String] };
}

/** A Boolean field: true selects the rows that meet the condition, false the others. A null condition selects neither. */
export function booleanField(description: string, holds: Flag['holds']): FilterField {
  return { description, condition: { kind: 'flag', holds }, type: () => Boolean };
}

/**
 * A text field: selects the rows that a search of the text finds.
 * @param where the searched fields, for the description.
 */
export function searchField(where: string): FilterField {
  return {
    description: `Selects the items that \`search\` finds in ${where}: every word, except articles and prepositions, and the last word by its beginning. Without words, every item.`,
    condition: {
      holds: sql`${self}.search_document @@ (SELECT search_query(${filterValue}::text))`,
      isSearch: true,
    },
    type: () => String,
  };
}

/** A text field as {@link searchField}, in a text without index. A word is not corrected if the text has a typing error. */
export function searchTextField(where: string, text: Fragment): FilterField {
  return {
    description: `Selects the items that have every given word in ${where}, except articles and prepositions, and the last word by its beginning. Without words, every item.`,
    condition: {
      holds: sql`search_document('{}', ARRAY[${text}]) @@ (SELECT search_query(${filterValue}::text, false))`,
      isSearch: true,
    },
    type: () => String,
  };
}

/** A field with comparison operators: `comparisonField('Compares the last day.', sql`${self}.closed_on`, 'date')`. */
export function comparisonField(description: string, value: FilteredValue, type: Comparison['type']): FilterField {
  return {
    description,
    condition: { kind: 'comparison', operand: value, type },
    type: () => COMPARISON_TYPES[type],
  };
}

const COMPARISON_TYPES = {
  integer: IntFilter,
  bigint: BigIntFilter,
  'double precision': FloatFilter,
  date: DateFilter,
  timestamptz: DateTimeFilter,
} as const satisfies Record<Comparison['type'], Model>;

/** A field that filters by the rows of a relation: `toManyField('Filters by …', phasesOf, () => phaseFilter)`. */
export function toManyField<T extends object>(
  description: string,
  { via }: Pick<Many<T>, 'via'>,
  target: () => Filterable<T>,
): FilterField {
  return { description, condition: { kind: 'toMany', via, target }, type: () => target().listFilterType };
}

/** A field that filters by the row of a foreign key. */
export function toOneField<T extends object>(
  description: string,
  { property }: OneBy<T>,
  target: () => Filterable<T>,
): FilterField {
  return { description, condition: { kind: 'toOne', property, target }, type: () => target().filterType };
}
