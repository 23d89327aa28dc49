import { Cents, Day, Key, Reference, TableType } from '../../graphql/properties/decorators.ts';
import { Agreement } from './Agreement.ts';

@TableType('rebilling', {
  label: 'Refacturation',
  description: 'An amount charged back to the administration of an agreement.',
  gender: 'feminine',
  subject: 'agreement',
})
export class Rebilling {
  @Key()
  key!: number;

  @Reference(() => Agreement)
  agreementKey!: number;

  @Day({
    label: 'Date de facturation',
    description: 'The date on which the amount was charged back.',
    export: { name: 'date', description: 'Jour de la facturation.', example: '2014-06-30' },
  })
  billedOn!: string;

  @Cents({
    label: 'Montant (centimes)',
    description: 'The amount, in euro cents, at least 1.',
    export: {
      name: 'montant_centimes',
      title: 'Montant en centimes d’euro',
      description: 'Montant refacturé, en centimes d’euro.',
      example: 5000000,
    },
  })
  amountCents!: number;
}
