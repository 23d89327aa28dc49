import { feminine } from '../../graphql/properties/declarations.ts';
import { Day, Integer, Key, Reference, TableType } from '../../graphql/properties/decorators.ts';
import { Agreement } from './Agreement.ts';

@TableType('rebilling', {
  description: 'Refacturation — an amount charged back to the administration of an agreement.',
  noun: feminine('refacturation'),
  subject: 'agreement',
})
export class Rebilling {
  @Key()
  key!: number;

  @Reference(() => Agreement)
  agreementKey!: number;

  @Day({ description: 'Date — when it was billed.', label: 'date de facturation' })
  billedOn!: string;

  @Integer({ description: 'Montant — in euro cents.', label: 'montant (centimes)' })
  amountCents!: number;
}
