import type { Fragment } from '../../sql/sql.ts';
import { argument, raw, self, sql } from '../../sql/sql.ts';
import type { Model } from '../relations/columns.ts';
import type { Many, OneBy } from '../relations/relations.ts';
import { rowsVia } from '../relations/relations.ts';

/** What a field of a filter means, as data: SQL that speaks of `self`, or the way to rows that have a filter themselves. */
export type Condition = Plain | Comparison | Emptiness | ToMany | ToOne;

/**
 * Holds or not: `holds` speaks of {@link given}, what was asked for. With `each: 'word'` it must hold for every word of
 * the text.
 */
export interface Plain {
  kind?: undefined;
  holds: Fragment;
  each?: 'word';
}

/** A value is compared with what is given: `{ gte: 3, lt: 5 }`, all of it. No operator at all holds for everything. */
export interface Comparison {
  kind: 'comparison';
  compared: Fragment;
  type: 'integer' | 'double precision' | 'date' | 'timestamptz';
}

/** Values are there or not: `{ pitch: true }` holds for the rows that have none. */
export interface Emptiness {
  kind: 'emptiness';
  values: Readonly<Record<string, Fragment>>;
}

/** Some, none or every one of the rows of a relation fit a filter of theirs. Every one of no row at all does. */
export interface ToMany {
  kind: 'toMany';
  via: Many['via'];
  target: () => Filterable;
}

/** The row that a foreign key points to fits a filter of its own; without any row, it does not. */
export interface ToOne {
  kind: 'toOne';
  property: string;
  target: () => Filterable;
}

/** What each field of a filter means. `and`, `or` and `not` are the same everywhere and are not listed. */
export type Conditions<F> = { readonly [field in Exclude<keyof F & string, 'and' | 'or' | 'not'>]-?: Condition };

/** Rows of a class that a filter can choose from. */
export interface Filterable<T = object, F extends object = object> {
  readonly model: () => Model<T>;
  readonly conditions: Conditions<F>;
  /** The conditions that rooms to the right added ({@link furtherFields}). */
  readonly further: Map<string, Condition>;
}

/** Rows that are only chosen from, and never listed by themselves: those of a relation. */
export function filterable<T extends object, F extends object>(
  model: () => Model<T>,
  conditions: Conditions<F>,
): Filterable<T, F> {
  return { model, conditions, further: new Map() };
}

/** The value that a condition was given. */
export const given = argument('given');

/** Holds when the value is one of those given: `anyOf(sql`${self}.slug`, 'text')`. */
export function anyOf(column: Fragment, type: string): Plain {
  return { holds: sql`${column} = ANY(${given}::${raw(`${type}[]`)})` };
}

/** Holds when the folded text contains every word given, accents and case apart. */
export function containsWords(column: Fragment): Plain {
  return { holds: sql`${column} LIKE containing(${given}::text)`, each: 'word' };
}

/** Compares a value with those given: `compared(sql`${self}.closed_on`, 'date')`. */
export function compared(value: Fragment, type: Comparison['type']): Comparison {
  return { kind: 'comparison', compared: value, type };
}

/** Compares how many rows a relation leads to. */
export function countOf({ target, via }: Pick<Many, 'target' | 'via'>): Comparison {
  // The rows of a join table are as many as those that it leads to.
  const { from, on } =
    via.by === 'table'
      ? { from: raw(`${via.table} n`), on: sql`n.${raw(via.from)} = ${self}.id` }
      : rowsVia(target(), via, sql`${self}.id`, { target: 'n', link: 'm' });
  return compared(sql`(SELECT count(*) FROM ${from} WHERE ${on})`, 'integer');
}

/** Some, none or every one of the rows of a relation: the relation that a field of the graph is declared with. */
export function toMany<T extends object>({ via }: Pick<Many<T>, 'via'>, target: () => Filterable<T>): ToMany {
  return { kind: 'toMany', via, target };
}

/** The row of a relation. */
export function toOne<P, T extends object>({ property }: OneBy<P, T>, target: () => Filterable<T>): ToOne {
  return { kind: 'toOne', property, target };
}
