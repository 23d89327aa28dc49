import { enumVocabulary } from '../../graphql/vocabulary.ts';

/** Conformity to the RGAA, as the team declares it. */
export const ACCESSIBILITIES = enumVocabulary(
  'Accessibility',
  'Conformité RGAA — how far the service follows the accessibility rules (RGAA), as its team declares.',
  {
    NONE: ['non conforme', 'Non conforme — not conformant, or not audited.'],
    PARTIAL: ['partiellement conforme', 'Partiellement conforme — at least half of the criteria.'],
    FULL: ['totalement conforme', 'Totalement conforme — every criterion.'],
  },
);
export type Accessibility = keyof typeof ACCESSIBILITIES.codes;
export const Accessibility = ACCESSIBILITIES.codes;
