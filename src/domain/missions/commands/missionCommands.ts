import { closeCommand, createCommand, updateCommand } from '../../../register/commands/recordCommands.ts';
import { missionRecord } from './missionRecord.ts';

export const createMission = createCommand(missionRecord, {
  description:
    'Creates a mission of an entity. Fails with `INPUT_INVALID` if the slug is taken, so a repeated call fails.',
});

export const updateMission = updateCommand(missionRecord, {
  description:
    'Updates the given fields of a mission. Fails with `CONFLICT` if the mission changed since `version`, and with `ALREADY_DONE` if nothing would change. Fields that are left out keep their value.',

  first: ['name', 'statement', 'entity'],
});

export const closeMission = closeCommand(missionRecord, {
  description:
    'Closes a mission on its last day; its record stays in the register. Fails with `ALREADY_DONE` if it is closed.',
});
