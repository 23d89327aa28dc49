import { Field, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection } from '../../graphql/connections/pageArguments.ts';

/** What startups can be ordered by. */
export const StartupOrderField = {
  NAME: 'NAME',
  STARTED_ON: 'STARTED_ON',
  PHASE_STARTED_ON: 'PHASE_STARTED_ON',
  UPDATED_AT: 'UPDATED_AT',
} as const;
export type StartupOrderField = keyof typeof StartupOrderField;

registerEnumType(StartupOrderField, {
  name: 'StartupOrderField',
  description: 'Clé de tri des startups — what startups can be ordered by.',
  valuesConfig: {
    NAME: { description: 'Nom — by name, accents and case apart.' },
    STARTED_ON: { description: 'Début — by the first day of the first phase.' },
    PHASE_STARTED_ON: { description: 'Début de phase — by the first day of the phase it is in today.' },
    UPDATED_AT: { description: 'Dernière modification — by last change.' },
  },
});

@InputType({ description: 'Tri des startups — one key of an order; the first given counts first.' })
export class StartupOrder {
  @Field(() => StartupOrderField, { description: 'Clé — what to order by.' })
  field!: StartupOrderField;

  @Field(() => OrderDirection, { description: 'Sens — in which direction.' })
  direction!: OrderDirection;
}
