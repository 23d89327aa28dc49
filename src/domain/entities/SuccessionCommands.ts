import { Arg, Ctx, Extensions, Mutation, Resolver } from 'type-graphql';
import { loadByKey } from '../../graphql/relations/loaders.ts';
import { present } from '../../graphql/relations/present.ts';
import { command } from '../../register/command.ts';
import type { RegisterContext } from '../../register/registerContext.ts';
import { needs } from '../../register/roles.ts';
import { Entity } from './Entity.ts';
import { RecordSuccessionInput } from './RecordSuccessionInput.ts';
import { recordSuccession } from './recordSuccession.ts';

@Resolver()
export class SuccessionCommands {
  @Extensions(needs('EDITOR'))
  @Mutation(() => [Entity], {
    description:
      'Enregistrer une succession — closes the predecessors and gives back the successors. A single successor takes over their open children, services and missions at once; a SPLIT is refused with IN_USE as long as the predecessor has any. The same call twice: the second is refused with ALREADY_DONE.',
  })
  async recordSuccession(
    @Arg('input', () => RecordSuccessionInput, { description: 'Succession — who, when, by which text.' })
    input: RecordSuccessionInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Entity[]> {
    const keys = await command(ctx, 'recordSuccession', (writer) => recordSuccession(writer, input));
    return Promise.all(keys.map((key) => present(loadByKey(ctx, Entity, key))));
  }
}
