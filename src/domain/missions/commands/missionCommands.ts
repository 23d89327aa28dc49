import { closeCommand, createCommand, updateCommand } from '../../../register/commands/recordCommands.ts';
import { missionRecord } from './missionRecord.ts';

export const createMission = createCommand(missionRecord, {
  description:
    'Créer une mission — charges an entity with it. The same call twice: the second is refused, its slug being taken.',
  input: 'Mission à créer — what an entity is charged with.',
});

export const updateMission = updateCommand(missionRecord, {
  description:
    'Modifier une mission — changes what is given. The same call twice: the second is refused with CONFLICT; what changes nothing, with ALREADY_DONE.',
  input: 'Mission à modifier — what is left out stays as it is.',
  first: ['name', 'statement', 'entity'],
});

export const closeMission = closeCommand(missionRecord, {
  description: 'Fermer une mission — keeps it, with its last day. The same call twice: refused with ALREADY_DONE.',
  input: 'Mission à fermer — what an entity is no longer charged with.',
});
