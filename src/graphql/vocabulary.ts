import { registerEnumType } from 'type-graphql';
import { snakeCase } from '../sql/sql.ts';

/** A closed list of values: `CODE: [word, description]`. */
export type VocabularyTable = Readonly<Record<string, readonly [word: string, description: string]>>;

/** A closed list of values: its codes are stored, its words are exported, its descriptions document both. */
export interface Vocabulary<T extends VocabularyTable = VocabularyTable> {
  /** Each code to itself. */
  readonly codes: { readonly [C in keyof T & string]: C };
  /** Each code to its French word, as exports show it. */
  readonly words: { readonly [C in keyof T & string]: string };
  /** Each code to its description, as `valuesConfig` of `registerEnumType` expects it. */
  readonly descriptions: { readonly [C in keyof T & string]: { readonly description: string } };
}

/** A {@link Vocabulary} that is a GraphQL enum, and the PostgreSQL enum of the same name in snake case. */
export interface EnumVocabulary<T extends VocabularyTable = VocabularyTable> extends Vocabulary<T> {
  readonly name: string;
  /** The name of the PostgreSQL enum. */
  readonly type: string;
}

/** Makes a {@link Vocabulary} of its table. Codes keep the order of the table. */
export function vocabulary<const T extends VocabularyTable>(table: T): Vocabulary<T> {
  return {
    codes: mapped(table, (code) => code) as Vocabulary<T>['codes'],
    words: mapped(table, (_code, word) => word) as Vocabulary<T>['words'],
    descriptions: mapped(table, (_code, _word, description) => ({ description })) as Vocabulary<T>['descriptions'],
  };
}

/** Makes a vocabulary and registers its codes as a GraphQL enum. */
export function enumVocabulary<const T extends VocabularyTable>(
  name: string,
  description: string,
  table: T,
): EnumVocabulary<T> {
  const made = vocabulary(table);
  registerEnumType(made.codes, { name, description, valuesConfig: made.descriptions });
  return { name, type: snakeCase(name).replace(/^_/, ''), ...made };
}

function mapped<V>(table: VocabularyTable, value: (code: string, word: string, description: string) => V) {
  return Object.fromEntries(
    Object.entries(table).map(([code, [word, description]]) => [code, value(code, word, description)]),
  );
}
