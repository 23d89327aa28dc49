import { fail } from '../../../errors/errors.ts';
import { defineCommand } from '../../../register/commands/defineCommand.ts';
import { updateFields } from '../../../register/commands/editableRecord.ts';
import { updateRecord } from '../../../register/commands/writeRecord.ts';
import { ENTITY_LOOP } from '../../../register/registerErrors.ts';
import { Entity } from '../Entity.ts';
import { entityRecord } from './entityRecord.ts';

export const updateEntity = defineCommand({
  name: 'updateEntity',
  role: 'EDITOR',
  description:
    'Modifier une entité — changes what is given, and moves it in the tree (ENTITY_LOOP under itself or one of its own). The same call twice: the second is refused with CONFLICT; what changes nothing, with ALREADY_DONE.',
  returns: () => Entity,
  argument: 'Modification — what changes.',
  input: {
    description: 'Entité à modifier — what is left out stays as it is; null clears.',
    fields: updateFields(entityRecord),
  },
  execute: (ctx, input) =>
    updateRecord(ctx, entityRecord, input, (row, values) => {
      // The constraint `entity_tree` rejects the longer loops, at the end of the change.
      if (values.parent_id === row.id) fail(ENTITY_LOOP);
    }),
});
