import type { Fragment } from '../../sql/sql.ts';
import { argument, raw, self, sql } from '../../sql/sql.ts';
import type { Model } from '../relations/columns.ts';
import type { Many, OneBy } from '../relations/relations.ts';
import { rowsVia } from '../relations/relations.ts';

/** What a field of a filter means, as data: SQL over `self`, or a relation to rows that have a filter themselves. */
export type Condition = Plain | Comparison | NullTests | ToMany | ToOne;

/** A condition on {@link given}, the value of the field. With `each: 'word'` it must hold for every word of a text. */
export interface Plain {
  kind?: undefined;
  holds: Fragment;
  each?: 'word';
}

/** Compares a value: `{ gte: 3, lt: 5 }`, all of it. Without any operator, it holds for everything. */
export interface Comparison {
  kind: 'comparison';
  compared: Fragment;
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

/** A class whose rows can be filtered. */
export interface Filterable<T = object> {
  readonly model: Model<T>;
  /** The input type of a filter of its rows, such as `StartupFilter`. */
  readonly filterType?: Model;
  /** The input type of a filter through a relation to its rows, such as `StartupListFilter`. */
  readonly listFilterType?: Model;
  /** What each field of the filter means. Later modules add to it (`extendFilter`). */
  readonly conditions: Map<string, Condition>;
}

/** The rows of a class whose filter input is written by hand. */
export function filterable<T extends object, F extends object>(
  model: () => Model<T>,
  conditions: { readonly [field in Exclude<keyof F & string, 'and' | 'or' | 'not'>]-?: Condition },
): Filterable<T> {
  return { model: model(), conditions: new Map(Object.entries<Condition>(conditions)) };
}

/** A field of a filter input. */
export interface FilterField {
  readonly description: string;
  readonly condition: Condition;
  /** The input type of its value; needed only where the condition does not determine it. */
  readonly type?: () => object;
}

/** The value of the field of a filter. */
export const given = argument('given');

/** A field of a filter: `filterField('Active — startups that are active today.', condition, () => Boolean)`. */
export function filterField(description: string, condition: Condition, type?: () => object): FilterField {
  return { description, condition, type };
}

/** Holds when the value is one of those given: `anyOf(sql`${self}.slug`, 'text')`. */
export function anyOf(column: Fragment, type: string): Plain {
  return { holds: sql`${column} = ANY(${given}::${raw(`${type}[]`)})` };
}

/** Holds when the folded text contains every word given, regardless of accents and case. */
export function containsWords(column: Fragment): Plain {
  return { holds: sql`${column} LIKE containing(${given}::text)`, each: 'word' };
}

/** Compares a value with those given: `compared(sql`${self}.closed_on`, 'date')`. */
export function compared(value: Fragment, type: Comparison['type']): Comparison {
  return { kind: 'comparison', compared: value, type };
}

/** Compares the number of rows of a relation. */
export function countOf({ target, via }: Pick<Many, 'target' | 'via'>): Comparison {
  // A join table has as many rows as it leads to.
  const { from, on } =
    via.by === 'table'
      ? { from: raw(`${via.table} n`), on: sql`n.${raw(via.from)} = ${self}.id` }
      : rowsVia(target(), via, sql`${self}.id`, { target: 'n', link: 'm' });
  return compared(sql`(SELECT count(*) FROM ${from} WHERE ${on})`, 'integer');
}

/** Some, none or every one of the rows of a relation of the graph. */
export function toMany<T extends object>({ via }: Pick<Many<T>, 'via'>, target: () => Filterable<T>): ToMany {
  return { kind: 'toMany', via, target };
}

/** The row of a relation of the graph. */
export function toOne<T extends object>({ property }: OneBy<T>, target: () => Filterable<T>): ToOne {
  return { kind: 'toOne', property, target };
}
