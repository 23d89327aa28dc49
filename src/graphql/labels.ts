import type { GraphQLField } from 'graphql';
import { Extensions, Field } from 'type-graphql';
import { uncapitalized } from '../values/text.ts';
import { type OpenDataPlace, openDataAt } from './openData.ts';

/** The options of a {@link LabeledField}. */
interface LabeledFieldOptions {
  /** In French, in sentence case: `Première publication`. */
  readonly label: string;
  readonly description: string;
  readonly nullable?: boolean;
  /** Default: the place of the type. */
  readonly openData?: OpenDataPlace;
}

/** A field of an output type, with its French label. */
export function LabeledField(type: () => object, { label, openData, ...options }: LabeledFieldOptions) {
  return (prototype: object, property: string): void => {
    Field(type, options)(prototype, property);
    Extensions({ ...labeled(label), ...openDataAt(openData) })(prototype, property);
  };
}

/** The extension of a field with its French label: `@Extensions(labeled('Étapes'))`. */
export function labeled(label: string): { label: string } {
  return { label };
}

/** The French label of a field of the schema; or its name if it has no label. */
export function labelOf({ extensions, name }: GraphQLField<unknown, unknown>): string {
  return typeof extensions.label === 'string' ? extensions.label : name;
}

/** A label inside a sentence: `Nom` becomes `nom`; acronyms and names such as `URL` and `DashLord` stay as they are. */
export function inSentence(label: string): string {
  return /^\p{L}\P{Lu}*(?:[\s’]|$)/u.test(label) ? uncapitalized(label) : label;
}
