import { fail } from '../../errors/errors.ts';
import type { Fragment } from '../../sql/sql.ts';
import { fill, join, raw, self, sql, value } from '../../sql/sql.ts';
import { FILTER_NULL, FILTER_TOO_DEEP, FILTER_TOO_FAR, LIST_TOO_LONG, TEXT_TOO_LONG } from '../graphqlErrors.ts';
import { columnOf, tableOf } from '../relations/columns.ts';
import { rowsVia } from '../relations/relations.ts';
import type { Comparison, Condition, FilteredRows, NullTests, Plain, ToMany, ToOne } from './condition.ts';

/** How many conditions a filter may hold, nested ones and each operator and word included. */
const CONDITIONS_AT_MOST = 50;

/** How many relations a filter may go through, one inside another. */
const RELATIONS_AT_MOST = 3;

const VALUES_AT_MOST = 500;
const TEXT_AT_MOST = 200;

/**
 * The WHERE of a filter over rows under the alias `self`: every field given must hold; a list means any of its values;
 * `and`, `or`, `not` nest. An empty `or` holds for nothing; an empty `and` and an object without fields hold for
 * everything. Explicit nulls are rejected (FILTER_NULL).
 */
export function whereOf(rows: FilteredRows, filter: object | undefined): Fragment {
  return filter ? new Where().allOf({ rows, path: 'filter', relations: 0 }, filter) : raw('true');
}

/** A position in a filter: the rows that its fields test, its path, and the number of relations on the way. */
interface FilterScope {
  rows: FilteredRows;
  path: string;
  relations: number;
}

class Where {
  private counted = 0;

  allOf(at: FilterScope, fields: object): Fragment {
    return every(this.eachOf(at, fields, (name, given, scope) => this.field(scope, name, given)));
  }

  private field(at: FilterScope, name: string, given: unknown): Fragment {
    // What is not known does not hold: `NOT` would leave out the rows that have no value.
    if (name === 'not') return sql`(${this.allOf(at, Object(given))}) IS NOT TRUE`;
    if (name === 'and' || name === 'or') {
      const parts = listOf(given, at.path).map((each, index) =>
        this.allOf({ ...at, path: `${at.path}[${index}]` }, Object(each)),
      );
      if (parts.length === 0) return raw(name === 'and' ? 'true' : 'false');
      return sql`(${join(parts, name === 'and' ? ' AND ' : ' OR ')})`;
    }
    const condition = conditionOf(at, name);
    switch (condition.kind) {
      case undefined:
        return this.plain(at, condition, checked(given, at.path));
      case 'comparison':
        return this.comparison(at, condition, Object(given));
      case 'nullTests':
        return this.nullTests(at, condition, Object(given));
      case 'toMany':
        return this.toMany(at, condition, Object(given));
      case 'toOne':
        return this.toOne(at, condition, Object(given));
    }
  }

  private plain({ path }: FilterScope, { holds, each }: Plain, given: unknown): Fragment {
    if (each !== 'word') return fill(holds, { arguments: { given } });
    const words = [...new Set(String(given).split(/\s+/u).filter(Boolean))];
    this.count(path, words.length);
    return every(words.map((word) => fill(holds, { arguments: { given: word } })));
  }

  private comparison(at: FilterScope, { compared, type }: Comparison, operators: object): Fragment {
    return every(
      this.eachOf(at, operators, (name, given, { path }) => {
        const sent = value(checked(given, path));
        if (name === 'in') return sql`${compared} = ANY(${sent}::${raw(type)}[])`;
        return sql`${compared} ${raw(OPERATORS[name] ?? unknown(path))} ${sent}::${raw(type)}`;
      }),
    );
  }

  private nullTests(at: FilterScope, { values }: NullTests, tests: object): Fragment {
    return every(
      this.eachOf(
        at,
        tests,
        (name, given, { path }) => sql`(${values[name] ?? unknown(path)} IS NULL) = ${value(given)}::boolean`,
      ),
    );
  }

  private toMany(at: FilterScope, { via, target }: ToMany, quantifiers: object): Fragment {
    const there = further(at, target());
    const { from, on } = rowsVia(target().model, via, sql`${self}.id`, there.aliases);
    return every(
      this.eachOf(at, quantifiers, (name, given, { path }) => {
        const holds = this.inside({ ...there, path }, Object(given));
        const [exists, fits] = QUANTIFIERS[name] ?? unknown(path);
        return sql`${raw(exists)} (SELECT FROM ${from} WHERE ${on} AND ${holds}${raw(fits)})`;
      }),
    );
  }

  private toOne(at: FilterScope, { property, target }: ToOne, filter: object): Fragment {
    const there = further(at, target());
    const { target: alias } = there.aliases;
    const key = columnOf(at.rows.model, property).name;
    return sql`EXISTS (SELECT FROM ${raw(`${tableOf(target().model)} ${alias} WHERE ${alias}.id`)} = ${self}.${raw(key)} AND ${this.inside(there, filter)})`;
  }

  private inside(there: ReturnType<typeof further>, filter: object): Fragment {
    return fill(this.allOf(there, filter), { self: there.aliases.target });
  }

  /** The fields of an object that are given, each counted, and none of them null. */
  private eachOf(
    at: FilterScope,
    given: object,
    part: (name: string, given: unknown, scope: FilterScope) => Fragment,
  ): Fragment[] {
    return Object.entries(given)
      .filter(([, each]) => each !== undefined)
      .map(([name, each]) => {
        const path = `${at.path}.${name}`;
        this.count(path, 1);
        if (each === null) fail(FILTER_NULL, { path });
        return part(name, each, { ...at, path });
      });
  }

  private count(path: string, conditions: number): void {
    this.counted += conditions;
    if (this.counted > CONDITIONS_AT_MOST) fail(FILTER_TOO_DEEP, { path, maximum: CONDITIONS_AT_MOST });
  }
}

const OPERATORS: Readonly<Record<string, string>> = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' };

/** How rows are looked for, and what must be true of the filter for one to be found. */
const QUANTIFIERS: Readonly<Record<string, readonly [exists: string, fits: string]>> = {
  some: ['EXISTS', ''],
  none: ['NOT EXISTS', ''],
  every: ['NOT EXISTS', ' IS NOT TRUE'],
};

function every(parts: readonly Fragment[]): Fragment {
  return parts.length === 0 ? raw('true') : sql`(${join(parts, ' AND ')})`;
}

function conditionOf({ rows, path }: FilterScope, name: string): Condition {
  return rows.conditions.get(name) ?? unknown(path);
}

// The schema lets nothing else through: a field without a condition is our own mistake.
function unknown(path: string): never {
  throw new Error(`${path} has no condition`);
}

function further({ path, relations }: FilterScope, rows: FilteredRows) {
  if (relations === RELATIONS_AT_MOST) fail(FILTER_TOO_FAR, { path, maximum: RELATIONS_AT_MOST });
  const number = relations + 1;
  return { rows, path, relations: number, aliases: { target: `t${number}`, link: `l${number}` } };
}

function checked(given: unknown, path: string): unknown {
  if (Array.isArray(given)) {
    refuseLonger(given, VALUES_AT_MOST, path);
    given.forEach((each, at) => {
      checked(each, `${path}[${at}]`);
    });
  } else if (typeof given === 'string' && given.length > TEXT_AT_MOST) {
    fail(TEXT_TOO_LONG, { path, length: given.length, maximum: TEXT_AT_MOST });
  }
  return given;
}

function listOf(given: unknown, path: string): unknown[] {
  const list: unknown[] = Array.isArray(given) ? given : [given];
  refuseLonger(list, CONDITIONS_AT_MOST, path);
  list.forEach((each, at) => {
    if (each === null) fail(FILTER_NULL, { path: `${path}[${at}]` });
  });
  return list;
}

function refuseLonger({ length }: readonly unknown[], maximum: number, path: string): void {
  if (length > maximum) fail(LIST_TOO_LONG, { path, length, maximum });
}
