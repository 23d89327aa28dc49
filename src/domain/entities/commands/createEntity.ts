import { defineCommand } from '../../../register/commands/defineCommand.ts';
import { createFields } from '../../../register/commands/editableRecord.ts';
import { createRecord } from '../../../register/commands/writeRecord.ts';
import { Entity } from '../Entity.ts';
import { entityRecord } from './entityRecord.ts';

export const createEntity = defineCommand({
  name: 'createEntity',
  role: 'EDITOR',
  description:
    'Créer une entité — adds it to the tree. The same call twice: the second is refused, its slug being taken.',
  returns: () => Entity,
  argument: 'Entité — what it is.',
  input: {
    description: 'Entité à créer — an organisation of the State, or one that works with it.',
    fields: createFields(entityRecord),
  },
  execute: (ctx, input) => createRecord(ctx, entityRecord, input),
});
