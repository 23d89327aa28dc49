import type { PoolClient } from 'pg';
import { columnsOf } from '../../graphql/relations/columns.ts';
import type { MappedWord } from '../mappedSource.ts';
import { SourceWord } from '../words/SourceWord.ts';
import { syncRows } from './syncRows.ts';

const COLUMNS = columnsOf(SourceWord).filter(({ property }) => property !== 'key' && property !== 'sourceKey');
const TYPES = Object.fromEntries(COLUMNS.map(({ name, type }) => [name, type]));

/** Makes the words of a source the given ones. */
export function syncWords(client: PoolClient, importSourceId: number, words: readonly MappedWord[]) {
  const rows = words.map((word) =>
    Object.fromEntries(COLUMNS.map(({ name, property }): [string, unknown] => [name, Reflect.get(word, property)])),
  );
  return syncRows(client, 'source_word', importSourceId, TYPES, rows);
}
