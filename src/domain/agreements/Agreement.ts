import { Node } from '../../graphql/Node.ts';
import { feminine } from '../../graphql/properties/declarations.ts';
import { Day, Decimal, Integer, Key, Reference, TableType } from '../../graphql/properties/decorators.ts';
import { Entity } from '../entities/Entity.ts';
import { Startup } from '../startups/Startup.ts';

@TableType('agreement', {
  description: 'Convention — signed with an administration: who funds what, how much is charged back, for how long.',
  noun: feminine('convention'),
})
export class Agreement extends Node {
  @Key()
  key!: number;

  @Reference(() => Entity, { label: 'administration' })
  administrationKey!: number;

  @Reference(() => Startup, {
    description: "Startup d'État — which it led to, once constituted.",
    nullable: true,
    label: 'startup',
  })
  startupKey!: number | null;

  @Day({ description: 'Signature — on which day.', label: 'signature' })
  signedOn!: string;

  @Day({ description: 'Fin — its last day; null when it names none.', nullable: true, label: 'fin' })
  endsOn!: string | null;

  @Integer({
    description: 'Coût — of the incubation, in euro cents; null when it is not said.',
    nullable: true,
    label: 'coût (centimes)',
  })
  costCents!: number | null;

  @Decimal({
    description: 'Part refacturée — from 0 to 1; null when it is not said.',
    nullable: true,
    label: 'part refacturée',
  })
  rebilledShare!: number | null;
}
