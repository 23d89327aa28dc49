import { fail } from '../../../errors/errors.ts';
import { closeCommand, createCommand, updateCommand } from '../../../register/commands/recordCommands.ts';
import { ENTITY_LOOP } from '../../../register/registerErrors.ts';
import { IN_USE } from '../../domainErrors.ts';
import { checkLastDay, openDependents } from './closing.ts';
import { entityRecord } from './entityRecord.ts';

export const createEntity = createCommand(entityRecord, {
  description: 'Creates an entity. Fails with `INPUT_INVALID` if the slug is taken, so a repeated call fails.',
});

export const updateEntity = updateCommand(entityRecord, {
  description:
    'Updates the given fields of an entity, and moves it in the tree if `parent` is given. Fails with `ENTITY_LOOP` if the new parent is the entity or one of its descendants, with `CONFLICT` if the entity changed since `version`, and with `ALREADY_DONE` if nothing would change. Fields that are left out keep their value; null clears an optional field.',

  assertAllowed(row, values) {
    // The constraint `entity_tree` rejects the longer loops, at the end of the change.
    if (values.parent_id === row.id) fail(ENTITY_LOOP);
  },
});

export const closeEntity = closeCommand(entityRecord, {
  description:
    'Closes an entity on its last day; its record stays in the register. Fails with `IN_USE` while open records depend on it (`missing` lists `CHILDREN`, `SERVICES` or `MISSIONS`), and with `ALREADY_DONE` if it is closed.',

  checkDay: (ctx, row, on) => checkLastDay(ctx, on, [row.id]),
  async assertUnused({ writer }, row) {
    const missing = await openDependents(writer, [row.id]);
    if (missing.length > 0) fail(IN_USE, { subject: `entity ${row.slug}`, missing });
  },
});
