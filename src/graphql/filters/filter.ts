import { fail } from '../../errors/errors.ts';
import type { Fragment } from '../../sql/sql.ts';
import { fill, join, raw, self, sql, value } from '../../sql/sql.ts';
import { searchWords } from '../../values/searchText.ts';
import { FILTER_TOO_DEEP, FILTER_TOO_FAR, LIST_TOO_LONG, TEXT_TOO_LONG } from '../graphqlErrors.ts';
import { columnOf, type Model, tableOf } from '../relations/columns.ts';
import { rowsVia } from '../relations/relations.ts';
import type { Comparison, Condition, FilteredRows, NullTests, ToMany, ToOne, ValueCondition } from './condition.ts';
import { fillCondition, hasValue, type JoinedTest, type JoinedValue, valueMeets, whereJoined } from './joinedValue.ts';

/** The maximum number of conditions of a filter. Nested conditions, operators and words count. */
const MAXIMUM_CONDITIONS = 50;

/** The maximum number of nested relations of a filter. */
const MAXIMUM_RELATIONS = 3;

const MAXIMUM_VALUES = 500;
const MAXIMUM_TEXT_LENGTH = 200;

/**
 * The WHERE condition of a filter over `self`. All given fields must hold; a list matches any of its values; `and`, `or` and `not`
 * nest. An empty `or` holds for no row; an empty `and` and an object without fields hold for every row. An explicit null is not given.
 * @param joined a row that the statement joins: conditions on it are tests of that row, so that an index can have both its order and them.
 */
export function whereOf(rows: FilteredRows, filter: object | undefined, joined?: JoinedValue): Fragment {
  return filter ? new Where().allOf({ rows, path: 'filter', relations: 0 }, filter, joined) : raw('true');
}

/** A filter without its condition on a field: without the field itself, and without its test in `isNull`. */
export function withoutField(filter: object, field: string): object {
  const entries = Object.entries(filter).filter(([name]) => name !== field);
  return Object.fromEntries(
    entries.map(([name, given]) => [name, name === 'isNull' && given ? withoutField(Object(given), field) : given]),
  );
}

/** A position in a filter: the rows that its fields test, its path, and the number of relations above it. */
interface FilterScope {
  rows: FilteredRows;
  path: string;
  relations: number;
}

class Where {
  private conditions = 0;

  allOf(scope: FilterScope, fields: object, joined?: JoinedValue): Fragment {
    return allHold(
      this.eachOf(scope, fields, (name, given, field) => whereJoined(this.field(field, name, given), joined)),
    );
  }

  private field(scope: FilterScope, name: string, given: unknown): Fragment | JoinedTest {
    // A comparison with NULL is NULL. `NOT` would leave these rows out; `IS NOT TRUE` selects them.
    if (name === 'not') return sql`(${this.allOf(scope, Object(given))}) IS NOT TRUE`;
    if (name === 'and' || name === 'or') {
      const parts = checkList(given, scope.path).map((each, index) =>
        this.allOf({ ...scope, path: `${scope.path}[${index}]` }, Object(each)),
      );
      if (parts.length === 0) return raw(name === 'and' ? 'true' : 'false');
      return sql`(${join(parts, name === 'and' ? ' AND ' : ' OR ')})`;
    }
    const condition = conditionOf(scope, name);
    switch (condition.kind) {
      case undefined:
        return this.valueCondition(scope, condition, checkValue(given, scope.path));
      case 'flag':
        return given === true ? condition.holds : sql`NOT ${condition.holds}`;
      case 'comparison':
        return this.comparison(scope, condition, Object(given));
      case 'nullTests':
        return this.nullTests(scope, condition, Object(given));
      case 'toMany':
        return this.toMany(scope, condition, Object(given));
      case 'toOne':
        return this.toOne(scope, condition, Object(given));
      case 'part':
        return this.allOf({ ...scope, rows: { ...scope.rows, conditions: condition.conditions } }, Object(given));
    }
  }

  private valueCondition(
    { path }: FilterScope,
    { holds, isSearch }: ValueCondition,
    given: unknown,
  ): Fragment | JoinedTest {
    if (isSearch) {
      const words = searchWords(String(given));
      if (words.length === 0) return raw('true');
      this.count(path, words.length);
    }
    return fillCondition(holds, { arguments: { given } });
  }

  private comparison(scope: FilterScope, { operand, type }: Comparison, operators: object): Fragment | JoinedTest {
    const tests = this.eachOf(scope, operators, (name, given, { path }) => {
      const sent = value(checkValue(given, path));
      if (name === 'in') return sql` = ANY(${sent}::${raw(type)}[])`;
      return sql` ${raw(OPERATORS[name] ?? unknownField(path))} ${sent}::${raw(type)}`;
    });
    if (tests.length === 0) return raw('true');
    return valueMeets(operand, (each) => allHold(tests.map((test) => sql`${each}${test}`)));
  }

  private nullTests(scope: FilterScope, { values }: NullTests, tests: object): Fragment {
    return allHold(
      this.eachOf(scope, tests, (name, given, { path }) => {
        const isKnown = hasValue(values[name] ?? unknownField(path));
        return given === true ? sql`NOT ${isKnown}` : isKnown;
      }),
    );
  }

  private toMany(scope: FilterScope, { via, target }: ToMany, quantifiers: object): Fragment {
    const parts = this.eachOf(
      scope,
      quantifiers,
      (name, given, field) => {
        if (name === 'count') return this.comparison(field, rowCount(field, target().model, via), Object(given));
        const related = relatedScope(field, target());
        const { from, on } = rowsVia(target().model, via, sql`${self}.id`, related.aliases);
        const [exists, suffix] = QUANTIFIERS[name] ?? unknownField(field.path);
        return sql`${raw(exists)} (SELECT FROM ${from} WHERE ${on} AND ${this.relatedRows(related, Object(given))}${raw(suffix)})`;
      },
      { counted: 0 },
    );
    return allHold(parts);
  }

  private toOne(scope: FilterScope, { property, target }: ToOne, filter: object): Fragment {
    const related = relatedScope(scope, target());
    const { target: alias } = related.aliases;
    const key = columnOf(scope.rows.model, property).name;
    return sql`EXISTS (SELECT FROM ${raw(`${tableOf(target().model)} ${alias} WHERE ${alias}.id`)} = ${self}.${raw(key)} AND ${this.relatedRows(related, filter)})`;
  }

  private relatedRows(related: ReturnType<typeof relatedScope>, filter: object): Fragment {
    return fill(this.allOf(related, filter), { self: related.aliases.target });
  }

  /** The conditions of the fields of an object that are given and not null. Counts each field as `counted` conditions. */
  private eachOf(
    scope: FilterScope,
    given: object,
    part: (name: string, given: unknown, scope: FilterScope) => Fragment,
    { counted = 1 } = {},
  ): Fragment[] {
    return Object.entries(given)
      .filter(([, each]) => each != null)
      .map(([name, each]) => {
        const path = `${scope.path}.${name}`;
        this.count(path, counted);
        return part(name, each, { ...scope, path });
      });
  }

  private count(path: string, added: number): void {
    this.conditions += added;
    if (this.conditions > MAXIMUM_CONDITIONS) fail(FILTER_TOO_DEEP, { path, maximum: MAXIMUM_CONDITIONS });
  }
}

const OPERATORS: Readonly<Record<string, string>> = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' };

/** The SQL of each quantifier: the existence test, and the suffix of the condition on a row. */
const QUANTIFIERS: Readonly<Record<string, readonly [exists: string, suffix: string]>> = {
  some: ['EXISTS', ''],
  none: ['NOT EXISTS', ''],
  every: ['NOT EXISTS', ' IS NOT TRUE'],
};

function allHold(parts: readonly Fragment[]): Fragment {
  return parts.length === 0 ? raw('true') : sql`(${join(parts, ' AND ')})`;
}

function conditionOf({ rows, path }: FilterScope, name: string): Condition {
  return rows.conditions.get(name) ?? unknownField(path);
}

// The schema rejects unknown fields: a field without a condition is a bug.
function unknownField(path: string): never {
  throw new Error(`${path} has no condition`);
}

/** The number of rows of a relation. A join table has one row for each of them, so the target table is not joined. */
function rowCount(scope: FilterScope, model: Model, via: ToMany['via']): Comparison {
  const { target, link } = aliasesIn(scope);
  const { from, on } =
    via.by === 'table'
      ? { from: raw(`${via.table} ${link}`), on: sql`${raw(`${link}.${via.from}`)} = ${self}.id` }
      : rowsVia(model, via, sql`${self}.id`, { target, link });
  return { kind: 'comparison', operand: sql`(SELECT count(*) FROM ${from} WHERE ${on})`, type: 'integer' };
}

function relatedScope(scope: FilterScope, rows: FilteredRows) {
  const { path, relations } = scope;
  if (relations === MAXIMUM_RELATIONS) fail(FILTER_TOO_FAR, { path, maximum: MAXIMUM_RELATIONS });
  return { rows, path, relations: relations + 1, aliases: aliasesIn(scope) };
}

/** The aliases of the tables of a relation. */
function aliasesIn({ relations }: FilterScope) {
  return { target: `t${relations + 1}`, link: `l${relations + 1}` };
}

function checkValue(given: unknown, path: string): unknown {
  if (Array.isArray(given)) {
    assertLength(given, MAXIMUM_VALUES, path);
    given.forEach((each, index) => {
      checkValue(each, `${path}[${index}]`);
    });
  } else if (typeof given === 'string' && given.length > MAXIMUM_TEXT_LENGTH) {
    fail(TEXT_TOO_LONG, { path, length: given.length, maximum: MAXIMUM_TEXT_LENGTH });
  }
  return given;
}

function checkList(given: unknown, path: string): unknown[] {
  const list: unknown[] = Array.isArray(given) ? given : [given];
  assertLength(list, MAXIMUM_CONDITIONS, path);
  return list;
}

function assertLength({ length }: readonly unknown[], maximum: number, path: string): void {
  if (length > maximum) fail(LIST_TOO_LONG, { path, length, maximum });
}
