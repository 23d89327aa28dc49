import { Node } from '../../graphql/Node.ts';
import { masculine } from '../../graphql/properties/declarations.ts';
import { Day, Key, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { Entity } from '../entities/Entity.ts';
import { Startup } from '../startups/Startup.ts';
import { Agreement } from './Agreement.ts';

@TableType('pain_point', {
  description: 'Irritant — what stands in the way, as the people who carry the project say it.',
  noun: masculine('irritant'),
})
export class PainPoint extends Node {
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

  @Reference(() => Agreement, {
    description: 'Convention — the one that answers it, once signed.',
    nullable: true,
    label: 'convention',
  })
  agreementKey!: number | null;

  @Text({ description: 'Énoncé — in their words, in French.', label: 'énoncé' })
  statement!: string;

  @Day({ description: 'Date — when it was raised.', label: 'date' })
  raisedOn!: string;
}
