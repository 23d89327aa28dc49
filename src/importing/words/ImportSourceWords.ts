import { defineFields } from '../../graphql/fields/defineFields.ts';
import { manyBy } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { ImportSource } from '../findings/ImportSource.ts';
import { SourceWord } from './SourceWord.ts';

export const ImportSourceWords = defineFields(ImportSource, {
  words: {
    relation: manyBy(
      () => SourceWord,
      'sourceKey',
      sql`${self}.field, ${self}.word COLLATE "C", ${self}.used_from NULLS FIRST`,
    ),
    label: 'Termes',
    description: 'The words of its closed lists, past and present, by list, then by word.',
  },
});
