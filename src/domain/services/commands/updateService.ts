import { defineCommand } from '../../../register/commands/defineCommand.ts';
import { updateFields } from '../../../register/commands/editableRecord.ts';
import { updateRecord } from '../../../register/commands/writeRecord.ts';
import { Service } from '../Service.ts';
import { serviceRecord } from './serviceRecord.ts';

export const updateService = defineCommand({
  name: 'updateService',
  role: 'EDITOR',
  description:
    'Modifier un service — changes what is given. The same call twice: the second is refused with CONFLICT; what changes nothing, with ALREADY_DONE.',
  returns: () => Service,
  argument: 'Modification — what changes.',
  input: {
    description: 'Service à modifier — what is left out stays as it is; null clears.',
    fields: updateFields(serviceRecord),
  },
  execute: (ctx, input) => updateRecord(ctx, serviceRecord, input),
});
