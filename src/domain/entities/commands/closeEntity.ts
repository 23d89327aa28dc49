import { fail } from '../../../errors/errors.ts';
import { defineCommand } from '../../../register/commands/defineCommand.ts';
import { closeFields } from '../../../register/commands/editableRecord.ts';
import { requireVersion } from '../../../register/commands/lookups.ts';
import { findRecord } from '../../../register/commands/writeRecord.ts';
import { ALREADY_DONE } from '../../../register/registerErrors.ts';
import { IN_USE } from '../../domainErrors.ts';
import { Entity } from '../Entity.ts';
import { checkLastDay, openDependents } from './closing.ts';
import { entityRecord } from './entityRecord.ts';

export const closeEntity = defineCommand({
  name: 'closeEntity',
  role: 'EDITOR',
  description:
    'Fermer une entité — keeps it, with its last day. Refused with IN_USE while it has open CHILDREN, SERVICES or MISSIONS; the same call twice: with ALREADY_DONE.',
  returns: () => Entity,
  argument: 'Fermeture — of what, and when.',
  input: {
    description: 'Entité à fermer — once nothing that is open depends on it.',
    fields: closeFields(entityRecord),
  },
  async execute(ctx, input) {
    const { writer, errors, today } = ctx;
    const row = errors.foundOrThrow(await findRecord(ctx, entityRecord, input));
    const subject = `entity ${row.slug}`;
    if (row.closed_on !== null) fail(ALREADY_DONE, { what: `${subject} is closed` });
    const on = input.on ?? today;
    await checkLastDay(ctx, on, [row.id]);
    errors.throwIfAny();
    requireVersion(subject, input.version, row.version);
    const missing = await openDependents(writer, [row.id]);
    if (missing.length > 0) fail(IN_USE, { subject, missing });
    await writer.update('entity', row.id, { closed_on: on, updated_at: new Date() });
    return row.id;
  },
});
