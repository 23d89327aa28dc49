import { containsWords, toOne } from '../../graphql/filters/condition.ts';
import { filterOf, propertyFilters } from '../../graphql/filters/filterOf.ts';
import { Node } from '../../graphql/Node.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { Day, Key, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { self, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { Startup } from '../startups/Startup.ts';
import { startupsListing } from '../startups/startupsListing.ts';
import { Agreement } from './Agreement.ts';

@TableType('pain_point', {
  label: 'Irritant',
  description: 'What stands in the way, as the people who carry the project say it.',
  gender: 'masculine',
})
export class PainPoint extends Node {
  @Key()
  key!: number;

  @Reference(() => Entity, {
    label: 'Administration',
    description: 'Whose people raised it.',

    export: {
      name: 'administration',
      description: 'Identifiant de l’administration où l’irritant a été relevé.',
      example: 'cnam',
    },
  })
  administrationKey!: number;

  @Reference(() => Startup, {
    label: 'Startup',
    description: 'Which it led to, once constituted.',
    nullable: true,

    export: {
      name: 'startup',
      description: 'Identifiant de la startup qui y répond ; vide tant qu’elle n’est pas constituée.',
      example: 'mes-aides',
    },
  })
  startupKey!: number | null;

  @Reference(() => Agreement, {
    label: 'Convention',
    description: 'The one that answers it, once signed.',
    nullable: true,
  })
  agreementKey!: number | null;

  @Text({
    label: 'Énoncé',
    description: 'In their words, in French.',

    export: {
      name: 'enonce',

      description: 'Énoncé de l’irritant, dans les mots de ceux qui portent le projet.',
      example: 'Beaucoup d’ayants droit ignorent les aides auxquelles ils peuvent prétendre.',
    },
  })
  statement!: string;

  @Day({
    label: 'Date',
    description: 'When it was raised.',

    filter: { description: 'Compares the day they were raised.' },
    export: { name: 'date', description: 'Jour où l’irritant a été relevé.', example: '2013-11-04' },
  })
  raisedOn!: string;
}

export const painPointFilter = filterOf(PainPoint, {
  plural: 'pain points',
  fields: {
    text: containsWords('the statement', sql`fold(${self}.statement)`),
    ...propertyFilters(PainPoint),
    administration: toOne(
      'Those raised by the people of this.',
      referenceOf(PainPoint, 'administration'),
      () => entitiesListing,
    ),
    startup: toOne('Those that led to such a startup.', referenceOf(PainPoint, 'startup'), () => startupsListing),
  },
});
