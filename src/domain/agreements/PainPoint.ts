import { searchTextField, toOneField } from '../../graphql/filters/condition.ts';
import { defineFilter, propertyFilters } from '../../graphql/filters/defineFilter.ts';
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
  description: 'A problem of an administration, stated by its own agents. Startups begin with pain points.',
  gender: 'masculine',
})
export class PainPoint extends Node {
  @Key()
  key!: number;

  @Reference(() => Entity, {
    label: 'Administration',
    description: 'The administration that raised the pain point.',

    export: {
      name: 'administration',
      description: 'Identifiant de l’administration où l’irritant a été relevé.',
      example: 'cnam',
    },
  })
  administrationKey!: number;

  @Reference(() => Startup, {
    label: 'Startup',
    description: 'The startup that the pain point led to. Null before the startup is constituted.',
    nullable: true,

    export: {
      name: 'startup',
      description: 'Identifiant de la startup qui répond à l’irritant ; vide tant que la startup n’est pas constituée.',
      example: 'mes-aides',
    },
  })
  startupKey!: number | null;

  @Reference(() => Agreement, {
    label: 'Convention',
    description: 'The agreement about the pain point. Null before it is signed.',
    nullable: true,
    openData: 'irritants.convention',
  })
  agreementKey!: number | null;

  @Text({
    label: 'Énoncé',
    description: 'The statement of the agents, in French.',

    export: {
      name: 'enonce',

      description: 'Énoncé de l’irritant, dans les termes de l’administration.',
      example: 'Beaucoup d’ayants droit ignorent les aides auxquelles ils peuvent prétendre.',
    },
  })
  statement!: string;

  @Day({
    label: 'Date',
    description: 'The date on which the pain point was raised.',

    filter: { description: 'Compares the date on which the pain point was raised.' },
    export: { name: 'date', description: 'Jour où l’irritant a été relevé.', example: '2013-11-04' },
  })
  raisedOn!: string;
}

export const painPointFilter = defineFilter(PainPoint, {
  plural: 'pain points',
  fields: {
    text: searchTextField('the statement', sql`${self}.statement`),
    ...propertyFilters(PainPoint),
    administration: toOneField(
      'Selects the pain points whose administration matches.',
      referenceOf(PainPoint, 'administration'),
      () => entitiesListing,
    ),
    startup: toOneField(
      'Selects the pain points whose startup matches.',
      referenceOf(PainPoint, 'startup'),
      () => startupsListing,
    ),
  },
});
