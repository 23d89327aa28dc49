import { selectList } from '../../../graphql/relations/columns.ts';
import type { CommandContext } from '../../../register/commands/defineCommand.ts';
import type { TableWriter } from '../../../register/tableWriter.ts';
import { sql, value } from '../../../sql/sql.ts';
import { Agreement } from '../Agreement.ts';

/** The agreement with the global id `input.agreement`. Adds an error if there is none. */
export async function findAgreement({ writer, errors }: CommandContext, id: string): Promise<Agreement | null> {
  const key = errors.keyOfId('agreement', id, 'agreement');
  const found =
    key === null
      ? null
      : await writer.row<Agreement>(
          sql`SELECT ${selectList(Agreement, 'g')} FROM agreement g WHERE g.id = ${value(key)}`,
        );
  return errors.found('agreement', id, found, 'agreement');
}

/** Marks as changed the startup that an agreement led to, if there is one. */
export async function touchStartup(writer: TableWriter, { startupKey }: Pick<Agreement, 'startupKey'>): Promise<void> {
  if (startupKey !== null) await writer.update('startup', startupKey, { updated_at: new Date() });
}
