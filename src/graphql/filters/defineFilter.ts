import { Field, InputType } from 'type-graphql';
import type { Fragment } from '../../sql/sql.ts';
import { raw, self, sql } from '../../sql/sql.ts';
import type { Property } from '../properties/declarations.ts';
import { propertiesOf } from '../properties/declarations.ts';
import type { Model } from '../relations/columns.ts';
import { IntFilter } from './comparisons.ts';
import type { Comparison, Filterable, FilterField } from './condition.ts';
import { booleanField, comparisonField, filterValue, isAnyOf, textListField } from './condition.ts';
import { extendFilter } from './extendFilter.ts';
import { isNullField } from './isNullField.ts';
import type { FilteredValue } from './joinedValue.ts';

/** The declaration of a filter, apart from the properties of its class. */
export interface FilterOptions {
  /** The plural English noun of the rows, for descriptions. */
  readonly plural: string;
  /** The first fields, in the order of the schema. The filters of the other properties follow. */
  readonly fields?: Readonly<Record<string, FilterField | undefined>>;
  /** The fields of `isNull` besides columns and references. False: the filter has no `isNull`. */
  readonly isNull?: Readonly<Record<string, FilteredValue>> | false;
}

/**
 * Makes the filter of a class: the given fields, the fields that its properties declare, `isNull` for nullable fields, and
 * `and`, `or`, `not`. Its input types are named like `StartupFilter` and `StartupListFilter`.
 */
export function defineFilter<T extends object>(
  model: Model<T>,
  { plural, fields = {}, isNull = {} }: FilterOptions,
): Filterable<T> {
  const all = { ...fields, ...withoutKeys(propertyFilters(model), fields) };
  const nullTests = isNull && isNullField(model, isNull);
  const hasListField = Object.values(all).some((field) => Array.isArray(field?.type?.()));

  @InputType(`${model.name}Filter`, {
    description: `Filters ${plural}. An item must match all given fields${hasListField ? '; a list matches any of its values' : ''}.`,
  })
  class FilterInput {}

  const listFilterType = listFilterOf(model, FilterInput, plural);
  const rows: Filterable<T> = { model, filterType: FilterInput, listFilterType, conditions: new Map() };
  extendFilter(rows, { ...all, ...(nullTests && { isNull: nullTests }) });
  for (const [name, [type, description]] of Object.entries(LOGICAL_OPERATORS(FilterInput))) {
    Field(type, { nullable: true, description })(FilterInput.prototype, name);
  }
  return rows;
}

/**
 * The filter fields that the properties of a class declare, by name. The filter of a text, an enum or a list takes a list of
 * values and matches any of them. The filter of a number, a day or an instant takes comparison operators. The filter of a flag
 * takes `true`, or `false` for the other rows.
 */
export function propertyFilters(model: Model): Readonly<Record<string, FilterField>> {
  return Object.fromEntries(
    propertiesOf(model).flatMap((property) => {
      const { filter, name } = property;
      return filter ? [[name, filterFor(property, filter.description)]] : [];
    }),
  );
}

function withoutKeys<V>(fields: Readonly<Record<string, V>>, present: object): Readonly<Record<string, V>> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !(name in present)));
}

function filterFor({ kind, column, vocabulary, property }: Property, description: string): FilterField {
  const value = sql`${self}.${raw(column)}`;
  if (kind === 'list') return textListField(description, holdsAnyFolded(value));
  if (kind === 'text') return { description, condition: isAnyOf(value, 'text'), type: () => [String] };
  if (kind === 'enum' && vocabulary) {
    return { description, condition: isAnyOf(value, vocabulary.type), type: () => [vocabulary.codes] };
  }
  if (kind === 'boolean') return booleanField(description, sql`(${value} IS TRUE)`);
  const type = COMPARED.find((each) => each === (kind === 'number' ? 'double precision' : kind));
  if (!type) throw new Error(`${property} is a ${kind}: declare its filter field in \`fields\``);
  return comparisonField(description, value, type);
}

/** Whether a list has one of the given texts, ignoring accents and case. */
function holdsAnyFolded(listed: Fragment): Fragment {
  const given = sql`ARRAY(SELECT fold(g.word) FROM unnest(${filterValue}::text[]) AS g(word))`;
  return sql`EXISTS (SELECT FROM unnest(${listed}) AS w(word) WHERE fold(w.word) = ANY(${given}))`;
}

const COMPARED = [
  'integer',
  'bigint',
  'double precision',
  'date',
  'timestamptz',
] as const satisfies Comparison['type'][];

const LOGICAL_OPERATORS = (
  filter: Model,
): Readonly<Record<string, readonly [type: () => object, description: string]>> => ({
  and: [() => [filter], 'All of these filters hold.'],
  or: [() => [filter], 'At least one of these filters holds.'],
  not: [() => filter, 'This filter does not hold.'],
});

function listFilterOf(model: Model, filter: Model, plural: string): Model {
  @InputType(`${model.name}ListFilter`, {
    description: `Filters by related ${plural}. All given conditions must hold.`,
  })
  class ListFilterInput {
    @Field(() => filter, { nullable: true, description: 'At least one related item matches; `{}` matches any item.' })
    some?: object;

    @Field(() => filter, { nullable: true, description: 'No related item matches.' })
    none?: object;

    @Field(() => filter, {
      nullable: true,
      description: 'Every related item matches. Also holds if there is no related item.',
    })
    every?: object;

    @Field(() => IntFilter, { nullable: true, description: 'Compares the number of related items.' })
    count?: object;
  }
  return ListFilterInput;
}
