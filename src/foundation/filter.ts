import { refuse } from './errors.ts';
import type { Fragment } from './sql.ts';
import { argument, fill, join, raw, sql } from './sql.ts';

/**
 * One condition of a filter, as data: SQL that speaks of `self` and of {@link given}, what was asked for. With
 * `each: 'word'` it must hold for every word of the text.
 */
export interface Condition {
  holds: Fragment;
  each?: 'word';
}

/** What each field of a filter means. `and`, `or` and `not` are the same everywhere and are not listed. */
export type Conditions<F> = { readonly [field in Exclude<keyof F & string, 'and' | 'or' | 'not'>]-?: Condition };

/** The value that a condition was given. */
export const given = argument('given');

/** Holds when the value is one of those given: `anyOf(sql`${self}.slug`, 'text')`. */
export function anyOf(column: Fragment, type: string): Condition {
  return { holds: sql`${column} = ANY(${given}::${raw(`${type}[]`)})` };
}

/** Holds when the folded text contains every word given, accents and case apart. */
export function containsWords(column: Fragment): Condition {
  return { holds: sql`${column} LIKE containing(${given}::text)`, each: 'word' };
}

/** A filter as it comes from a request. */
export type GivenFilter = object;

const CONDITIONS_AT_MOST = 50;
const VALUES_AT_MOST = 500;
const TEXT_AT_MOST = 200;

/**
 * The WHERE of a filter: every field given must hold; a list means any of its values; `and`, `or`, `not` nest. An
 * empty `or` holds for nothing, an empty `and` for everything. Explicit nulls are refused (FILTER_NULL).
 */
export function whereOf<F extends object>(conditions: Conditions<F>, filter: F | undefined): Fragment {
  let counted = 0;
  return filter ? allOf(filter, 'filter') : raw('true');

  function allOf(fields: GivenFilter, path: string): Fragment {
    const parts = Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => fieldOf(name, value, `${path}.${name}`));
    return parts.length === 0 ? raw('true') : sql`(${join(parts, ' AND ')})`;
  }

  function fieldOf(name: string, value: unknown, path: string): Fragment {
    counted += 1;
    if (counted > CONDITIONS_AT_MOST) refuse('FILTER_TOO_DEEP', { path, maximum: CONDITIONS_AT_MOST });
    if (value === null) refuse('FILTER_NULL', { path });
    // What is not known does not hold: `NOT` would leave out the rows that have no value.
    if (name === 'not') return sql`(${allOf(Object(value), path)}) IS NOT TRUE`;
    if (name === 'and' || name === 'or') {
      const parts = listOf(value, path).map((each, at) => allOf(Object(each), `${path}[${at}]`));
      if (parts.length === 0) return raw(name === 'and' ? 'true' : 'false');
      return sql`(${join(parts, name === 'and' ? ' AND ' : ' OR ')})`;
    }
    const condition: Condition | undefined = new Map<string, Condition>(Object.entries(conditions)).get(name);
    if (!condition) throw new Error(`${path} has no condition`);
    return holding(condition, checked(value, path), path);
  }

  function holding(condition: Condition, value: unknown, path: string): Fragment {
    if (condition.each !== 'word') return fill(condition.holds, { arguments: { given: value } });
    const words = [...new Set(String(value).split(/\s+/u).filter(Boolean))];
    counted += words.length;
    if (counted > CONDITIONS_AT_MOST) refuse('FILTER_TOO_DEEP', { path, maximum: CONDITIONS_AT_MOST });
    const parts = words.map((word) => fill(condition.holds, { arguments: { given: word } }));
    return parts.length === 0 ? raw('true') : sql`(${join(parts, ' AND ')})`;
  }
}

function checked(value: unknown, path: string): unknown {
  if (Array.isArray(value)) {
    if (value.length > VALUES_AT_MOST) refuse('LIST_TOO_LONG', { path, length: value.length, maximum: VALUES_AT_MOST });
    value.forEach((each, at) => {
      checked(each, `${path}[${at}]`);
    });
  } else if (typeof value === 'string' && value.length > TEXT_AT_MOST) {
    refuse('TEXT_TOO_LONG', { path, length: value.length, maximum: TEXT_AT_MOST });
  }
  return value;
}

function listOf(value: unknown, path: string): unknown[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  list.forEach((each, at) => {
    if (each === null) refuse('FILTER_NULL', { path: `${path}[${at}]` });
  });
  return list;
}
