import { toOne } from '../../graphql/filters/condition.ts';
import { filterOf, propertyFilters } from '../../graphql/filters/filterOf.ts';
import { Node } from '../../graphql/Node.ts';
import { feminine, referenceOf } from '../../graphql/properties/declarations.ts';
import { Day, Decimal, Integer, Key, Reference, TableType } from '../../graphql/properties/decorators.ts';
import { Entity } from '../entities/Entity.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { Startup } from '../startups/Startup.ts';
import { startupsListing } from '../startups/startupsListing.ts';

@TableType('agreement', {
  description: 'Convention — signed with an administration: who funds what, how much is charged back, for how long.',
  noun: feminine('convention'),
})
export class Agreement extends Node {
  @Key()
  key!: number;

  @Reference(() => Entity, {
    description: 'Administration — who signed it.',
    label: 'administration',
    export: { name: 'administration', description: 'Identifiant de l’administration signataire.', example: 'cnam' },
  })
  administrationKey!: number;

  @Reference(() => Startup, {
    description: "Startup d'État — which it led to, once constituted.",
    nullable: true,
    label: 'startup',
    export: {
      name: 'startup',
      description:
        'Identifiant de la startup à laquelle la convention a mené ; vide tant qu’elle n’est pas constituée.',
      example: 'mes-aides',
    },
  })
  startupKey!: number | null;

  @Day({
    description: 'Signature — on which day.',
    label: 'signature',
    filter: { description: 'Signature — compares the day they were signed.' },
    export: {
      name: 'signature',
      title: 'Date de signature',
      description: 'Jour de la signature.',
      example: '2014-01-15',
    },
  })
  signedOn!: string;

  @Day({
    description: 'Fin — its last day; null when it names none.',
    nullable: true,
    label: 'fin',
    filter: { description: 'Fin — compares their last day.' },
    export: {
      name: 'fin',
      title: 'Date de fin',
      description: 'Dernier jour de la convention ; vide si elle n’en fixe pas.',
      example: '2014-12-31',
    },
  })
  endsOn!: string | null;

  @Integer({
    description: 'Coût — of the incubation, in euro cents; null when it is not said.',
    nullable: true,
    label: 'coût (centimes)',
    filter: { description: 'Coût — compares the cost, in euro cents.' },
    export: {
      name: 'cout_centimes',
      title: 'Coût en centimes d’euro',
      description: 'Coût de l’incubation, en centimes d’euro ; vide s’il n’est pas dit.',
      example: 20000000,
    },
  })
  costCents!: number | null;

  @Decimal({
    description: 'Part refacturée — from 0 to 1; null when it is not said.',
    nullable: true,
    label: 'part refacturée',
    filter: { description: 'Part refacturée — compares the share, from 0 to 1.' },
    export: {
      name: 'part_refacturee',
      title: 'Part refacturée',
      description: 'Part du coût refacturée à l’administration, de 0 (rien) à 1 (tout) ; vide si elle n’est pas dite.',
      example: 0.5,
    },
  })
  rebilledShare!: number | null;
}

export const agreementFilter = filterOf(Agreement, {
  french: 'conventions',
  fields: {
    ...propertyFilters(Agreement),
    administration: toOne(
      'Administration — agreements whose signer fits this.',
      referenceOf(Agreement, 'administration'),
      () => entitiesListing,
    ),
    startup: toOne(
      "Startup d'État — agreements whose startup fits this.",
      referenceOf(Agreement, 'startup'),
      () => startupsListing,
    ),
  },
});
