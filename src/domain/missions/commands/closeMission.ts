import { fail } from '../../../errors/errors.ts';
import { defineCommand } from '../../../register/commands/defineCommand.ts';
import { closeFields } from '../../../register/commands/editableRecord.ts';
import { requireVersion } from '../../../register/commands/lookups.ts';
import { findRecord } from '../../../register/commands/writeRecord.ts';
import { ALREADY_DONE } from '../../../register/registerErrors.ts';
import { Mission } from '../Mission.ts';
import { missionRecord } from './missionRecord.ts';

export const closeMission = defineCommand({
  name: 'closeMission',
  role: 'EDITOR',
  description: 'Fermer une mission — keeps it, with its last day. The same call twice: refused with ALREADY_DONE.',
  returns: () => Mission,
  argument: 'Fermeture — of what, and when.',
  input: {
    description: 'Mission à fermer — what an entity is no longer charged with.',
    fields: closeFields(missionRecord),
  },
  async execute(ctx, input) {
    const { writer, errors, today } = ctx;
    const row = errors.foundOrThrow(await findRecord(ctx, missionRecord, input));
    const subject = `mission ${row.slug}`;
    if (row.closed_on !== null) fail(ALREADY_DONE, { what: `${subject} is closed` });
    requireVersion(subject, input.version, row.version);
    await writer.update('mission', row.id, { closed_on: input.on ?? today, updated_at: new Date() });
    return row.id;
  },
});
