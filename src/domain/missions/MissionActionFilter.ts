import { Field, InputType } from 'type-graphql';
import { anyOf, filterable, toOne } from '../../graphql/filters/condition.ts';
import type { IsNull } from '../../graphql/filters/isNullFilter.ts';
import { emptinessType } from '../../graphql/filters/isNullFilter.ts';
import { listFilterType } from '../../graphql/filters/listFilterType.ts';
import { Combined } from '../../graphql/filters/withLogicalOperators.ts';
import { oneBy } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { EntityKind } from '../entities/EntityKind.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { MissionAction } from './MissionAction.ts';
import { MissionActionKind } from './MissionActionKind.ts';

const emptiness = emptinessType(MissionAction, {
  partner: ['Partenaire', sql`${self}.partner_id`],
  service: ['Service', sql`${self}.service_id`],
});

@Combined
@InputType({ description: 'Filtre des actions — all given fields must hold; a list means any of its values.' })
export class MissionActionFilter {
  @Field(() => [MissionActionKind], { nullable: true, description: 'Types d’action — actions of one of these kinds.' })
  kinds?: MissionActionKind[];

  @Field(() => [EntityKind], {
    nullable: true,
    description: 'Bénéficiaires — actions for one of these kinds of entity, when it is done for a whole kind.',
  })
  beneficiaryKinds?: EntityKind[];

  @Field(() => entitiesListing.filterType, {
    nullable: true,
    description: 'Partenaire — actions whose partner fits this.',
  })
  partner?: object;

  @Field(() => emptiness.type, { nullable: true, description: 'Valeurs absentes — what they lack, or do not.' })
  isNull?: IsNull;
}

export const MissionActionListFilter = listFilterType(MissionActionFilter, 'actions');

/** The entity that an action is done for or with. */
export const partnerOf = oneBy<MissionAction, Entity>(() => Entity, 'partnerKey');

/** What the actions of a mission can be chosen by. */
export const filterableActions = filterable<MissionAction, MissionActionFilter>(() => MissionAction, {
  kinds: anyOf(sql`${self}.kind`, 'mission_action_kind'),
  beneficiaryKinds: anyOf(sql`${self}.beneficiary_kind`, 'entity_kind'),
  partner: toOne(partnerOf, () => entitiesListing),
  isNull: emptiness.condition,
});
