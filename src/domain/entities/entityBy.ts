import { Field, InputType } from 'type-graphql';
import { lookupBy } from '../../graphql/fields/lookupBy.ts';
import { sql } from '../../sql/sql.ts';
import { Entity } from './Entity.ts';
import { formerSlugTable } from './formerSlugs.ts';

@InputType({ description: 'An identifier of an entity in another register.' })
class EntityIdentifierBy {
  @Field(() => String, { description: 'The name of the other register, such as `siren`.' })
  scheme!: string;

  @Field(() => String, { description: 'The identifier in that register, such as `130025265`.' })
  value!: string;
}

/** The lookup of an entity by its slug, its global id, or its identifier in another register. */
export const entityBy = lookupBy(Entity, {
  former: formerSlugTable('entity'),
  fields: {
    identifier: {
      type: () => EntityIdentifierBy,
      description: 'The identifier of the entity in another register, such as its SIREN.',
    },
  },
  keys: {
    value: (given) =>
      sql`(SELECT entity_id FROM entity_identifier WHERE scheme = ${given('scheme')}::text AND value = ${given('value')}::text)`,
  },
});
