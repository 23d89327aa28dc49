import { toOneField } from '../../graphql/filters/condition.ts';
import { defineFilter, propertyFilters } from '../../graphql/filters/defineFilter.ts';
import { Node } from '../../graphql/Node.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { Cents, Day, Decimal, Key, Reference, TableType } from '../../graphql/properties/decorators.ts';
import { Entity } from '../entities/Entity.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { Startup } from '../startups/Startup.ts';
import { startupsListing } from '../startups/startupsListing.ts';

@TableType('agreement', {
  label: 'Convention',
  description:
    'An agreement signed with an administration about pain points. It states the cost of the incubation and the share charged back.',
  gender: 'feminine',
})
export class Agreement extends Node {
  @Key()
  key!: number;

  @Reference(() => Entity, {
    label: 'Administration',
    description: 'The administration that signed the agreement.',

    export: { name: 'administration', description: 'Identifiant de l’administration signataire.', example: 'cnam' },
  })
  administrationKey!: number;

  @Reference(() => Startup, {
    label: 'Startup',
    description: 'The startup that was constituted under the agreement. Null before that.',
    nullable: true,

    export: {
      name: 'startup',
      description:
        'Identifiant de la startup constituée au titre de la convention ; vide tant que la startup n’est pas constituée.',
      example: 'mes-aides',
    },
  })
  startupKey!: number | null;

  @Day({
    label: 'Signature',
    description: 'The date on which the agreement was signed.',

    filter: { description: 'Compares the date of signature.' },
    export: {
      name: 'signature',
      title: 'Date de signature',
      description: 'Jour de la signature.',
      example: '2014-01-15',
    },
  })
  signedOn!: string;

  @Day({
    label: 'Fin',
    description: 'The last day of the agreement. Null if the agreement has no end.',
    nullable: true,

    filter: { description: 'Compares the last day.' },
    export: {
      name: 'fin',
      title: 'Date de fin',
      description: 'Dernier jour de la convention ; vide si la convention n’a pas de terme.',
      example: '2014-12-31',
    },
  })
  endsOn!: string | null;

  @Cents({
    label: 'Coût (centimes)',
    description: 'The cost of the incubation, in euro cents. Null if unknown.',
    nullable: true,

    filter: { description: 'Compares the cost, in euro cents.' },
    export: {
      name: 'cout_centimes',
      title: 'Coût en centimes d’euro',
      description: 'Coût de l’incubation, en centimes d’euro ; vide si non renseigné.',
      example: 20000000,
    },
  })
  costCents!: number | null;

  @Decimal({
    label: 'Part refacturée',
    description: 'The share of the cost that is charged back to the administration, from 0 to 1. Null if unknown.',
    nullable: true,

    filter: { description: 'Compares the share charged back, from 0 to 1.' },
    export: {
      name: 'part_refacturee',

      description: 'Part du coût refacturée à l’administration, de 0 (aucune) à 1 (totalité) ; vide si non renseigné.',
      example: 0.5,
    },
  })
  rebilledShare!: number | null;
}

export const agreementFilter = defineFilter(Agreement, {
  plural: 'agreements',
  fields: {
    ...propertyFilters(Agreement),
    administration: toOneField(
      'Selects the agreements whose administration matches.',
      referenceOf(Agreement, 'administration'),
      () => entitiesListing,
    ),
    startup: toOneField(
      'Selects the agreements whose startup matches.',
      referenceOf(Agreement, 'startup'),
      () => startupsListing,
    ),
  },
});
