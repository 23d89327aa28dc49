import { Arg, Extensions, ObjectType, Query, Resolver, registerEnumType } from 'type-graphql';
import { costs } from './cost.ts';
import { LabeledField, labeled } from './labels.ts';
import { NotInOpenData } from './openData.ts';
import { LabeledType, wordsByEnum } from './vocabulary.ts';

/** The languages of labels. */
const Locale = { FR: 'FR' } as const;

registerEnumType(Locale, {
  name: 'Locale',
  description: 'The language of labels.',
  valuesConfig: { FR: { description: 'French.' } },
});

@NotInOpenData('The labels of closed lists are documentation of the columns.')
@ObjectType({ description: 'The label of an enum value.' })
export class EnumLabel {
  @LabeledField(() => LabeledType, { label: 'Énumération', description: 'The enum, such as `PHASE_NAME`.' })
  enum!: string;

  @LabeledField(() => String, { label: 'Valeur', description: 'The enum value, such as `CONSTRUCTION`.' })
  value!: string;

  @LabeledField(() => String, {
    label: 'Libellé',
    description: 'The label in the language of `locale`, such as `Construction`.',
  })
  label!: string;

  @LabeledField(() => String, {
    label: 'Définition',
    description:
      'The meaning in the language of `locale`, in full sentences for readers who do not know the administration. Null if the label says all.',
    nullable: true,
  })
  definition!: string | null;
}

@Resolver()
export class EnumLabelQueries {
  @Extensions({ ...labeled('Libellés'), ...costs({ size: 100 }) })
  @Query(() => [EnumLabel], {
    description:
      'The labels of enum values, by name of the enum, then in the order of its values. The field reads nothing from the database.',
  })
  enumLabels(
    @Arg('locale', () => Locale, {
      defaultValue: Locale.FR,
      description: 'The language of the labels.',
    })
    _locale: keyof typeof Locale,
    @Arg('enum', () => LabeledType, { nullable: true, description: 'The enum. Default: all enums with labels.' })
    name: string | null,
  ): EnumLabel[] {
    return [...wordsByEnum()]
      .filter(([each]) => name == null || each === name)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([each, { labels, definitions }]) =>
        Object.entries(labels).map(([value, label]) => {
          return { enum: each, value, label, definition: definitions[value] ?? null };
        }),
      );
  }
}
