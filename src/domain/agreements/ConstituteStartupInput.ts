import { Field, ID, InputType } from 'type-graphql';
import { DateScalar } from '../../graphql/scalars.ts';

@InputType({ description: 'Service prévu — what the startup is constituted for, where it differs from its startup.' })
export class PlannedServiceInput {
  @Field(() => String, { nullable: true, description: "Identifiant lisible — the startup's if not said." })
  slug?: string | null;

  @Field(() => String, { nullable: true, description: "Nom — the startup's if not said; 500 characters at most." })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Description — what it will do, in French; 10,000 characters at most.',
  })
  description?: string | null;
}

@InputType({ description: "Startup d'État à constituer — under which agreement, by which name, in which incubator." })
export class ConstituteStartupInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Convention — in force on that day, with an intrapreneur, a coach and a developer under it.',
  })
  agreement?: string | null;

  @Field(() => String, { description: 'Identifiant lisible — new among startups, and for its service among services.' })
  slug!: string;

  @Field(() => String, { description: 'Nom — as its team writes it; 500 characters at most.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Accroche — what it is for, in a sentence, in French; 10,000 characters at most.',
  })
  pitch?: string | null;

  @Field(() => String, { description: 'Incubateur — the slug of an entity of the kind `INCUBATOR`.' })
  incubator!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Jour — the first of its investigation; today in Paris if not said.',
  })
  on?: string | null;

  @Field(() => PlannedServiceInput, { nullable: true, description: 'Service — what is known of its service to come.' })
  service?: PlannedServiceInput | null;
}
