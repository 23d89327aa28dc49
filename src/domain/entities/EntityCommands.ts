import { Arg, Ctx, Extensions, Mutation, Resolver } from 'type-graphql';
import { loadByKey } from '../../graphql/relations/loaders.ts';
import { present } from '../../graphql/relations/present.ts';
import { command } from '../../register/command.ts';
import type { RegisterContext } from '../../register/registerContext.ts';
import { needs } from '../../register/roles.ts';
import { closeEntity } from './closeEntity.ts';
import { Entity } from './Entity.ts';
import { CloseEntityInput, CreateEntityInput, UpdateEntityInput } from './entityInputs.ts';
import { createEntity, updateEntity } from './writeEntity.ts';

@Resolver()
export class EntityCommands {
  @Extensions(needs('EDITOR'))
  @Mutation(() => Entity, {
    description:
      'Créer une entité — adds it to the tree. The same call twice: the second is refused, its slug being taken.',
  })
  async createEntity(
    @Arg('input', () => CreateEntityInput, { description: 'Entité — what it is.' }) input: CreateEntityInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Entity> {
    const key = await command(ctx, 'createEntity', (writer) => createEntity(writer, input));
    return present(loadByKey(ctx, Entity, key));
  }

  @Extensions(needs('EDITOR'))
  @Mutation(() => Entity, {
    description:
      'Modifier une entité — changes what is given, and moves it in the tree (ENTITY_LOOP under itself or one of its own). The same call twice: the second is refused with CONFLICT; what changes nothing, with ALREADY_DONE.',
  })
  async updateEntity(
    @Arg('input', () => UpdateEntityInput, { description: 'Modification — what changes.' }) input: UpdateEntityInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Entity> {
    const key = await command(ctx, 'updateEntity', (writer) => updateEntity(writer, input));
    return present(loadByKey(ctx, Entity, key));
  }

  @Extensions(needs('EDITOR'))
  @Mutation(() => Entity, {
    description:
      'Fermer une entité — keeps it, with its last day. Refused with IN_USE while it has open CHILDREN, SERVICES or MISSIONS; the same call twice: with ALREADY_DONE.',
  })
  async closeEntity(
    @Arg('input', () => CloseEntityInput, { description: 'Fermeture — of what, and when.' }) input: CloseEntityInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Entity> {
    const key = await command(ctx, 'closeEntity', (writer) => closeEntity(writer, input, ctx.today));
    return present(loadByKey(ctx, Entity, key));
  }
}
