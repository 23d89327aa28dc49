import { defineCommand } from '../../../register/commands/defineCommand.ts';
import { createFields } from '../../../register/commands/editableRecord.ts';
import { createRecord } from '../../../register/commands/writeRecord.ts';
import { Service } from '../Service.ts';
import { serviceRecord } from './serviceRecord.ts';

export const createService = defineCommand({
  name: 'createService',
  role: 'EDITOR',
  description:
    'Créer un service — adds what end users reach, or will. The same call twice: the second is refused, its slug being taken.',
  returns: () => Service,
  argument: 'Service — what it is.',
  input: {
    description: 'Service à créer — what end users reach, or will.',
    fields: createFields(serviceRecord),
  },
  execute: (ctx, input) => createRecord(ctx, serviceRecord, input),
});
