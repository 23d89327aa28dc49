import { enumVocabulary } from '../../graphql/vocabulary.ts';

/** What an administration makes of the service of a startup. */
export const STARTUP_DECISIONS = enumVocabulary(
  'StartupDecision',
  'Décision — what an administration makes of the service of a startup.',
  {
    DEVELOPED: ['developpe', 'Développé — the administration goes on building the service.'],
    KEPT: ['conserve', 'Conservé — the administration runs the service as it is.'],
    ABANDONED: ['abandonne', 'Abandonné — the service is stopped.'],
  },
);
export type StartupDecision = keyof typeof STARTUP_DECISIONS.codes;
export const StartupDecision = STARTUP_DECISIONS.codes;
