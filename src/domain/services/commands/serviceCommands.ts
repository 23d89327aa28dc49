import { closeCommand, createCommand, updateCommand } from '../../../register/commands/recordCommands.ts';
import { sql, value } from '../../../sql/sql.ts';
import { serviceRecord } from './serviceRecord.ts';

export const createService = createCommand(serviceRecord, {
  description: 'Adds what end users reach, or will. The same call twice: the second is refused, its slug being taken.',
  input: 'What end users reach, or will.',
});

export const updateService = updateCommand(serviceRecord, {
  description:
    'Changes what is given. The same call twice: the second is refused with CONFLICT; what changes nothing, with ALREADY_DONE.',
  input: 'What is left out stays as it is; null clears.',
});

export const closeService = closeCommand(serviceRecord, {
  description:
    'Keeps it, CLOSED, with its last day; even while it is in incubation. The same call twice: refused with ALREADY_DONE.',
  input: 'What end users can no longer reach.',
  isClosed: ({ status }) => status === 'CLOSED',
  async checkDay({ writer, errors }, { id }, on) {
    const last = await writer.row<{ day: string | null }>(
      sql`SELECT max(surveyed_on) AS day FROM satisfaction_survey WHERE service_id = ${value(id)}`,
    );
    errors.inOrder('on', on, 'the last survey of its users', last?.day);
  },
  values: { status: 'CLOSED' },
});
