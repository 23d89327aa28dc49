import { registerEnumType } from 'type-graphql';
import type { Fragment } from '../sql/sql.ts';
import { literal, snakeCase, sql } from '../sql/sql.ts';
import { fold } from '../values/text.ts';

/** The values of a closed list, by code. */
export type VocabularyTable = Readonly<Record<string, VocabularyValue>>;

/** A value of a closed list. */
interface VocabularyValue {
  /** In French, in sentence case: `Code source`. */
  readonly label: string;
  /** In English. */
  readonly description: string;
  /** The meaning in French, for the public: a full sentence that a newcomer understands. Default: the label says all. */
  readonly definition?: string;
  /** The word in exports, which must never change. Default: the label as a slug, such as `code-source`. */
  readonly word?: string;
}

/** The French labels of values, by value. */
export type LabelTable = Readonly<Record<string, string>>;

/** A closed list of values. The database stores the codes; exports show the words. */
export interface Vocabulary<T extends VocabularyTable = VocabularyTable> {
  /** Each code to itself. */
  readonly codes: { readonly [C in keyof T & string]: C };
  /** Each code to its word in exports. */
  readonly words: { readonly [C in keyof T & string]: string };
  /** Each code to its French label. */
  readonly labels: { readonly [C in keyof T & string]: string };
  /** Each code to its French definition; null if it has none. */
  readonly definitions: { readonly [C in keyof T & string]: string | null };
  /** Each code to its description, as `valuesConfig` of `registerEnumType` expects it. */
  readonly descriptions: { readonly [C in keyof T & string]: { readonly description: string } };
}

/** A {@link Vocabulary} that is a GraphQL enum, and the PostgreSQL enum of the same name in snake case. */
export interface EnumVocabulary<T extends VocabularyTable = VocabularyTable> extends Vocabulary<T> {
  readonly name: string;
  /** The name of the PostgreSQL enum. */
  readonly type: string;
}

/** Makes a {@link Vocabulary} from its values. Codes keep their order. */
export function vocabulary<const T extends VocabularyTable>(values: T): Vocabulary<T> {
  return {
    codes: mapped(values, (code) => code) as Vocabulary<T>['codes'],
    words: mapped(values, (_code, { label, word = slugOf(label) }) => word) as Vocabulary<T>['words'],
    labels: mapped(values, (_code, { label }) => label) as Vocabulary<T>['labels'],
    definitions: mapped(values, (_code, { definition = null }) => definition) as Vocabulary<T>['definitions'],
    descriptions: mapped(values, (_code, { description }) => ({ description })) as Vocabulary<T>['descriptions'],
  };
}

/** Makes a vocabulary and registers its codes as a GraphQL enum. */
export function enumVocabulary<const T extends VocabularyTable>(
  name: string,
  description: string,
  values: T,
): EnumVocabulary<T> {
  const made = vocabulary(values);
  registerEnumType(made.codes, { name, description, valuesConfig: made.descriptions });
  recordLabels(name, made.labels, made.definitions);
  return { name, type: snakeCase(name).replace(/^_/, ''), ...made };
}

/** The labels of values that are declared with their French label. */
export function labelsOf(values: Readonly<Record<string, { readonly label: string }>>): LabelTable {
  return Object.fromEntries(Object.entries(values).map(([value, { label }]) => [value, label]));
}

/** The French label of a value, in SQL. Null if the table has no such value. */
export function labelIn(labels: LabelTable, value: Fragment): Fragment {
  return sql`(${literal(JSON.stringify(labels))}::jsonb ->> (${value})::text)`;
}

/**
 * Registers a GraphQL enum for values that are not written as enum values: `updateResource` is `UPDATE_RESOURCE`.
 * Returns each name with its value, as a type of fields.
 */
export function enumOfValues<const T extends VocabularyTable>(
  name: string,
  description: string,
  values: T,
): Readonly<Record<string, keyof T & string>> {
  const entries = Object.entries(values).map(([value, { label, description, definition }]) => {
    return {
      name: snakeCase(value).toUpperCase().replaceAll('-', '_'),
      value: value as keyof T & string,
      label,
      description,
      definition,
    };
  });
  const byName = <V>(select: (entry: (typeof entries)[number]) => V) =>
    Object.fromEntries(entries.map((entry) => [entry.name, select(entry)]));
  const type = byName(({ value }) => value);
  registerEnumType(type, { name, description, valuesConfig: byName(({ description }) => ({ description })) });
  recordLabels(
    name,
    byName(({ label }) => label),
    byName(({ definition = null }) => definition),
  );
  return type;
}

/** The French labels and definitions of a registered enum, by name of the value. */
interface EnumWords {
  readonly labels: LabelTable;
  readonly definitions: Readonly<Record<string, string | null>>;
}

/** The words of the registered enums, by the value of {@link LabeledType} for the enum. */
export function wordsByEnum(): ReadonlyMap<string, EnumWords> {
  return enumWords;
}

const enumWords = new Map<string, EnumWords>();

/** The names of the registered enums as enum values: `PHASE_NAME` for `PhaseName`. */
export const LabeledType: Record<string, string> = {};

const enumNameDescriptions: Record<string, { description: string }> = {};

registerEnumType(LabeledType, {
  name: 'LabeledType',
  description: 'The name of an enum whose values have labels.',
  valuesConfig: enumNameDescriptions,
});

function recordLabels(name: string, labels: LabelTable, definitions: EnumWords['definitions']): void {
  const value = snakeCase(name).replace(/^_/, '').toUpperCase();
  // The schema has the names in alphabetical order, whatever the order in which modules are loaded.
  const names = [...Object.keys(LabeledType), value].sort();
  for (const each of names) delete LabeledType[each];
  Object.assign(LabeledType, Object.fromEntries(names.map((each) => [each, each])));
  enumNameDescriptions[value] = { description: `The enum \`${name}\`.` };
  enumWords.set(value, { labels, definitions });
}

function mapped<V>(values: VocabularyTable, change: (code: string, value: VocabularyValue) => V) {
  return Object.fromEntries(Object.entries(values).map(([code, value]) => [code, change(code, value)]));
}

/** `Développé` is `developpe`. */
function slugOf(label: string): string {
  return fold(label).replaceAll(/[^a-z0-9]+/g, '-');
}
