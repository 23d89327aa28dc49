import { fail } from '../../../errors/errors.ts';
import { defineCommand } from '../../../register/commands/defineCommand.ts';
import { closeFields } from '../../../register/commands/editableRecord.ts';
import { requireVersion } from '../../../register/commands/lookups.ts';
import { findRecord } from '../../../register/commands/writeRecord.ts';
import { ALREADY_DONE } from '../../../register/registerErrors.ts';
import { sql, value } from '../../../sql/sql.ts';
import { Service } from '../Service.ts';
import { serviceRecord } from './serviceRecord.ts';

export const closeService = defineCommand({
  name: 'closeService',
  role: 'EDITOR',
  description:
    'Fermer un service — keeps it, CLOSED, with its last day; even while it is in incubation. The same call twice: refused with ALREADY_DONE.',
  returns: () => Service,
  argument: 'Fermeture — of what, and when.',
  input: {
    description: 'Service à fermer — what end users can no longer reach.',
    fields: closeFields(serviceRecord),
  },
  async execute(ctx, input) {
    const { writer, errors, today } = ctx;
    const row = errors.foundOrThrow(await findRecord(ctx, serviceRecord, input));
    const subject = `service ${row.slug}`;
    if (row.status === 'CLOSED') fail(ALREADY_DONE, { what: `${subject} is closed` });
    const on = input.on ?? today;
    const last = await writer.row<{ day: string | null }>(
      sql`SELECT max(surveyed_on) AS day FROM satisfaction_survey WHERE service_id = ${value(row.id)}`,
    );
    errors.inOrder('on', on, 'the last survey of its users', last?.day);
    errors.throwIfAny();
    requireVersion(subject, input.version, row.version);
    await writer.update('service', row.id, { status: 'CLOSED', closed_on: on, updated_at: new Date() });
    return row.id;
  },
});
