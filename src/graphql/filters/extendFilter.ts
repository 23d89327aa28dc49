import { Field } from 'type-graphql';
import type { Model } from '../relations/columns.ts';
import { DateFilter, DateTimeFilter, FloatFilter, IntFilter } from './comparisons.ts';
import type { Comparison, Condition, Filterable, FilterField } from './condition.ts';

/** Adds fields to a filter. Later modules call it for filters of earlier ones, which do not know them. */
export function extendFilter(
  { filterType, conditions }: Filterable,
  fields: Readonly<Record<string, FilterField | undefined>>,
): void {
  if (!filterType) throw new Error('this filter has no input type');
  for (const [name, field] of Object.entries(fields)) {
    const path = `${filterType.name}.${name}`;
    if (!field) throw new Error(`${path}: no property declares this filter`);
    if (conditions.has(name)) throw new Error(`${path} is declared twice`);
    const { description, condition, type = typeOf(condition) ?? missing(path) } = field;
    Field(type, { nullable: true, description })(filterType.prototype, name);
    conditions.set(name, condition);
  }
}

/** Adds fields to a filter whose input type is written by hand. */
export function furtherFields(
  rows: Filterable,
  filterType: Model,
  fields: Readonly<Record<string, FilterField>>,
): void {
  extendFilter({ ...rows, filterType }, fields);
}

const COMPARISON_TYPES = {
  integer: IntFilter,
  'double precision': FloatFilter,
  date: DateFilter,
  timestamptz: DateTimeFilter,
} as const satisfies Record<Comparison['type'], Model>;

function typeOf(condition: Condition): (() => object) | undefined {
  switch (condition.kind) {
    case 'comparison':
      return () => COMPARISON_TYPES[condition.type];
    case 'toMany':
      return () => condition.target().listFilterType ?? missing('a filter through a relation');
    case 'toOne':
      return () => condition.target().filterType ?? missing('a filter through a relation');
    default:
      return undefined;
  }
}

function missing(path: string): never {
  throw new Error(`${path} needs an input type`);
}
