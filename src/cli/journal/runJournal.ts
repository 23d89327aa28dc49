import { z } from 'zod';
import { selectList, tableOf } from '../../graphql/relations/columns.ts';
import { JournalEntry } from '../../register/journal/JournalEntry.ts';
import { readerOn } from '../../sql/reader.ts';
import { raw, sql, value } from '../../sql/sql.ts';
import { remoteCommand } from '../remote/remoteCommand.ts';
import { table } from '../terminal/output.ts';

export const runJournal = remoteCommand(
  z.object({ since: z.int().min(0).optional(), json: z.boolean().default(false) }),
  async ({ database }, { since, json }) => {
    const entries = await readerOn(database.pool).rows<JournalEntry>(
      sql`SELECT ${selectList(JournalEntry, 'j')} FROM ${raw(tableOf(JournalEntry))} j WHERE j.version > ${value(since ?? -1)}::int ORDER BY j.version`,
    );
    if (json) return JSON.stringify(entries);
    if (entries.length === 0) return `The register has not changed since version ${since}.`;
    return table(
      ['version', 'instant', 'actor', 'command'],
      entries.map(({ version, recordedAt, actor, command }) => [version, recordedAt.toISOString(), actor, command]),
    );
  },
);
