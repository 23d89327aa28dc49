import { self, sql } from '../../sql/sql.ts';

/** The French label of the kind of an event; NULL if the kind is not a known word of a source. */
export const eventKindLabel = sql`(SELECT w.label FROM source_word w WHERE w.field = 'EVENT' AND (fold(w.word) = fold(${self}.kind) OR ${self}.kind = ANY(w.synonyms)) ORDER BY w.used_from DESC NULLS LAST, w.id LIMIT 1)`;
