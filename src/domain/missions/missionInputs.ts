import { Field, InputType, Int } from 'type-graphql';
import { DateScalar } from '../../graphql/scalars.ts';
import { EntityKind } from '../entities/EntityKind.ts';
import { MissionActionKind } from './MissionActionKind.ts';

@InputType({ description: 'Action — one thing that an entity does under a mission, and for or with whom.' })
export class MissionActionInput {
  @Field(() => MissionActionKind, { description: 'Type d’action — what is done.' })
  kind!: MissionActionKind;

  @Field(() => String, { description: 'Description — in French; 2,000 characters at most.' })
  description!: string;

  @Field(() => EntityKind, { nullable: true, description: 'Bénéficiaires — the kind of entity that it is done for.' })
  beneficiaryKind?: EntityKind | null;

  @Field(() => String, { nullable: true, description: 'Partenaire — the slug of the entity it is done for or with.' })
  partner?: string | null;

  @Field(() => String, { nullable: true, description: 'Service — the slug of the service that it is about.' })
  service?: string | null;
}

@InputType({ description: 'Mission à créer — what an entity is charged with.' })
export class CreateMissionInput {
  @Field(() => String, {
    description: 'Identifiant lisible — lower case letters, digits, hyphens; given once and never to another.',
  })
  slug!: string;

  @Field(() => String, { description: 'Entité — the slug of the open entity that is charged with it.' })
  entity!: string;

  @Field(() => String, { description: 'Nom — in a few words; 500 characters at most.' })
  name!: string;

  @Field(() => String, { description: 'Énoncé — what the entity is charged with, in French.' })
  statement!: string;

  @Field(() => [String], { nullable: true, description: 'Thématiques — slugs of themes, in order.' })
  themes?: string[] | null;

  @Field(() => [MissionActionInput], { nullable: true, description: 'Actions — what is done under it, in order.' })
  actions?: MissionActionInput[] | null;
}

@InputType({ description: 'Mission à modifier — what is left out stays as it is.' })
export class UpdateMissionInput {
  @Field(() => String, { description: 'Mission — its slug.' })
  mission!: string;

  @Field(() => Int, { description: 'Version — of the mission as it was seen; CONFLICT if it was changed since.' })
  version!: number;

  @Field(() => String, { nullable: true, description: 'Nom — in a few words; never null.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'Énoncé — what the entity is charged with; never null.' })
  statement?: string | null;

  @Field(() => String, { nullable: true, description: 'Entité — the slug of the open entity it goes to; never null.' })
  entity?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Thématiques — all of them, in order: those not given are taken away.',
  })
  themes?: string[] | null;

  @Field(() => [MissionActionInput], {
    nullable: true,
    description: 'Actions — all of them, in order: those not given are taken away.',
  })
  actions?: MissionActionInput[] | null;
}

@InputType({ description: 'Mission à fermer — what an entity is no longer charged with.' })
export class CloseMissionInput {
  @Field(() => String, { description: 'Mission — its slug.' })
  mission!: string;

  @Field(() => Int, { description: 'Version — of the mission as it was seen; CONFLICT if it was changed since.' })
  version!: number;

  @Field(() => DateScalar, { nullable: true, description: 'Dernier jour — its last day; today if not said.' })
  on?: string | null;
}
