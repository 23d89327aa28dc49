import { Field, InputType, Int } from 'type-graphql';
import { DateScalar, UrlScalar } from '../../graphql/scalars.ts';
import { EntityKind } from './EntityKind.ts';

@InputType({ description: 'Identifiant externe — what another register calls an entity.' })
export class EntityIdentifierInput {
  @Field(() => String, {
    description: 'Référentiel — the other register, such as `siren`; 100 characters at most.',
  })
  scheme!: string;

  @Field(() => String, {
    description: 'Valeur — the identifier there, which no other entity has; 200 characters at most.',
  })
  value!: string;
}

@InputType({ description: 'Entité à créer — an organisation of the State, or one that works with it.' })
export class CreateEntityInput {
  @Field(() => String, {
    description: 'Identifiant lisible — lower case letters, digits, hyphens; given once and never to another.',
  })
  slug!: string;

  @Field(() => String, { description: 'Nom — in full; 500 characters at most.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Sigle — the short name, if it has one.' })
  acronym?: string | null;

  @Field(() => EntityKind, { description: 'Type d’entité — what sort of organisation it is.' })
  kind!: EntityKind;

  @Field(() => String, { nullable: true, description: 'Domaine ministériel — the field of government it belongs to.' })
  ministryDomain?: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Site web — its public site.' })
  website?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Boîte générique — such as `contact@…` or `equipe@…`; the address of a person is refused.',
  })
  contact?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Entité mère — the slug of the open entity it is part of; none at the top of the tree.',
  })
  parent?: string | null;

  @Field(() => [EntityIdentifierInput], {
    nullable: true,
    description: 'Identifiants externes — what other registers call it.',
  })
  identifiers?: EntityIdentifierInput[] | null;
}

@InputType({ description: 'Entité à modifier — what is left out stays as it is; null clears.' })
export class UpdateEntityInput {
  @Field(() => String, { description: 'Entité — its slug.' })
  entity!: string;

  @Field(() => Int, { description: 'Version — of the entity as it was seen; CONFLICT if it was changed since.' })
  version!: number;

  @Field(() => String, { nullable: true, description: 'Nom — in full; never null.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'Sigle — the short name.' })
  acronym?: string | null;

  @Field(() => EntityKind, { nullable: true, description: 'Type d’entité — what sort of organisation; never null.' })
  kind?: EntityKind | null;

  @Field(() => String, { nullable: true, description: 'Domaine ministériel — the field of government it belongs to.' })
  ministryDomain?: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Site web — its public site.' })
  website?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Boîte générique — such as `contact@…` or `equipe@…`; the address of a person is refused.',
  })
  contact?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Entité mère — the slug of the open entity it goes under, with all that is below it; null: to the top.',
  })
  parent?: string | null;

  @Field(() => [EntityIdentifierInput], {
    nullable: true,
    description: 'Identifiants externes — all of them: those not given are taken away.',
  })
  identifiers?: EntityIdentifierInput[] | null;
}

@InputType({ description: 'Entité à fermer — once nothing that is open depends on it.' })
export class CloseEntityInput {
  @Field(() => String, { description: 'Entité — its slug.' })
  entity!: string;

  @Field(() => Int, { description: 'Version — of the entity as it was seen; CONFLICT if it was changed since.' })
  version!: number;

  @Field(() => DateScalar, { nullable: true, description: 'Dernier jour — its last day; today if not said.' })
  on?: string | null;
}
