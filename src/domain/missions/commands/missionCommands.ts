import { closeCommand, createCommand, updateCommand } from '../../../register/commands/recordCommands.ts';
import { missionRecord } from './missionRecord.ts';

export const createMission = createCommand(missionRecord, {
  description: 'Charges an entity with it. The same call twice: the second is refused, its slug being taken.',
  input: 'What an entity is charged with.',
});

export const updateMission = updateCommand(missionRecord, {
  description:
    'Changes what is given. The same call twice: the second is refused with CONFLICT; what changes nothing, with ALREADY_DONE.',
  input: 'What is left out stays as it is.',
  first: ['name', 'statement', 'entity'],
});

export const closeMission = closeCommand(missionRecord, {
  description: 'Keeps it, with its last day. The same call twice: refused with ALREADY_DONE.',
  input: 'What an entity is no longer charged with.',
});
