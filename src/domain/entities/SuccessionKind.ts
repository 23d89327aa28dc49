import { enumVocabulary } from '../../graphql/vocabulary.ts';

/** How entities take over from one another. */
export const SUCCESSION_KINDS = enumVocabulary(
  'SuccessionKind',
  'Type de succession — how an entity took over from another.',
  {
    RENAMED: ['renommage', 'Renommage — one entity goes on as another.'],
    MERGED: ['fusion', 'Fusion — several entities become one, or are absorbed by one that is there.'],
    SPLIT: ['scission', 'Scission — one entity becomes several.'],
  },
);
export type SuccessionKind = keyof typeof SUCCESSION_KINDS.codes;
export const SuccessionKind = SUCCESSION_KINDS.codes;
