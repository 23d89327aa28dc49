import { containsWords, toOne } from '../../graphql/filters/condition.ts';
import { filterOf, propertyFilters } from '../../graphql/filters/filterOf.ts';
import { Node } from '../../graphql/Node.ts';
import { masculine, referenceOf } from '../../graphql/properties/declarations.ts';
import { Day, Key, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { self, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { Startup } from '../startups/Startup.ts';
import { startupsListing } from '../startups/startupsListing.ts';
import { Agreement } from './Agreement.ts';

@TableType('pain_point', {
  description: 'Irritant — what stands in the way, as the people who carry the project say it.',
  noun: masculine('irritant'),
})
export class PainPoint extends Node {
  @Key()
  key!: number;

  @Reference(() => Entity, {
    description: 'Administration — whose people raised it.',
    label: 'administration',
    export: {
      name: 'administration',
      description: 'Identifiant de l’administration où l’irritant a été relevé.',
      example: 'cnam',
    },
  })
  administrationKey!: number;

  @Reference(() => Startup, {
    description: "Startup d'État — which it led to, once constituted.",
    nullable: true,
    label: 'startup',
    export: {
      name: 'startup',
      description: 'Identifiant de la startup qui y répond ; vide tant qu’elle n’est pas constituée.',
      example: 'mes-aides',
    },
  })
  startupKey!: number | null;

  @Reference(() => Agreement, {
    description: 'Convention — the one that answers it, once signed.',
    nullable: true,
    label: 'convention',
  })
  agreementKey!: number | null;

  @Text({
    description: 'Énoncé — in their words, in French.',
    label: 'énoncé',
    export: {
      name: 'enonce',
      title: 'Énoncé',
      description: 'Énoncé de l’irritant, dans les mots de ceux qui portent le projet.',
      example: 'Beaucoup d’ayants droit ignorent les aides auxquelles ils peuvent prétendre.',
    },
  })
  statement!: string;

  @Day({
    description: 'Date — when it was raised.',
    label: 'date',
    filter: { description: 'Date — compares the day they were raised.' },
    export: { name: 'date', description: 'Jour où l’irritant a été relevé.', example: '2013-11-04' },
  })
  raisedOn!: string;
}

export const painPointFilter = filterOf(PainPoint, {
  french: 'irritants',
  fields: {
    text: containsWords('the statement', sql`fold(${self}.statement)`),
    ...propertyFilters(PainPoint),
    administration: toOne(
      'Administration — those raised by the people of this.',
      referenceOf(PainPoint, 'administration'),
      () => entitiesListing,
    ),
    startup: toOne(
      "Startup d'État — those that led to such a startup.",
      referenceOf(PainPoint, 'startup'),
      () => startupsListing,
    ),
  },
});
