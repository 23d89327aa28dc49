import type { DeclaredFilter, ListChoice } from './ListDefinition.ts';

/** A {@link Vocabulary} with these codes. */
interface Codes<Code extends string> {
  readonly codes: Readonly<Record<Code, Code>>;
  readonly words: Readonly<Record<Code, string>>;
  readonly labels: Readonly<Record<Code, string>>;
}

/** A count of a facet; null counts the items without a value. */
interface CodeCount<Code> {
  readonly value: Code | null;
  readonly count: number;
}

/**
 * A filter by a closed list. The URL has the words of the exports.
 * @param toFilter the condition for codes, or for items without a value.
 * @param missing the word and the label of items without a value. Default: they can't be selected.
 */
export function closedFilter<Filter, Facets, Code extends string>(
  named: { readonly parameter: string; readonly label: string; readonly vocabulary: Codes<Code> },
  toFilter: (codes: readonly Code[], includesMissing: boolean) => Filter,
  counts: (facets: Facets) => readonly CodeCount<Code>[],
  missing: { readonly word: string; readonly label: string } | null = null,
): DeclaredFilter<Filter, Facets> {
  const { parameter, label, vocabulary } = named;
  const codes = Object.values<Code>(vocabulary.codes);
  const words = codes.map((code) => vocabulary.words[code]);
  return {
    parameter,
    label,
    words: missing ? [...words, missing.word] : words,
    toFilter: (values) =>
      toFilter(
        codes.filter((code) => values.includes(vocabulary.words[code])),
        missing !== null && values.includes(missing.word),
      ),
    choices: (facets) =>
      counts(facets).flatMap(({ value, count }) => {
        if (value !== null) return [{ value: vocabulary.words[value], label: vocabulary.labels[value], count }];
        return missing ? [{ value: missing.word, label: missing.label, count }] : [];
      }),
  };
}

/** A filter by yes or no: `oui` or `non` in the URL. Both values together select all items. */
export function booleanFilter<Filter, Facets>(
  { parameter, label, yes, no }: { parameter: string; label: string; yes: string; no: string },
  toFilter: (value: boolean | null) => Filter,
  counts: (facets: Facets) => readonly { readonly value: boolean | null; readonly count: number }[],
): DeclaredFilter<Filter, Facets> {
  return {
    parameter,
    label,
    words: ['oui', 'non'],
    toFilter: (values) => toFilter(values.length > 1 ? null : values.includes('oui')),
    choices: (facets) =>
      counts(facets).flatMap(({ value, count }) =>
        value === null ? [] : [{ value: value ? 'oui' : 'non', label: value ? yes : no, count }],
      ),
  };
}

/** A filter by values of an open list, such as the slugs of entities. */
export function openFilter<Filter, Facets>(
  named: { parameter: string; label: string },
  toFilter: (values: readonly string[]) => Filter,
  choices: (facets: Facets) => readonly ListChoice[],
): DeclaredFilter<Filter, Facets> {
  return { ...named, words: null, toFilter, choices };
}

/** A facet of entities. */
interface EntityFacet {
  readonly nodes: readonly {
    readonly entity: { readonly slug: string; readonly name: string };
    readonly count: number;
  }[];
}

export function entityChoices({ nodes }: EntityFacet): readonly ListChoice[] {
  return nodes.map(({ entity, count }) => ({ value: entity.slug, label: entity.name, count }));
}
