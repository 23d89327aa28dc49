import { pagesOf } from '../../graphql/connections/defineListing.ts';
import { nullableOrderKey, orderKey } from '../../graphql/connections/listing.ts';
import { defineFields } from '../../graphql/fields/defineFields.ts';
import { self, sql } from '../../sql/sql.ts';
import { ImportSource } from '../findings/ImportSource.ts';
import { SourceWord } from './SourceWord.ts';

export const ImportSourceWords = defineFields(ImportSource, {
  words: {
    relation: pagesOf(
      'ImportSource.words',
      SourceWord,
      {
        FIELD: orderKey('text', sql`${self}.field::text COLLATE "C"`),
        WORD: orderKey('text', sql`${self}.word COLLATE "C"`),
        USED_FROM: nullableOrderKey('date', sql`${self}.used_from`),
      },
      { via: { by: 'key', property: 'sourceKey' } },
    ),
    openData: 'termes.source',
    label: 'Termes',
    description: 'The words of its closed lists, past and present, by list, then by word.',
  },
});
