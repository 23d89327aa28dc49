import { fail } from '../../../errors/errors.ts';
import { closeCommand, createCommand, updateCommand } from '../../../register/commands/recordCommands.ts';
import { ENTITY_LOOP } from '../../../register/registerErrors.ts';
import { IN_USE } from '../../domainErrors.ts';
import { checkLastDay, openDependents } from './closing.ts';
import { entityRecord } from './entityRecord.ts';

export const createEntity = createCommand(entityRecord, {
  description: 'Adds it to the tree. The same call twice: the second is refused, its slug being taken.',
  input: 'An organisation of the State, or one that works with it.',
});

export const updateEntity = updateCommand(entityRecord, {
  description:
    'Changes what is given, and moves it in the tree (ENTITY_LOOP under itself or one of its own). The same call twice: the second is refused with CONFLICT; what changes nothing, with ALREADY_DONE.',
  input: 'What is left out stays as it is; null clears.',
  assertAllowed(row, values) {
    // The constraint `entity_tree` rejects the longer loops, at the end of the change.
    if (values.parent_id === row.id) fail(ENTITY_LOOP);
  },
});

export const closeEntity = closeCommand(entityRecord, {
  description:
    'Keeps it, with its last day. Refused with IN_USE while it has open CHILDREN, SERVICES or MISSIONS; the same call twice: with ALREADY_DONE.',
  input: 'Once nothing that is open depends on it.',
  checkDay: (ctx, row, on) => checkLastDay(ctx, on, [row.id]),
  async assertUnused({ writer }, row) {
    const missing = await openDependents(writer, [row.id]);
    if (missing.length > 0) fail(IN_USE, { subject: `entity ${row.slug}`, missing });
  },
});
