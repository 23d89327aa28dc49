import { Arg, Ctx, Extensions, Mutation, Resolver } from 'type-graphql';
import { loadByKey } from '../../graphql/relations/loaders.ts';
import { present } from '../../graphql/relations/present.ts';
import { command } from '../../register/command.ts';
import type { RegisterContext } from '../../register/registerContext.ts';
import { needs } from '../../register/roles.ts';
import { Service } from './Service.ts';
import { CloseServiceInput, CreateServiceInput, UpdateServiceInput } from './serviceInputs.ts';
import { closeService, createService, updateService } from './writeService.ts';

@Resolver()
export class ServiceCommands {
  @Extensions(needs('EDITOR'))
  @Mutation(() => Service, {
    description:
      'Créer un service — adds what end users reach, or will. The same call twice: the second is refused, its slug being taken.',
  })
  async createService(
    @Arg('input', () => CreateServiceInput, { description: 'Service — what it is.' }) input: CreateServiceInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Service> {
    const key = await command(ctx, 'createService', (writer) => createService(writer, input));
    return present(loadByKey(ctx, Service, key));
  }

  @Extensions(needs('EDITOR'))
  @Mutation(() => Service, {
    description:
      'Modifier un service — changes what is given. The same call twice: the second is refused with CONFLICT; what changes nothing, with ALREADY_DONE.',
  })
  async updateService(
    @Arg('input', () => UpdateServiceInput, { description: 'Modification — what changes.' }) input: UpdateServiceInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Service> {
    const key = await command(ctx, 'updateService', (writer) => updateService(writer, input));
    return present(loadByKey(ctx, Service, key));
  }

  @Extensions(needs('EDITOR'))
  @Mutation(() => Service, {
    description:
      'Fermer un service — keeps it, CLOSED, with its last day; even while it is in incubation. The same call twice: refused with ALREADY_DONE.',
  })
  async closeService(
    @Arg('input', () => CloseServiceInput, { description: 'Fermeture — of what, and when.' }) input: CloseServiceInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Service> {
    const key = await command(ctx, 'closeService', (writer) => closeService(writer, input, ctx.today));
    return present(loadByKey(ctx, Service, key));
  }
}
