import { defineCommand } from '../../../register/commands/defineCommand.ts';
import { createFields } from '../../../register/commands/editableRecord.ts';
import { createRecord } from '../../../register/commands/writeRecord.ts';
import { Mission } from '../Mission.ts';
import { missionRecord } from './missionRecord.ts';

export const createMission = defineCommand({
  name: 'createMission',
  role: 'EDITOR',
  description:
    'Créer une mission — charges an entity with it. The same call twice: the second is refused, its slug being taken.',
  returns: () => Mission,
  argument: 'Mission — what it is.',
  input: {
    description: 'Mission à créer — what an entity is charged with.',
    fields: createFields(missionRecord),
  },
  execute: (ctx, input) => createRecord(ctx, missionRecord, input),
});
