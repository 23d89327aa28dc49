import { Arg, Extensions, ObjectType, Query, Resolver } from 'type-graphql';
import { fail } from '../errors/errors.ts';
import { excerpt } from '../values/text.ts';
import { costs } from './cost.ts';
import { ENUM_UNKNOWN } from './graphqlErrors.ts';
import { LabeledField, labeled } from './labels.ts';
import { labelsByEnum } from './vocabulary.ts';

@ObjectType({ description: 'The French label of an enum value.' })
export class EnumLabel {
  @LabeledField(() => String, { label: 'Énumération', description: 'The name of the enum, such as `PhaseName`.' })
  enum!: string;

  @LabeledField(() => String, { label: 'Valeur', description: 'The enum value, such as `CONSTRUCTION`.' })
  value!: string;

  @LabeledField(() => String, { label: 'Libellé', description: 'The label in French, such as `Construction`.' })
  label!: string;
}

@Resolver()
export class EnumLabelQueries {
  @Extensions({ ...labeled('Libellés'), ...costs({ size: 100 }) })
  @Query(() => [EnumLabel], {
    description:
      'The French labels of enum values, by name of the enum, then in the order of its values. The field reads nothing from the database.',
  })
  enumLabels(
    @Arg('enum', () => String, {
      nullable: true,
      description:
        'The name of an enum. Default: all enums with labels. Fails with `ENUM_UNKNOWN` and the list of allowed names for any other name.',
    })
    name: string | null,
  ): EnumLabel[] {
    const known = [...labelsByEnum()].sort(([a], [b]) => (a < b ? -1 : 1));
    const selected = name == null ? known : known.filter(([each]) => each === name);
    if (selected.length === 0) fail(ENUM_UNKNOWN, { name: excerpt(name, 80), known: known.map(([each]) => each) });
    return selected.flatMap(([each, labels]) =>
      Object.entries(labels).map(([value, label]) => ({ enum: each, value, label })),
    );
  }
}
