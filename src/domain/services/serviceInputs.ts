import { Field, InputType, Int } from 'type-graphql';
import { DateScalar, UrlScalar } from '../../graphql/scalars.ts';
import { ServiceStatus } from './ServiceStatus.ts';

@InputType({ description: 'Service à créer — what end users reach, or will.' })
export class CreateServiceInput {
  @Field(() => String, {
    description: 'Identifiant lisible — lower case letters, digits, hyphens; given once and never to another.',
  })
  slug!: string;

  @Field(() => String, { description: 'Nom — as end users know it; 500 characters at most.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Description — what it does, in French.' })
  description?: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Adresse — where end users reach it.' })
  url?: string | null;

  @Field(() => ServiceStatus, { nullable: true, description: 'Statut — PLANNED if not said; not CLOSED.' })
  status?: ServiceStatus | null;

  @Field(() => String, { nullable: true, description: 'Opérateur — the slug of the open entity that answers for it.' })
  operator?: string | null;

  @Field(() => [String], { nullable: true, description: "Startups d'État — slugs of those that build it, in order." })
  startups?: string[] | null;
}

@InputType({ description: 'Service à modifier — what is left out stays as it is; null clears.' })
export class UpdateServiceInput {
  @Field(() => String, { description: 'Service — its slug.' })
  service!: string;

  @Field(() => Int, { description: 'Version — of the service as it was seen; CONFLICT if it was changed since.' })
  version!: number;

  @Field(() => String, { nullable: true, description: 'Nom — as end users know it; never null.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'Description — what it does, in French.' })
  description?: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Adresse — where end users reach it.' })
  url?: string | null;

  @Field(() => ServiceStatus, {
    nullable: true,
    description: 'Statut — never null; closeService closes, and what is closed is not opened again.',
  })
  status?: ServiceStatus | null;

  @Field(() => String, { nullable: true, description: 'Opérateur — the slug of the open entity that answers for it.' })
  operator?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "Startups d'État — all that built it, in order: those not given are taken away.",
  })
  startups?: string[] | null;
}

@InputType({ description: 'Service à fermer — what end users can no longer reach.' })
export class CloseServiceInput {
  @Field(() => String, { description: 'Service — its slug.' })
  service!: string;

  @Field(() => Int, { description: 'Version — of the service as it was seen; CONFLICT if it was changed since.' })
  version!: number;

  @Field(() => DateScalar, { nullable: true, description: 'Dernier jour — its last day; today if not said.' })
  on?: string | null;
}
