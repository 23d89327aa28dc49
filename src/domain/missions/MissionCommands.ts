import { Arg, Ctx, Extensions, Mutation, Resolver } from 'type-graphql';
import { loadByKey } from '../../graphql/relations/loaders.ts';
import { present } from '../../graphql/relations/present.ts';
import { command } from '../../register/command.ts';
import type { RegisterContext } from '../../register/registerContext.ts';
import { needs } from '../../register/roles.ts';
import { Mission } from './Mission.ts';
import { CloseMissionInput, CreateMissionInput, UpdateMissionInput } from './missionInputs.ts';
import { closeMission, createMission, updateMission } from './writeMission.ts';

@Resolver()
export class MissionCommands {
  @Extensions(needs('EDITOR'))
  @Mutation(() => Mission, {
    description:
      'Créer une mission — charges an entity with it. The same call twice: the second is refused, its slug being taken.',
  })
  async createMission(
    @Arg('input', () => CreateMissionInput, { description: 'Mission — what it is.' }) input: CreateMissionInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Mission> {
    const key = await command(ctx, 'createMission', (writer) => createMission(writer, input));
    return present(loadByKey(ctx, Mission, key));
  }

  @Extensions(needs('EDITOR'))
  @Mutation(() => Mission, {
    description:
      'Modifier une mission — changes what is given. The same call twice: the second is refused with CONFLICT; what changes nothing, with ALREADY_DONE.',
  })
  async updateMission(
    @Arg('input', () => UpdateMissionInput, { description: 'Modification — what changes.' }) input: UpdateMissionInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Mission> {
    const key = await command(ctx, 'updateMission', (writer) => updateMission(writer, input));
    return present(loadByKey(ctx, Mission, key));
  }

  @Extensions(needs('EDITOR'))
  @Mutation(() => Mission, {
    description: 'Fermer une mission — keeps it, with its last day. The same call twice: refused with ALREADY_DONE.',
  })
  async closeMission(
    @Arg('input', () => CloseMissionInput, { description: 'Fermeture — of what, and when.' }) input: CloseMissionInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Mission> {
    const key = await command(ctx, 'closeMission', (writer) => closeMission(writer, input, ctx.today));
    return present(loadByKey(ctx, Mission, key));
  }
}
