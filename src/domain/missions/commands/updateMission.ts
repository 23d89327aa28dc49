import { defineCommand } from '../../../register/commands/defineCommand.ts';
import { updateFields } from '../../../register/commands/editableRecord.ts';
import { updateRecord } from '../../../register/commands/writeRecord.ts';
import { Mission } from '../Mission.ts';
import { missionRecord } from './missionRecord.ts';

export const updateMission = defineCommand({
  name: 'updateMission',
  role: 'EDITOR',
  description:
    'Modifier une mission — changes what is given. The same call twice: the second is refused with CONFLICT; what changes nothing, with ALREADY_DONE.',
  returns: () => Mission,
  argument: 'Modification — what changes.',
  input: {
    description: 'Mission à modifier — what is left out stays as it is.',
    fields: updateFields(missionRecord, ['name', 'statement', 'entity']),
  },
  execute: (ctx, input) => updateRecord(ctx, missionRecord, input),
});
