/** A closed list of values: `CODE: [word, description]`. */
export type VocabularyTable = Readonly<Record<string, readonly [word: string, description: string]>>;

/**
 * One closed list of values, said once: the codes are the GraphQL enum and the database's values, the words are
 * what French exports show, the descriptions document both.
 */
export interface Vocabulary<T extends VocabularyTable> {
  /** Each code to itself: the shape that `registerEnumType` wants. */
  readonly codes: { readonly [C in keyof T & string]: C };
  /** Each code to its French word, as exports show it. */
  readonly words: { readonly [C in keyof T & string]: string };
  /** Each code to its description, as `valuesConfig` of `registerEnumType` wants it. */
  readonly descriptions: { readonly [C in keyof T & string]: { readonly description: string } };
}

/** Makes a {@link Vocabulary} of its table. Codes keep the order of the table. */
export function vocabulary<const T extends VocabularyTable>(table: T): Vocabulary<T> {
  return {
    codes: mapped(table, (code) => code) as Vocabulary<T>['codes'],
    words: mapped(table, (_code, word) => word) as Vocabulary<T>['words'],
    descriptions: mapped(table, (_code, _word, description) => ({ description })) as Vocabulary<T>['descriptions'],
  };
}

function mapped<V>(table: VocabularyTable, value: (code: string, word: string, description: string) => V) {
  return Object.fromEntries(
    Object.entries(table).map(([code, [word, description]]) => [code, value(code, word, description)]),
  );
}
