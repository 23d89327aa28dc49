import { closeCommand, createCommand, updateCommand } from '../../../register/commands/recordCommands.ts';
import { sql, value } from '../../../sql/sql.ts';
import { serviceRecord } from './serviceRecord.ts';

export const createService = createCommand(serviceRecord, {
  description: 'Creates a service. Fails with `INPUT_INVALID` if the slug is taken, so a repeated call fails.',
});

export const updateService = updateCommand(serviceRecord, {
  description:
    'Updates the given fields of a service. Fails with `CONFLICT` if the service changed since `version`, and with `ALREADY_DONE` if nothing would change. Fields that are left out keep their value; null clears an optional field.',
});

export const closeService = closeCommand(serviceRecord, {
  description:
    'Closes a service on its last day, with the status `CLOSED`, even if it is in incubation; its record stays in the register. Fails with `ALREADY_DONE` if it is closed.',

  isClosed: ({ status }) => status === 'CLOSED',
  async checkDay({ writer, errors }, { id }, on) {
    const last = await writer.row<{ day: string | null }>(
      sql`SELECT max(surveyed_on) AS day FROM satisfaction_survey WHERE service_id = ${value(id)}`,
    );
    errors.inOrder('on', on, 'the last satisfaction survey', last?.day);
  },
  values: { status: 'CLOSED' },
});
