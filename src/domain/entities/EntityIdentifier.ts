import { Field, ObjectType } from 'type-graphql';
import { PrimaryColumn, Entity as Table } from 'typeorm';

@Table('entity_identifier')
@ObjectType({ description: 'Identifiant externe — what another register calls an entity.' })
export class EntityIdentifier {
  @PrimaryColumn('integer', { name: 'entity_id' })
  entityKey!: number;

  @Field(() => String, {
    description: 'Référentiel — the other register, such as `siren` or `beta.gouv.fr/incubateurs`.',
  })
  @PrimaryColumn('text')
  scheme!: string;

  @Field(() => String, { description: 'Valeur — the identifier there.' })
  @PrimaryColumn('text')
  value!: string;
}
